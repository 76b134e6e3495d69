// The timeline's entries: the last ones of the journal, older ones on request, new ones as they happen.
//
// "Important" leaves the delivery attempts out and asks the server for the rest by name, so that a call-out of hundreds of
// messages does not push the decisions out of the first page.
import { signal } from '@preact/signals';
import { JournalEntrySchema, type JournalEntry } from '../gen/ckl/v1/journal_pb';
import { listEntries } from '../net/connect';
import { casesOf } from '../wire/codec';

export type Scope = 'important' | 'all';

const pageSize = 200;
const mostKept = 5_000;
const minor = new Set([
  'attempt_started',
  'attempt_handed_over',
  'attempt_delivered',
  'attempt_failed',
  'attempt_doubted',
]);

/** As the contract writes them. */
const importantKinds = casesOf(JournalEntrySchema, 'event')
  .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .filter((name) => !minor.has(name));
const minorCases = new Set([
  'attemptStarted',
  'attemptHandedOver',
  'attemptDelivered',
  'attemptDoubted',
]);

interface Part {
  /** Entries from here on are all known. */
  from: bigint;
  more: boolean;
}

export const scope = signal<Scope>('important');
export const entries = signal<JournalEntry[]>([]);
export const loading = signal(false);
export const failed = signal(false);

/** The newest first; each number once. */
let known: JournalEntry[] = [];
const parts: Record<Scope, Part | undefined> = { important: undefined, all: undefined };
let changed = false;
let askedFor = '';

/** Loads the newest page of the scope, unless it is there. */
export async function load(workspace: string): Promise<void> {
  askedFor = workspace;
  await loadBefore(0n, true);
}

export async function loadOlder(): Promise<void> {
  const part = parts[scope.peek()];
  if (part?.more) await loadBefore(part.from, false);
}

export async function choose(wanted: Scope): Promise<void> {
  scope.value = wanted;
  if (!parts[wanted]) await loadBefore(0n, true);
  changed = true;
  show();
}

export const hasOlder = (): boolean => parts[scope.value]?.more ?? false;

async function loadBefore(before: bigint, restart: boolean): Promise<void> {
  const wanted = scope.peek();
  loading.value = true;
  const answer = await listEntries({
    workspace: askedFor,
    after: before,
    descending: true,
    limit: pageSize,
    kinds: wanted === 'important' ? importantKinds : [],
  });
  loading.value = false;
  failed.value = !answer.ok;
  if (!answer.ok) return;
  const got = answer.value.entries;
  const numbers = new Set(known.map((entry) => entry.sequence));
  known = [...known, ...got.filter((entry) => !numbers.has(entry.sequence))].sort((a, b) => (a.sequence < b.sequence ? 1 : -1));
  const oldest = got.at(-1)?.sequence ?? before;
  // `next` is how far the server has looked; 0 says that it has seen the first entry.
  const more = answer.value.next !== 0n && got.length > 0;
  const from = more ? oldest : 0n;
  const previous = parts[wanted];
  parts[wanted] = restart && previous && previous.from < from ? previous : { from, more };
  changed = true;
  show();
}

/** In order, and each after all that is known: the stream repeats nothing. */
export function append(fresh: JournalEntry[]): void {
  const head = known[0]?.sequence ?? 0n;
  known = [...fresh.filter((entry) => entry.sequence > head).reverse(), ...known];
  if (known.length > mostKept) forgetOldest();
  changed = true;
}

/** The page of a long day keeps its size; older entries can be asked for again. */
function forgetOldest(): void {
  known = known.slice(0, mostKept);
  const from = known.at(-1)?.sequence ?? 0n;
  for (const part of [parts.important, parts.all]) {
    if (part && part.from < from) Object.assign(part, { from, more: true });
  }
}

function shown(entry: JournalEntry): boolean {
  return scope.peek() === 'all' || !minorCases.has(entry.event.case ?? '');
}

/** Newest first, as far back as everything in the scope is known. */
export function show(): void {
  if (!changed) return;
  changed = false;
  const from = parts[scope.peek()]?.from ?? 0n;
  entries.value = known.filter((entry) => entry.sequence >= from && shown(entry));
}
