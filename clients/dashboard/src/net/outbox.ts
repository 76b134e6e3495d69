// What may wait without contact: the staff's notes and one's own answer to a call, and nothing else. Each is kept on this device
// with its own time and its command_id, and handed over in order when there is contact again.
//
// The same command_id makes a second sending harmless: the server gives its first answer. The body may therefore not change once
// it may have left. Two tabs take turns by a lock; without locks the id alone holds.
import { effect, type Signal, signal } from '@preact/signals';
import { type Command, CommandSchema, type Rejection, RejectionCode, RejectionSchema } from '../gen/ckl/v1/command_pb';
import { workspaceNow } from '../state/clock';
import { commands, contact, image, who, workspace } from '../state/store';
import { ms, stamp, when } from '../state/time';
import { unsent } from '../state/unsent';
import { spoken } from '../text';
import { answeredLater as passed, givenAt, to } from '../text/offline';
import { create, fromBinary, toBinary } from '../wire/codec';
import type { Progress } from './commands';
import { whoAmI } from './connect';
import { onShelf } from './kept';

interface Waiting {
  /** Given by the database. */
  order?: number;
  id: string;
  person: string;
  workspace: string;
  writtenAt: number;
  /** It may have left already. */
  tried: boolean;
  command: Uint8Array;
  /** Why the server would not have it; then the person decides. */
  refusal?: Uint8Array;
}

export interface UnsentAnswer { id: string; writtenAt: number; callout: string; answer: number; etaMinutes: number }

export const mostWaiting = 200;
/** What happened meanwhile comes first, so that an old answer does not pass a newer one. */
const afterReturnMs = 1_000;
const againMs = 10_000;
/** Trying again may give another answer. */
const passing: readonly RejectionCode[] = [
  RejectionCode.UNSPECIFIED, RejectionCode.UNAUTHENTICATED, RejectionCode.EXHAUSTED, RejectionCode.UNAVAILABLE,
];

export const unsentAnswers = signal<UnsentAnswer[]>([]);
export const refusals = signal<ReadonlyMap<string, Rejection>>(new Map());

/** The forms of this page that wait for the outcome. */
const told = new Map<string, Signal<Progress>>();
const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('ckl.outbox');
let timer: ReturnType<typeof setTimeout> | undefined;

const me = (): string => who.value?.person?.id ?? '';
const commandOf = (one: Waiting): Command => fromBinary(CommandSchema, one.command);

/** Everything of this person in this workspace, oldest first. */
async function mine(): Promise<Waiting[]> {
  const all: Waiting[] = await onShelf('outbox', (store) => store.getAll());
  return all.filter((one) => one.person === me() && one.workspace === workspace);
}

async function refresh(): Promise<void> {
  const found = await mine().catch(() => []);
  const [notes, answers] = [[] as typeof unsent.value, [] as UnsentAnswer[]];
  const refused = new Map<string, Rejection>();
  for (const one of found) {
    const { id, writtenAt } = one;
    const { case: kind, value } = commandOf(one).command;
    if (kind === 'writeLogEntry') {
      const { incident, text } = value;
      notes.push({ id, writtenAt: ms(value.eventTime) ?? writtenAt, incident, kind: value.kind, text });
    } else if (kind === 'answerCall') {
      answers.push({ id, writtenAt, callout: value.callout, answer: value.answer, etaMinutes: value.etaMinutes });
    }
    if (one.refusal) refused.set(id, fromBinary(RejectionSchema, one.refusal));
  }
  unsent.value = notes;
  unsentAnswers.value = answers;
  refusals.value = refused;
}

async function changed(): Promise<void> {
  await refresh();
  others?.postMessage('changed');
}

/** What may wait at all. */
function mayWait({ command: { case: kind, value } }: Command): boolean {
  return kind === 'writeLogEntry' || (kind === 'answerCall' && (!value.person || value.person === me()));
}

/** Takes over a command that did not get through; undefined for one that must not wait. */
function keep(command: Command, progress: Signal<Progress>, mayHaveLeft: boolean): Promise<boolean> | undefined {
  const writtenAt = workspaceNow();
  if (!me() || writtenAt === undefined || !mayWait(command)) return undefined;
  if (!mayHaveLeft && command.command.case === 'writeLogEntry') command.command.value.eventTime ??= stamp(writtenAt) as never;
  const id = command.command.value?.commandId ?? '';
  const one: Waiting = { id, person: me(), workspace, writtenAt, tried: mayHaveLeft, command: toBinary(CommandSchema, command) };
  return store(one, progress);
}

