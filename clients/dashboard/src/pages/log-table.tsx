// The log as a table, newest first; on a phone each row is a card.
import { useEffect, useRef } from 'preact/hooks';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { nowSeconds } from '../state/clock';
import { incidentOf } from '../state/derive';
import { correctedBy, type Mark, markOf } from '../state/log';
import type { Row } from '../state/log-rows';
import { shortcuts } from '../state/prefs';
import { image } from '../state/store';
import { hhmmss, iso, when } from '../state/time';
import { spoken, t } from '../text';
import { tl } from '../text/log';
import { actorName, nameOf } from '../text/tell';
import { openDialog } from '../ui/dialogs';
import { Icon } from '../ui/icons';
import { kindName } from './log-filter';
import { type Block, blocksOf, current, firstShown, moreShown, moveTo, printing, shown, step, useNear, watchView } from './log-window';

const columns = ['number', 'time', 'by', 'kind', 'text', 'incident'] as const;
const minute = 60_000;

interface TableProps {
  rows: readonly Row[];
  /** What is looked for; another is another table. */
  wanted: string;
  secrecy: (kind: 'mark' | 'lift', number: number) => void;
}

export function LogTable({ rows, wanted, secrecy }: TableProps) {
  const anchor = useRef({ wanted: '', at: 0 });
  if (anchor.current.wanted !== wanted || anchor.current.at === 0) {
    if (anchor.current.wanted !== wanted) shown.value = firstShown;
    anchor.current = { wanted, at: rows[0]?.at ?? 0 };
  }
  useKeys(rows);
  usePaper();
  const drawn = printing.value ? rows : rows.slice(0, shown.value);
  const focusable = drawn.some(({ at }) => at === current.value) ? current.value : (drawn[0]?.at ?? 0);
  return (
    <>
      <table class="log-table" role="table" aria-rowcount={rows.length + 1} aria-label={tl().title}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map((one) => (
              <th key={one} role="columnheader" scope="col" class={`log-${one}`}>
                {tl().column[one]}
              </th>
            ))}
          </tr>
        </thead>
        {blocksOf(drawn, anchor.current.at).map((block) => (
          <Rows key={block.key} block={block} focusable={focusable} secrecy={secrecy} />
        ))}
      </table>
      {drawn.length < rows.length && <More rows={rows} />}
    </>
  );
}

