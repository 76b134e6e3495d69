// Shapes and signs. Each stands beside a word, so all are hidden from screen readers.
import { AlertGrade } from '../gen/ckl/v1/governance_pb';
import { CallState, EscalationLevel } from '../gen/ckl/v1/model_pb';

/** SMHI's shapes: yellow circle, orange diamond, red triangle, "!" inside; no level is a quiet square. */
export function LevelShape({ level, big }: { level: EscalationLevel; big?: boolean }) {
  return (
    <svg class={big ? 'shape big' : 'shape'} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {level === EscalationLevel.DISTURBANCE && (
        <circle class="shape-yellow" cx="24" cy="24" r="20" />
      )}
      {level === EscalationLevel.SERIOUS && (
        <path class="shape-orange" d="M24 2 46 24 24 46 2 24z" />
      )}
      {level === EscalationLevel.EXTRAORDINARY && (
        <path class="shape-red" d="M24 4 46 43H2z" />
      )}
      {level < EscalationLevel.DISTURBANCE && (
        <rect class="shape-none" x="8" y="8" width="32" height="32" rx="8" />
      )}
      {level < EscalationLevel.DISTURBANCE ? (
        <path class="shape-none-mark" d="M17 24h14" />
      ) : (
        <g class={level === EscalationLevel.EXTRAORDINARY ? 'mark on-red' : 'mark'}>
          <rect x="21.5" y={level === EscalationLevel.EXTRAORDINARY ? 17 : 12} width="5" height="14" rx="2.5" />
          <circle cx="24" cy={level === EscalationLevel.EXTRAORDINARY ? 36.5 : 33} r="3" />
        </g>
      )}
    </svg>
  );
}

/** A shield: with one chevron at skärpt, two at högsta beredskap, hollow when it is information only. */
export function AlertShape({ grade }: { grade: AlertGrade }) {
  return (
    <svg class={`icon shield ${grade > AlertGrade.NONE ? 'filled' : ''}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 2.500 4 5.500v6c0 4.600 3.400 8 8 10 4.600-2 8-5.400 8-10v-6z" />
      {grade > AlertGrade.NONE && <path class="chevron" d="M8 13.500l4-4 4 4" />}
      {grade > AlertGrade.SKARPT && <path class="chevron" d="M8 17.500l4-4 4 4" />}
    </svg>
  );
}

const paths = {
  board: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  alarm: 'M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM9.5 19a2.5 2.5 0 0 0 5 0',
  callouts: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M17 8.5h5M19.5 6v5',
  declare: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  log: 'M6 3h13v18H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8.500 3v18M12 8h4M12 12h4',
  gear: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  check: 'M4 12.5 9.5 18 20 6.5',
  cross: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  ring: 'M6.5 3.5 9.5 4l1 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1 .5 3c0 1.5-1 3-3 3C10 20 4 14 3.5 6.500 3.500 5 5 3.500 6.500 3.500z',
  silent: 'M4 12h4M10 12h4M16 12h4',
  broken: 'M4 4l16 16M9 6.500a10 10 0 0 1 11.500 2.500M3.500 9A12 12 0 0 1 6 7.300M7 13a7 7 0 0 1 3.500-2M15 11.600a7 7 0 0 1 2 1.400M12 18.500h.01',
  spare: 'M12 4v16M4 12h16',
  down: 'M5 9l7 7 7-7',
  note: 'M4 20h4L20 8l-4-4L4 16zM14 6l4 4',
  late: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v6M12 16.500v.2',
  lock: 'M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11',
  link: 'M5 12h13M12.500 6 18.500 12l-6 6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

const kindPaths: Record<number, string> = {
  1: 'M12 3 4 6v6c0 4.500 3.400 7.600 8 9 4.600-1.400 8-4.500 8-9V6zM12 8v5M12 16v.2',
  2: 'M12 21c4 0 6.500-2.700 6.500-6.200 0-4.300-4-6-3.500-11.300-3 1-5 4-5 7-1-.5-1.600-1.500-1.700-2.700C6.500 9.300 5.500 12 5.500 14.800 5.500 18.300 8 21 12 21z',
  3: 'M12 3c3.500 4.200 5.500 7.200 5.500 10.200A5.500 5.500 0 0 1 12 19a5.500 5.500 0 0 1-5.500-5.800C6.500 10.200 8.500 7.200 12 3zM4 22h16',
  4: 'M4 5h16v11H4zM9 20h6M12 16v4',
  5: 'M7 15a4 4 0 1 1 .7-7.900A5.500 5.500 0 0 1 18 9a3.500 3.500 0 0 1 0 6zM8 18l-1 3M13 18l-1 3M18 18l-1 3',
  6: 'M9.500 3.500h5v6h6v5h-6v6h-5v-6h-6v-5h6z',
  7: 'M5 12h.1M12 12h.1M19 12h.1',
};

export function KindIcon({ kind }: { kind: number }) {
  return (
    <svg class="icon kind-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={kindPaths[kind] ?? ''} />
    </svg>
  );
}

const callIcons: Record<CallState, IconName> = {
  [CallState.UNSPECIFIED]: 'silent',
  [CallState.CALLING]: 'ring',
  [CallState.COMING]: 'check',
  [CallState.DECLINED]: 'cross',
  [CallState.LATER]: 'clock',
  [CallState.SILENT]: 'silent',
  [CallState.UNREACHABLE]: 'broken',
  [CallState.STOOD_DOWN]: 'down',
  [CallState.SPARE]: 'spare',
  [CallState.PASSED_OVER]: 'down',
};

export const callIcon = (state: CallState): IconName => callIcons[state];
