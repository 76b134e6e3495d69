// Entries that tell the same thing of many persons stand as one line in the timeline: "15 personer söks".
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { ms } from './time';

const withinMs = 60_000;

export type GroupedCase = 'personCalled' | 'personNotified' | 'personStoodDown' | 'silenceNoted';
const grouped: readonly string[] = [
  'personCalled',
  'personNotified',
  'personStoodDown',
  'silenceNoted',
] satisfies GroupedCase[];

/** What the entries of one line have in common; undefined for an entry that always stands alone. */
function story({ event }: JournalEntry): string | undefined {
  if (!event.case || !grouped.includes(event.case)) return undefined;
  if (event.case === 'personNotified') {
    return `${event.case} ${event.value.subject} ${event.value.text?.sv}`;
  }
  return `${event.case} ${(event.value as { callout: string }).callout}`;
}

/** The entries in lines, in their own order, and no more lines than are wanted; the first entry of a line is the newest. */
export function lines(entries: JournalEntry[], most = Infinity): JournalEntry[][] {
  const out: JournalEntry[][] = [];
  for (const entry of entries) {
    const line = out.at(-1);
    const newest = line?.[0];
    const told = story(entry);
    const near =
      newest && Math.abs((ms(newest.time) ?? 0) - (ms(entry.time) ?? 0)) <= withinMs;
    if (line && newest && told !== undefined && near && story(newest) === told) line.push(entry);
    else if (out.length === most) break;
    else out.push([entry]);
  }
  return out;
}
