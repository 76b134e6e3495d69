// What of the log is looked for: kept in the address, so that it can be sent to somebody, and the browser's way back undoes it.
import { computed, signal } from '@preact/signals';
import { LogKind } from '../gen/ckl/v1/model_pb';
import type { Row } from './log-rows';
import { query, readAddress } from './router';
import { fromWall } from './wall';

/** Each by its name in the address; empty is all. */
export interface LogFilter {
  /** An incident, or `cityWide` for what is of none. */
  handelse: string;
  /** Number of a kind. */
  slag: string;
  /** A person, or a machine. */
  av: string;
  /** The wall clock, "2017-04-07T14:00". */
  fran: string;
  till: string;
  /** "1" = decisions only. */
  beslut: string;
  /** Words that must all stand there. */
  ord: string;
}

export const cityWide = 'staden';
export const noFilter: LogFilter = { handelse: '', slag: '', av: '', fran: '', till: '', beslut: '', ord: '' };
const names = Object.keys(noFilter) as (keyof LogFilter)[];

export function filterFrom(search: string): LogFilter {
  const given = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ''])) as unknown as LogFilter;
}

/** The rest of the address stays. */
export function searchOf(filter: LogFilter, search: string): string {
  const given = new URLSearchParams(search);
  for (const name of names) {
    if (filter[name]) given.set(name, filter[name]);
    else given.delete(name);
  }
  const words = given.toString();
  return words ? `?${words}` : '';
}

export const filter = computed(() => filterFrom(query.value));
export const filtersOn = computed(() => names.filter((name) => filter.value[name]).length);

/** The field that was changed last: what is typed in it is one step back, not one for each letter. */
const last = signal('');

export function change(name: keyof LogFilter, value: string): void {
  const to = location.pathname + searchOf({ ...filter.peek(), [name]: value }, location.search);
  if (last.peek() === name && filter.peek()[name]) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  last.value = name;
  readAddress();
}

export function clear(hash = ''): void {
  history.pushState(null, '', location.pathname + searchOf(noFilter, location.search) + hash);
  last.value = '';
  readAddress();
}

export const authorOf = ({ actor }: Row): string => actor?.person || actor?.machine || '';

type Test = (row: Row) => boolean;

function testsOf({ handelse, slag, av, fran, till, beslut, ord }: LogFilter): Test[] {
  const tests: Test[] = [];
  const [from, until] = [fromWall(fran), fromWall(till)];
  if (handelse) tests.push(({ incident }) => incident === (handelse === cityWide ? '' : handelse));
  if (slag) tests.push(({ kind }) => kind === Number(slag));
  if (beslut) tests.push(({ kind }) => kind === LogKind.DECISION);
  if (av) tests.push((row) => authorOf(row) === av);
  if (from !== undefined) tests.push(({ happened }) => happened >= from);
  // A minute is meant to its end.
  if (until !== undefined) tests.push(({ happened }) => happened < until + 60_000);
  for (const word of ord.split(/\s+/).filter(Boolean)) {
    const found = new RegExp(word.replace(/[^\p{L}\p{N}]/gu, '\\$&'), 'i');
    tests.push(({ number, text, source, reason }) =>
      found.test(text) || found.test(source) || found.test(reason) || (number > 0 && String(number) === word));
  }
  return tests;
}

/** The rows that are looked for, in their order. */
export function select(rows: readonly Row[], wanted: LogFilter): readonly Row[] {
  const tests = testsOf(wanted);
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}