async function store(one: Waiting, progress: Signal<Progress>): Promise<boolean> {
  try {
    const count = await onShelf('outbox', (shelf) => shelf.count());
    if (count >= mostWaiting) return false;
    await onShelf('outbox', (shelf) => shelf.add(one));
  } catch {
    return false;
  }
  // The answer may have come while it was written down; then it is handed over once more, which changes nothing.
  if (!['accepted', 'rejected'].includes(progress.peek().step)) {
    const { writtenAt } = one;
    progress.value = { step: 'kept', words: () => to().kept(when(writtenAt, workspaceNow(), spoken.value)) };
    told.set(one.id, progress);
  }
  await changed();
  later(againMs);
  return true;
}

export async function discard(id: string): Promise<void> {
  const one = (await mine()).find((other) => other.id === id);
  if (one?.order !== undefined) await onShelf('outbox', (shelf) => shelf.delete(one.order as number));
  await changed();
}

/** What a refused note said, for writing it anew. */
export async function noteOf(id: string) {
  const one = (await mine()).find((other) => other.id === id);
  const { case: kind, value } = one ? commandOf(one).command : { case: undefined };
  return kind === 'writeLogEntry' ? value : undefined;
}

/** The person has answered in another way after this was written; that answer stands. */
function answeredLater(callout: string, writtenAt: number): boolean {
  const calls = image.peek()?.callouts.find((one) => one.id === callout)?.positions.flatMap((one) => one.calls) ?? [];
  return calls.some((one) => one.person === me() && (ms(one.answered) ?? 0) > writtenAt);
}

/** Before it leaves for the first time: its times, as the clock of the server now has them. */
function readied(one: Waiting): Waiting | undefined {
  const command = commandOf(one);
  const now = workspaceNow() ?? one.writtenAt;
  const { case: kind, value } = command.command;
  if (kind === 'writeLogEntry') {
    const time = Math.min(ms(value.eventTime) ?? one.writtenAt, now);
    value.eventTime = stamp(time) as never;
  } else if (kind === 'answerCall') {
    if (answeredLater(value.callout, one.writtenAt)) return undefined;
    const gone = Math.max(0, Math.floor((now - one.writtenAt) / 60_000));
    if (value.etaMinutes > 0) value.etaMinutes = Math.max(1, value.etaMinutes - gone);
    value.raw ||= givenAt(when(one.writtenAt, now, 'sv'));
  }
  return { ...one, tried: true, command: toBinary(CommandSchema, command) };
}

async function refuse(one: Waiting, rejection: Rejection): Promise<void> {
  await onShelf('outbox', (shelf) => shelf.put({ ...one, refusal: toBinary(RejectionSchema, rejection) }));
  // The form has let go of it: it is read, changed and removed where all that is not sent stands.
  told.delete(one.id);
}

const outcomeOf = (progress: Signal<Progress>): Promise<Progress> =>
  new Promise((done) => {
    const stop = effect(() => {
      const told = progress.value;
      if (told.step === 'idle' || told.step === 'sending') return;
      queueMicrotask(() => stop());
      done(told);
    });
  });

/** Whether the next one may follow. */
async function handOver(one: Waiting): Promise<boolean> {
  const ready = one.tried ? one : readied(one);
  if (!ready) {
    await refuse(one, create(RejectionSchema, { code: RejectionCode.PRECONDITION, breaches: [{ message: passed }] }));
    return true;
  }
  if (ready !== one) await onShelf('outbox', (shelf) => shelf.put(ready));
  const outcome = await outcomeOf(commands.hand(commandOf(ready)));
  if (outcome.step === 'accepted') {
    await onShelf('outbox', (shelf) => shelf.delete(ready.order as number));
    const form = told.get(ready.id);
    if (form) form.value = outcome;
    told.delete(ready.id);
    return true;
  }
  if (outcome.step !== 'rejected' || passing.includes(outcome.rejection.code)) return false;
  await refuse(ready, outcome.rejection);
  return true;
}

/** In order, and only by whoever wrote it: the session of this browser may be another person's by now. */
async function handOverAll(): Promise<void> {
  const asked = await whoAmI({});
  if (!asked.ok || asked.value.person?.id !== me()) return;
  for (const one of await mine()) {
    if (one.refusal) continue;
    const goOn = await handOver(one);
    await changed();
    if (!goOn) return;
  }
}

async function attempt(): Promise<void> {
  if (contact.peek() !== 'live') return;
  try {
    if ((await mine()).some((one) => !one.refusal)) {
      // Another tab that is at it has the lock.
      if (!navigator.locks) await handOverAll();
      else await navigator.locks.request('ckl.outbox', { ifAvailable: true }, (lock) => lock && handOverAll());
      await refresh();
      if ((await mine()).some((one) => !one.refusal)) later(againMs);
    }
  } catch {
    later(againMs);
  }
}

function later(delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void attempt(), delay);
}

export function startOutbox(): void {
  commands.keeper = keep;
  if (others) others.onmessage = () => void refresh();
  effect(() => {
    if (me()) void refresh();
    if (contact.value === 'live' && me()) later(afterReturnMs);
  });
}
