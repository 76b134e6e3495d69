// Who is on duty: the rosters with their changes laid over, as the server reads them (server/domain/roster.cpp).
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { DutyChange, DutySwap, Roster } from '../gen/ckl/v1/roster_pb';
import { byId, find } from '../fold/lists';
import { ms } from './time';

/** A person has a function from one instant until another, in milliseconds. */
export interface Turn {
  person: string;
  from: number;
  until: number;
}

/** Nobody has the function; without `until` nobody is planned any more. */
export interface Gap {
  from: number;
  until: number | undefined;
}

export interface Duty {
  function: string;
  mandatory: boolean;
  /** Who can have it, in order. */
  persons: string[];
  /** A roster is adopted; otherwise everyone who can have the function is told. */
  byRoster: boolean;
  now: Turn[];
  next: Turn[];
  /** Under way, or beginning in the time looked ahead. */
  gaps: Gap[];
}

export const lookAheadMs = 14 * 86_400_000;

const turn = (one: { person: string; from?: Roster['from']; until?: Roster['until'] }): Turn => ({
  person: one.person,
  from: ms(one.from) ?? 0,
  until: ms(one.until) ?? 0,
});

/** The plan after one change: in somebody's place only where that somebody stands. */
function changed(before: Turn[], change: DutyChange): Turn[] {
  const { person, from, until } = turn(change);
  const after = before.flatMap((one) => {
    const concerned = one.from < until && from < one.until && (!change.replaces || change.replaces === one.person);
    if (!concerned) return [one];
    const inPlace = change.replaces && person;
    return [
      ...(one.from < from ? [{ ...one, until: from }] : []),
      ...(until < one.until ? [{ ...one, from: until }] : []),
      ...(inPlace ? [{ person, from: Math.max(from, one.from), until: Math.min(until, one.until) }] : []),
    ];
  });
  if (!change.replaces && person) after.push({ person, from, until });
  return after;
}

/** Of one person what overlaps is one turn; what adjoins stays two, since a swap is of one, unless it is asked who goes on. */
function joined(turns: Turn[], goesOn = (from: number, until: number) => from < until): Turn[] {
  const all: Turn[] = [];
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  for (const one of [...turns].sort((a, b) => order(a.person, b.person) || a.from - b.from)) {
    const last = all.at(-1);
    if (last?.person === one.person && goesOn(one.from, last.until)) last.until = Math.max(last.until, one.until);
    else all.push({ ...one });
  }
  return all.sort((a, b) => a.from - b.from || order(a.person, b.person));
}

/** A plan is long and seldom changes: it is laid out anew only when the fold has put other spans there, or one more change. */
const laidOut = new WeakMap<object, { changes: number; turns: Turn[] }>();

export function turnsOf({ spans, changes }: Roster): Turn[] {
  const known = laidOut.get(spans);
  if (known?.changes === changes.length) return known.turns;
  const turns = joined(changes.reduce(changed, spans.map(turn)));
  laidOut.set(spans, { changes: changes.length, turns });
  return turns;
}

const madeOne = new WeakMap<Turn[], Turn[]>();

/** Until when each has it without a break. */
function unbrokenOf(turns: Turn[]): Turn[] {
  const known = madeOne.get(turns) ?? joined(turns, (from, until) => from <= until);
  madeOne.set(turns, known);
  return known;
}

/** Where nobody has the function from one instant on, as far as another; the last gap has no end. */
export function gapsOf(turns: Turn[], from: number, until: number): Gap[] {
  const gaps: Gap[] = [];
  let covered = from;
  for (const one of turns) {
    if (one.from > covered && covered < until) gaps.push({ from: covered, until: one.from });
    covered = Math.max(covered, one.until);
  }
  if (covered < until) gaps.push({ from: covered, until: undefined });
  return gaps;
}

/** Each function's plan, for `dutiesAt`: worked out once for a picture, asked every second. */
export function plansOf(image: WorkspaceImage): Map<string, Turn[]> {
  return new Map(image.rosters.map((roster) => [roster.id, turnsOf(roster)]));
}

/** Every function: those that always have somebody first, and among them whoever lacks somebody now. */
export function dutiesAt(image: WorkspaceImage, plans: Map<string, Turn[]>, at: number): Duty[] {
  const duties = (image.organisation?.dutyFunctions ?? []).map(({ id, mandatory, persons }): Duty => {
    const turns = plans.get(id);
    const unbroken = turns ? unbrokenOf(turns) : [];
    const begins = ms(find(image.rosters, byId, id)?.from) ?? at;
    const later = unbroken.filter((one) => one.from > at);
    return {
      function: id,
      mandatory,
      persons,
      byRoster: turns !== undefined,
      now: unbroken.filter((one) => one.from <= at && at < one.until),
      next: later.filter((one) => one.from === later[0]?.from),
      gaps: turns ? gapsOf(turns, begins, at + lookAheadMs).filter((gap) => (gap.until ?? Infinity) > at) : [],
    };
  });
  const weight = (one: Duty) => (one.mandatory ? 0 : 4) + (one.byRoster ? (one.now.length > 0 ? 1 : 0) : 2);
  return duties.sort((a, b) => weight(a) - weight(b));
}

/** Swaps that wait for an answer. */
export const openSwaps = (image: WorkspaceImage): DutySwap[] => image.swaps.filter((one) => one.state === 1);