/** Paper has all that is looked for. */
function usePaper(): void {
  useEffect(() => {
    const [before, after] = [() => (printing.value = true), () => (printing.value = false)];
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
}

const typing = 'input, textarea, select, [contenteditable]';

/** J and K from anywhere, the arrows from a row, and / to the search. */
function useKeys(rows: readonly Row[]): void {
  const known = useRef(rows);
  known.current = rows;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.(typing) || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const arrow = target?.matches?.('tr[data-at]') && { arrowdown: 1 as const, arrowup: -1 as const }[key];
      const letter = shortcuts.value === 'on' && { j: 1 as const, k: -1 as const }[key];
      const by = arrow || letter;
      if (by) step(known.current, by);
      else if (key === '/' && shortcuts.value === 'on') document.getElementById('log-ord')?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** More rows come by themselves on the way down; the button is for whoever does not scroll. */
function More({ rows }: { rows: readonly Row[] }) {
  const box = useRef<HTMLButtonElement>(null);
  const total = useRef(rows.length);
  total.current = rows.length;
  const extend = () => {
    shown.value = Math.min(shown.peek() + moreShown, total.current);
  };
  const scrolled = (near: boolean) => {
    // Whoever has gone to the button by keyboard presses it.
    if (near && window.scrollY > 0 && document.activeElement !== box.current) extend();
  };
  useEffect(() => (box.current ? watchView(box.current, 600, scrolled) : undefined), [shown.value]);
  const left = rows.length - shown.value;
  return (
    <button
      type="button"
      class="older"
      ref={box}
      onClick={() => {
        const first = shown.peek();
        extend();
        moveTo(rows, first);
      }}
    >
      {tl().more(Math.min(moreShown, left), left.toLocaleString(spoken.value))}
    </button>
  );
}

interface RowsProps {
  block: Block;
  focusable: number;
  secrecy: TableProps['secrecy'];
}

function Rows({ block, focusable, secrecy }: RowsProps) {
  const { box, near, height } = useNear(block);
  const drawn = near || printing.value || block.rows.some(({ at }) => at === current.value);
  return (
    <tbody role="rowgroup" ref={box}>
      {drawn ? (
        block.rows.map((row, at) => (
          <LogRow key={row.at} row={row} index={block.first + at} focusable={row.at === focusable} secrecy={secrecy} />
        ))
      ) : (
        <tr class="log-gap" aria-hidden="true" style={{ height: `${height}px` }}>
          <td colSpan={columns.length} />
        </tr>
      )}
    </tbody>
  );
}

interface RowProps {
  row: Row;
  index: number;
  focusable: boolean;
  secrecy: TableProps['secrecy'];
}

const atTime = (time: number): string => {
  const now = nowSeconds.peek();
  return when(time, now === undefined ? undefined : now * 1000, spoken.value);
};

function LogRow({ row, index, focusable, secrecy }: RowProps) {
  const { number, at, happened, entered, incident, kind } = row;
  const now = image.value;
  const about = incidentOf(now, incident);
  const apart = Math.floor(happened / minute) !== Math.floor(entered / minute);
  return (
    <tr
      role="row"
      id={number ? `nr-${number}` : undefined}
      data-at={at}
      aria-rowindex={index + 2}
      tabIndex={focusable ? 0 : -1}
      class={number ? 'log-row' : 'log-row log-told'}
      onFocus={() => {
        current.value = at;
      }}
    >
      <th role="rowheader" scope="row" class="log-number">
        {number || (
          <>
            <span aria-hidden="true">–</span>
            <span class="sr-only">{tl().noNumber}</span>
          </>
        )}
      </th>
      <td role="cell" class="log-time">
        <time dateTime={iso(happened)}>{atTime(happened)}</time>
        {apart && <span class="quiet"> {tl().entered(atTime(entered))}</span>}
      </td>
      <td role="cell" class="log-by">{actorName({ actor: row.actor } as JournalEntry, now)}</td>
      <td role="cell" class="log-kind">{kindName(kind)}</td>
      <td role="cell" class="log-text">
        <Text row={row} secrecy={secrecy} />
      </td>
      <td role="cell" class="log-incident">{about ? `${t().common.number(about.number)}, ${nameOf(about)}` : incident}</td>
    </tr>
  );
}

function Text({ row, secrecy }: { row: Row; secrecy: TableProps['secrecy'] }) {
  const { number, corrects, masked, text, source, reason } = row;
  const by = number ? correctedBy.get(number) : undefined;
  const mark = number ? markOf(number) : undefined;
  return (
    <>
      {mark && <Marked mark={mark} />}
      {masked ? (
        <p>
          <strong>{tl().masked}.</strong> {tl().maskedNow(number)}
        </p>
      ) : (
        <p class="sentence">{by ? <s>{text}</s> : text}</p>
      )}
      {by !== undefined && (
        <p>
          <a href={`#nr-${by}`}>{tl().correctedBy(by)}</a>
        </p>
      )}
      {corrects > 0 && (
        <p>
          <a href={`#nr-${corrects}`}>{tl().corrects(corrects)}</a>
          {reason && `. ${tl().why}: ${reason}`}
        </p>
      )}
      {source && <p class="quiet">{`${tl().source}: ${source}`}</p>}
      <Acts row={row} mark={mark} secrecy={secrecy} />
    </>
  );
}

function Marked({ mark }: { mark: Mark }) {
  return (
    <p class="tag tag-mark">
      <Icon name="lock" /> {tl().marked}: {mark.provision}
      {mark.reason && `, ${mark.reason}`}
    </p>
  );
}

function Acts({ row, mark, secrecy }: { row: Row; mark: Mark | undefined; secrecy: TableProps['secrecy'] }) {
  const { number, at, entered, incident, text, masked } = row;
  const correct = () => openDialog({
    kind: 'note',
    incident,
    corrects: { number, text, title: tl().correctTitle(number), lead: tl().correctLead, why: tl().correctWhy },
  });
  return (
    <details class="ground">
      <summary>
        <span class="sr-only">{tl().about(number ? tl().noteNumber(number) : tl().entry(at))}</span>
        <Icon name="down" />
      </summary>
      <p class="quiet">
        {tl().entry(at)} {hhmmss(entered)}
      </p>
      {number > 0 && (
        <div class="buttons">
          {!masked && (
            <button type="button" onClick={correct}>
              <Icon name="note" /> {tl().correct}
            </button>
          )}
          <button type="button" onClick={() => secrecy(mark ? 'lift' : 'mark', number)}>
            <Icon name="lock" /> {mark ? tl().lift : tl().mark}
          </button>
        </div>
      )}
    </details>
  );
}
