// The log without its page: what becomes a row, what is looked for and how that stands in the address, and which rows are drawn together.
import { beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../src/gen/ckl/v1/journal_pb';
import { LogKind, Mode } from '../src/gen/ckl/v1/model_pb';
import type { LogFilter } from '../src/state/log-filter';
import { eventKind, keptKinds, type Row, rowOf } from '../src/state/log-rows';
import { toWall } from '../src/state/wall';
import { long, written } from './fake/log';
import { firstHalfHour, Journal, opening } from './fake/world';

let filterOf: typeof import('../src/state/log-filter');
let windowOf: typeof import('../src/pages/log-window');

beforeAll(async () => {
  Object.assign(globalThis, { location: { search: '', hash: '', pathname: '/dagbok', hostname: 'localhost' } });
  filterOf = await import('../src/state/log-filter');
  windowOf = await import('../src/pages/log-window');
});

const rowsOf = (journal: Journal): Row[] =>
  journal.entries.flatMap((entry: JournalEntry) => rowOf(entry, () => 'told') ?? []).reverse();

function day(): Row[] {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  firstHalfHour(journal);
  written(journal);
  return rowsOf(journal);
}

const look = (rows: readonly Row[], wanted: Partial<LogFilter>): number[] =>
  filterOf.select(rows, { ...filterOf.noFilter, ...wanted }).map(({ number, at }) => number || -at);

describe('a row', () => {
  it('is what was written, with its own time and that of what it tells', () => {
    const row = day().find(({ number }) => number === 4);
    expect(row).toMatchObject({ kind: LogKind.OBSERVATION, incident: 'incident-1', masked: false, corrects: 0 });
    expect((row?.entered ?? 0) - (row?.happened ?? 0)).toBe(15 * 60_000);
    expect(row?.actor).toMatchObject({ person: 'records-1', capacity: 'REGISTRAR' });
  });

  it('is also what was decided and done, in words, but no attempt to reach somebody', () => {
    const rows = day().filter(({ number }) => number === 0);
    expect(rows.length).toBeGreaterThan(7);
    expect(rows.every(({ text }) => text === 'told')).toBe(true);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set([LogKind.DECISION, eventKind]));
    expect(keptKinds).toContain('log_entry_written');
    expect(keptKinds.filter((one) => /attempt|person_called|answer_recorded/.test(one))).toEqual([]);
  });

  it('knows the incident of what the event is about', () => {
    const journal = new Journal();
    const decided = journal.add({ case: 'decisionMade', value: { decision: { incident: 'incident-7' } } });
    const reached = journal.add({ case: 'cklStateChanged', value: { from: 1, to: 2 } });
    expect([decided, reached].map((one) => rowOf(one, () => '')?.incident)).toEqual(['incident-7', '']);
  });

  it('shares who wrote it with the others, so that ten thousand take little room', () => {
    const journal = new Journal();
    long(journal, 3);
    const [a, , c] = rowsOf(journal);
    expect(a?.actor).toBe(c?.actor);
  });
});

describe('what is looked for', () => {
  it('is by incident, kind, author, decision and words, all at once', () => {
    const rows = day();
    expect(look(rows, { slag: String(LogKind.TASK) })).toEqual([3]);
    expect(look(rows, { ord: 'SKOLOR polisen' })).toEqual([2]);
    expect(look(rows, { ord: 'befäl' }), 'the source too').toEqual([2]);
    expect(look(rows, { ord: '6' }), 'a number').toContain(6);
    expect(look(rows, { ord: 'avspärrningen' }), 'the reason too').toEqual([6]);
    expect(look(rows, { handelse: filterOf.cityWide, av: 'records-1', beslut: '1' })).toEqual([8]);
    expect(look(rows, { handelse: 'incident-1', av: 'tib-1', beslut: '1' }).every((one) => one < 0)).toBe(true);
    expect(look(rows, { ord: 'finnsinte' })).toEqual([]);
    expect(look(rows, { ord: '(.*)' }), 'signs are signs').toEqual([]);
    expect(look(rows, { ord: 'kungsgatan.' })).toEqual([2]);
    expect(look(rows, { ord: 'ÖVERBELASTAT' })).toEqual([4]);
    expect(look(rows, {})).toHaveLength(rows.length);
  });

  it('is by when it happened, to the end of the minute', () => {
    const rows = day();
    const four = rows.find(({ number }) => number === 4) as Row;
    const minute = toWall(four.happened);
    expect(look(rows, { fran: minute, till: minute }).filter((one) => one > 0)).toContain(4);
    expect(look(rows, { fran: toWall(four.entered), ord: 'mobilnätet' })).toEqual([]);
    expect(look(rows, { fran: 'inte en tid', ord: 'mobilnätet' })).toEqual([4]);
  });

  it('stands in the address beside the workspace, and comes back from there', () => {
    const wanted = { ...filterOf.noFilter, slag: '4', ord: 'åska & regn', fran: '2017-04-07T14:00' };
    const search = filterOf.searchOf(wanted, '?ws=ovning-1&till=2017-01-01T00%3A00');
    expect(new URLSearchParams(search).get('ws')).toBe('ovning-1');
    expect(search).not.toContain('till');
    expect(filterOf.filterFrom(search)).toEqual(wanted);
    expect(filterOf.searchOf(filterOf.noFilter, search)).toBe('?ws=ovning-1');
    expect(filterOf.searchOf(filterOf.noFilter, '')).toBe('');
  });
});

describe('the rows that are drawn together', () => {
  const journal = new Journal();
  journal.time = 0;
  long(journal, 240);
  const rows = rowsOf(journal);
  const keysOf = (of: readonly Row[], anchor: number) => new Map(windowOf.blocksOf(of, anchor).flatMap(({ key, rows: some }) =>
    some.map(({ at }) => [at, key] as const)));

  it('are each in one block, in their order', () => {
    const blocks = windowOf.blocksOf(rows, rows[0]?.at ?? 0);
    expect(blocks.flatMap((one) => one.rows)).toEqual(rows);
    expect(blocks.map(({ first }) => first)).toEqual([0, 25, 50, 75, 100, 125, 150, 175, 200, 225]);
  });

  it('stay in their block when newer and older rows come', () => {
    const anchor = rows[30]?.at ?? 0;
    const before = keysOf(rows.slice(30, 120), anchor);
    const after = keysOf(rows, anchor);
    for (const [at, key] of before) expect(after.get(at)).toBe(key);
    expect([...windowOf.blocksOf(rows, anchor)].every(({ rows: some }) => some.length <= 25)).toBe(true);
  });
});

it('looks through ten thousand rows in a moment', () => {
  const journal = new Journal();
  long(journal, 10_000);
  const rows = rowsOf(journal);
  // What the processor did, and the best of some: the machine has other things to do as well.
  const used = (wanted: Partial<LogFilter>): number => Math.min(...Array.from({ length: 5 }, () => {
    const begun = process.cpuUsage();
    expect(look(rows, wanted).length).toBeGreaterThan(10);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }));
  for (const wanted of [{ ord: 'vattentrycket 42' }, { slag: '4', handelse: 'incident-1' }, { av: 'records-1', ord: 'frivilliga' }]) {
    expect(used(wanted)).toBeLessThan(100);
  }
});
