// The last picture of the workspace and the end of its log, kept so that a page that is loaded without contact shows what was last
// known and how old it is. One for each workspace, removed when the person signs out, when somebody else signs in, and when it is a
// day old.
import { effect } from '@preact/signals';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { type WorkspaceImage, WorkspaceImageSchema } from '../gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../gen/ckl/v1/services/access_pb';
import { ListEntriesResponseSchema, ListRulesResponseSchema } from '../gen/ckl/v1/services/workspace_pb';
import { clockRate, dataAge, heardTime, setClock } from '../state/clock';
import { contact, image, rules, session, showKept, who, workspace } from '../state/store';
import { append, entries, failed } from '../state/timeline';
import { create, fromBinary, toBinary } from '../wire/codec';
import { onShelf } from './kept';

interface Picture {
  workspace: string;
  person: string;
  /** The workspace's time of the picture, how fast it ran, and when that was by the device's own clock. */
  time: number;
  rate: number;
  seenAt: number;
  head: bigint;
  image: Uint8Array;
  entries: Uint8Array;
  /** What the law says of each rule, for the words of the log. */
  rules: Uint8Array;
  who: Uint8Array;
}

export const keepEveryMs = 30_000;
/** When there is contact the picture is drawn a moment later. */
const afterReturnMs = 1_000;
const mostEntries = 100;
export const oldestMs = 24 * 3_600_000;

let written: { of: WorkspaceImage; bytes: Uint8Array } | undefined;
let forgotten = false;

/** Without the notes that are marked for secrecy. A mark is later than its note, so the marks of all these notes are here too. */
function endOfLog(): JournalEntry[] {
  const end = entries.peek().slice(0, mostEntries);
  const marked = new Set<number>();
  for (const { event } of [...end].reverse()) {
    if (event.case === 'secrecyMarked') marked.add(event.value.number);
    else if (event.case === 'secrecyLifted') marked.delete(event.value.number);
  }
  return end.filter(({ event }) => event.case !== 'logEntryWritten' || !marked.has(event.value.number));
}

async function keepPicture(): Promise<void> {
  const [now, person, time] = [image.peek(), who.peek(), heardTime.peek()];
  if (forgotten || !now || !person?.person || time === undefined || session.peek() !== 'in') return;
  if (written?.of !== now) written = { of: now, bytes: toBinary(WorkspaceImageSchema, now) };
  const picture: Picture = {
    workspace,
    person: person.person.id,
    time,
    rate: clockRate(),
    seenAt: Date.now() - (dataAge.peek() ?? 0) * 1000,
    head: now.sequence,
    image: written.bytes,
    entries: toBinary(ListEntriesResponseSchema, create(ListEntriesResponseSchema, { entries: endOfLog() })),
    rules: toBinary(ListRulesResponseSchema, create(ListRulesResponseSchema, { rules: [...rules.peek().values()] })),
    who: toBinary(WhoAmIResponseSchema, person),
  };
  await onShelf('pictures', (shelf) => shelf.put(picture));
}

/** Whatever is wrong with what is kept, the page goes on without it. */
const quietly = (work: Promise<unknown>): void => void work.catch(() => {});

async function showLast(): Promise<void> {
  await forgetPictures((one) => Date.now() - one.seenAt > oldestMs);
  const kept: Picture | undefined = await onShelf('pictures', (shelf) => shelf.get(workspace));
  if (!kept || image.peek() || session.peek() === 'out') return;
  const age = Math.max(0, Date.now() - kept.seenAt);
  setClock(kept.time, kept.rate, performance.now() - age);
  // Kept with the newest first, and appended as they happened.
  append(fromBinary(ListEntriesResponseSchema, kept.entries).entries.reverse());
  failed.value = true;
  rules.value = new Map(fromBinary(ListRulesResponseSchema, kept.rules).rules.map((one) => [one.id, one]));
  who.value ??= fromBinary(WhoAmIResponseSchema, kept.who);
  showKept(fromBinary(WorkspaceImageSchema, kept.image));
}

export async function forgetPictures(which: (picture: Picture) => boolean): Promise<void> {
  for (const one of await onShelf<Picture[]>('pictures', (shelf) => shelf.getAll())) {
    if (which(one)) await onShelf('pictures', (shelf) => shelf.delete(one.workspace));
  }
}

/** Nothing is kept from now on either: the page is being left. */
export async function forgetAllPictures(): Promise<void> {
  forgotten = true;
  await onShelf('pictures', (shelf) => shelf.clear());
}

export function startKeepingPictures(): void {
  const keepIfLive = () => contact.peek() === 'live' && quietly(keepPicture());
  setInterval(keepIfLive, keepEveryMs);
  document.addEventListener('visibilitychange', () => document.hidden && keepIfLive());
  let wasLive = false;
  effect(() => {
    const state = contact.value;
    if (state === 'live' && image.value && !wasLive) {
      wasLive = true;
      forgotten = false;
      setTimeout(keepIfLive, afterReturnMs);
    } else if (state === 'lost') {
      if (wasLive) quietly(keepPicture());
      else if (!image.value) quietly(showLast());
      wasLive = false;
    }
  });
  effect(() => {
    const own = who.value?.person?.id;
    if (session.value === 'out') quietly(forgetAllPictures());
    else if (session.value === 'in' && own) quietly(forgetPictures((one) => one.person !== own));
  });
}
