// The rows of the log: fetched from the newest backwards in the background, and carried on by what happens.
import { effect, signal } from '@preact/signals';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { listEntries } from '../net/connect';
import { say, spoken } from '../text';
import { namesOf, tell } from '../text/tell';
import { keptKinds, type Row, rowOf } from './log-rows';
import { contact, followers, image, rules, workspace } from './store';
import { ms } from './time';

/** A sekretessmarkering in force. */
export interface Mark {
  provision: string;
  reason: string;
  by: JournalEntry['actor'];
  since: number;
}

const pageSize = 1000;
/** So many are fetched without being asked for, and so many more at each request. */
const atOnce = 10_000;

/** Newest first. */
export const rows = signal<Row[]>([]);
export const loading = signal(false);
export const failed = signal(false);
/** There are older entries than these. */
export const more = signal(false);

/** By dagboksnummer; read together with `rows`. */
export const byNumber = new Map<number, Row>();
export const correctedBy = new Map<number, number>();
const marks = new Map<number, { at: number; mark: Mark | undefined }>();

export const markOf = (number: number): Mark | undefined => marks.get(number)?.mark;

/** Everything up to this entry is known or being fetched; what comes after it comes by the stream. */
let covered = 0n;
let before = 0n;
let wanted = atOnce;
let fetching = 0;
let current = Promise.resolve();

/** The newest word about an entry holds, in whichever order the words come. */
function takeMark(entry: JournalEntry): void {
  const { event, sequence } = entry;
  if (event.case !== 'secrecyMarked' && event.case !== 'secrecyLifted') return;
  const at = Number(sequence);
  const { number, reason } = event.value;
  if (at < (marks.get(number)?.at ?? 0)) return;
  const mark = event.case === 'secrecyMarked'
    ? { provision: event.value.provision, reason, by: entry.actor, since: ms(entry.time) ?? 0 }
    : undefined;
  marks.set(number, { at, mark });
}

function taken(entries: JournalEntry[]): Row[] {
  const names = namesOf(image.peek(), (id) => say(rules.peek().get(id)?.name) || id);
  const out: Row[] = [];
  for (const entry of entries) {
    takeMark(entry);
    const row = rowOf(entry, (one) => tell(one, names));
    if (!row) continue;
    out.push(row);
    if (!row.number) continue;
    byNumber.set(row.number, row);
    // The latest correction is the one that counts.
    if (row.corrects) correctedBy.set(row.corrects, Math.max(row.number, correctedBy.get(row.corrects) ?? 0));
  }
  return out;
}

/** What was hidden may be read again: it is asked for once more. */
async function unmask(number: number): Promise<void> {
  const hidden = byNumber.get(number);
  if (!hidden?.masked) return;
  const answer = await listEntries({ workspace, after: BigInt(hidden.at - 1), limit: 1 });
  const [row] = answer.ok ? taken(answer.value.entries) : [];
  if (row) rows.value = rows.peek().map((one) => (one.at === row.at ? row : one));
}

function happened(entries: JournalEntry[]): void {
  const fresh = entries.filter(({ sequence }) => sequence > covered);
  const [first] = fresh;
  if (!first) return;
  if (first.sequence > covered + 1n) return restart();
  covered = fresh.at(-1)?.sequence ?? covered;
  const added = taken(fresh).reverse();
  if (added.length > 0) rows.value = [...added, ...rows.peek()];
  for (const { event } of fresh) if (event.case === 'secrecyLifted') void unmask(event.value.number);
}

/** Begins anew from the newest; what is shown stays until the first page has come. */
function restart(): void {
  covered = image.peek()?.sequence ?? 0n;
  before = covered + 1n;
  wanted = atOnce;
  current = load(true);
}

async function load(anew: boolean): Promise<void> {
  const mine = (fetching += 1);
  const from = covered;
  let fresh = anew;
  loading.value = true;
  failed.value = false;
  do {
    const answer = await listEntries({ workspace, after: before, descending: true, limit: pageSize, kinds: keptKinds });
    if (mine !== fetching) return;
    if (!answer.ok) {
      failed.value = true;
      break;
    }
    const page = taken(answer.value.entries);
    // What has happened since the page was asked for has come by the stream.
    rows.value = [...(fresh ? rows.peek().filter(({ at }) => at > Number(from)) : rows.peek()), ...page];
    fresh = false;
    before = answer.value.next;
    await new Promise((done) => setTimeout(done));
  } while (mine === fetching && before > 0n && rows.peek().length < wanted);
  if (mine !== fetching) return;
  loading.value = false;
  more.value = before > 0n;
}

export function loadOlder(): void {
  if (loading.peek() || before === 0n) return;
  wanted = rows.peek().length + atOnce;
  current = load(rows.peek().length === 0);
}

/** Until the note with this number is there, or there are no more. */
export async function find(number: number): Promise<Row | undefined> {
  while (!byNumber.has(number) && !failed.peek() && (loading.peek() || more.peek())) {
    loadOlder();
    await current;
  }
  return byNumber.get(number);
}

let begun = false;

/** Called when the page of the log is opened; from then on the rows follow what happens. */
export function follow(): void {
  if (begun) return;
  begun = true;
  followers.add(happened);
  let language = spoken.peek();
  effect(() => {
    const head = image.value?.sequence ?? 0n;
    const changed = spoken.value !== language;
    language = spoken.value;
    if (head > covered || changed) restart();
  });
  effect(() => {
    if (contact.value === 'live' && failed.peek()) current = load(rows.peek().length === 0);
  });
}
