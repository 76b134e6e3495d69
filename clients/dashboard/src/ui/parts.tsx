// The parts of the page that are fetched after its first picture or on request (desk, staffing, log, wall, offline, sounds,
// exercise, keys, decisions), drawn when they have come.
import { signal } from '@preact/signals';
import type { ComponentProps, ComponentType } from 'preact';
import { Mode } from '../gen/ckl/v1/model_pb';
import type { Page } from '../state/router';
import { mode, who } from '../state/store';
import { current } from './dialogs';
import { Loading } from './loading';

type Desk = typeof import('../desk');
type Staffing = typeof import('../staffing');
type Wall = typeof import('../wall');
type Offline = typeof import('../offline');
type Keys = typeof import('../keys');
type Decisions = typeof import('../decisions');
type LogPart = typeof import('../log');

const askAgainMs = 2_000;
const desk = signal<Desk | undefined>(undefined);
const staffing = signal<Staffing | undefined>(undefined);
const wall = signal<Wall | undefined>(undefined);
const offline = signal<Offline | undefined>(undefined);
const sounds = signal<typeof import('../sounds') | undefined>(undefined);
const exercise = signal<typeof import('../exercise') | undefined>(undefined);
const keys = signal<Keys | undefined>(undefined);
const decisions = signal<Decisions | undefined>(undefined);
const loadKeys = () => import('../keys');
const log = signal<LogPart | undefined>(undefined);

/** Asks until it has come: contact may be lost just now. */
async function fetchPart<T>(part: { value: T | undefined }, load: () => Promise<T>): Promise<void> {
  try {
    part.value ??= await load();
  } catch {
    setTimeout(() => void fetchPart(part, load), askAgainMs);
  }
}

const begun = new Set<object>();

function begin<T>(part: { value: T | undefined }, load: () => Promise<T>): void {
  if (begun.has(part)) return;
  begun.add(part);
  void fetchPart(part, load);
}

/** A page without contact needs it as soon as one with a picture: it has the last one. */
export function fetchOffline(): void {
  begin(offline, () => import('../offline'));
}

/** Those who take the decisions, or write down what was decided orally. */
const deciders = /^KN_|^REGISTRAR$/;

/**
 * Every page gets the desk and its sounds; relief and duty come with the pages of the call-out, the log with its own, the map and
 * what stands around it with the board, decisions with theirs and for who takes them.
 */
export function fetchParts(page: Page): void {
  begin(desk, () => import('../desk'));
  begin(sounds, () => import('../sounds'));
  if (mode.value === Mode.EXERCISE) begin(exercise, () => import('../exercise'));
  if (page.startsWith('/inkallning')) begin(staffing, () => import('../staffing'));
  if (page === '/') begin(wall, () => import('../wall'));
  if (page === '/dagbok') begin(log, () => import('../log'));
  const decides = who.value?.mandates.some((one) => deciders.test(one.role));
  if (decides || page === '/forklara' || current.value?.kind.startsWith('decide')) begin(decisions, () => import('../decisions'));
}

type LateProps = { of: 'decisions'; name: 'Declare' } | { of: 'staffing'; name: 'Duties' | 'Relief' } | { of: 'log'; name: 'Log' };

/** A part of the board; nothing stands there until it has come. */
export function LatePart({ name }: { name: Exclude<keyof Wall, 'WallBoard'> }) {
  const Found = wall.value?.[name];
  return Found ? <Found /> : null;
}

export function LateWall() {
  const Found = wall.value?.WallBoard;
  return Found ? <Found /> : <Loading />;
}

const parts = { decisions, staffing, log };

export function LatePage({ of, name }: LateProps) {
  const Found = (parts[of].value as Record<string, ComponentType> | undefined)?.[name];
  return Found ? <Found /> : <Loading />;
}

export function LateSounds({ name }: { name: 'Rings' | 'SoundChoice' }) {
  const Found = sounds.value?.[name];
  return Found ? <Found /> : null;
}

export function LateExercise() {
  const Found = exercise.value?.ExerciseHead;
  return Found ? <Found /> : null;
}

/** Of passkeys and signing in: fetched when it is to be drawn. */
export function LateKeys<K extends keyof Keys>({ name, ...props }: { name: K } & ComponentProps<Keys[K]>) {
  begin(keys, loadKeys);
  const Found = keys.value?.[name] as ComponentType<object> | undefined;
  return Found ? <Found {...props} /> : <Loading />;
}

export function LateDialogs() {
  const [Dialogs, StaffingDialogs] = [desk.value?.Dialogs, staffing.value?.StaffingDialogs];
  const DecisionDialogs = decisions.value?.DecisionDialogs;
  return (
    <>
      {Dialogs && <Dialogs />}
      {StaffingDialogs && <StaffingDialogs />}
      {DecisionDialogs && <DecisionDialogs />}
    </>
  );
}

export function LateOwnRelief(props: ComponentProps<Staffing['OwnRelief']>) {
  const OwnRelief = staffing.value?.OwnRelief;
  return OwnRelief ? <OwnRelief {...props} /> : null;
}

export function LateForecast(props: ComponentProps<Staffing['PositionForecast']>) {
  const PositionForecast = staffing.value?.PositionForecast;
  return PositionForecast ? <PositionForecast {...props} /> : null;
}

interface LateOfflineProps { of: 'OfflineNotices' | 'UnsentNotes' | 'UnsentAnswers'; callout?: string }

export function LateOffline({ of, callout }: LateOfflineProps) {
  const Found: ComponentType<{ callout?: string | undefined }> | undefined = offline.value?.[of];
  return Found ? <Found callout={callout} /> : null;
}
