// How long the people last: relief plans, who relieves whom, and what is to be handed over, as the server reads them
// (server/domain/relief.cpp).
import { CallState, type Callout, type CalloutPosition, EscalationLevel, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { type Handover, type ReliefPlan, type ReliefShift, ShiftState } from '../gen/ckl/v1/relief_pb';
import { byId, find } from '../fold/lists';
import { incidentOf } from './derive';
import { ms } from './time';

/** A shift in milliseconds. */
interface Span {
  person: string;
  from: number;
  until: number;
  asked: boolean;
}

export interface Endurance {
  incident: string;
  position: string;
  wanted: number;
  /** None is made: then those who came last for one shift. */
  plan: ReliefPlan | undefined;
  /** From then on somebody lacks. */
  staffedUntil: number;
  /** The same, counting only those who have said that they can. */
  answeredUntil: number;
  /** Runs dry within the city's time for that. */
  red: boolean;
  /** Somebody lacks now; from then on, if ever, there are enough again, and how long that lasts. */
  again: { from: number; until: number } | undefined;
}

const fallback = { shift: 28_800, horizon: 259_200, warn: 43_200 };

// Whoever came by the call-out counts from the moment they said so; that they are on their way is the call-out's business.
const spanOf = (shift: ReliefShift): Span => ({
  person: shift.person,
  from: shift.state === ShiftState.SERVING ? 0 : ms(shift.from) ?? 0,
  until: ms(shift.until) ?? 0,
  asked: shift.state === ShiftState.ASKED,
});

const thereAt = (spans: Span[], at: number, answered: boolean): number =>
  spans.filter((one) => one.person && !(answered && one.asked) && one.from <= at && at < one.until).length;

/** Instants at which the number of people may change. */
function turnsOf(spans: Span[], from: number, until: number): number[] {
  const all = spans.flatMap((one) => [one.from, one.until]).filter((at) => from < at && at < until);
  return [...new Set([from, ...all, until])].sort((a, b) => a - b);
}

interface Need {
  spans: Span[];
  wanted: number;
  until: number;
}

function lastsUntil({ spans, wanted, until }: Need, now: number, answered: boolean): number {
  const short = turnsOf(spans, now, until).find((at) => at >= until || thereAt(spans, at, answered) < wanted);
  return Math.max(short ?? until, now);
}

/** A stretch of a plan with the same number of people in all of it, counted as far as they are wanted. */
export interface Stretch {
  from: number;
  until: number;
  there: number;
}

/** The plan's time cut where that number changes. */
export function stretchesOf(plan: ReliefPlan, from: number, until: number): Stretch[] {
  const spans = plan.shifts.map(spanOf);
  const end = Math.max(from, Math.min(until, ms(plan.until) ?? until));
  const turns = turnsOf(spans, from, end);
  const parts: Stretch[] = [];
  for (const [place, at] of turns.slice(0, -1).entries()) {
    const [next, there] = [turns[place + 1] ?? end, Math.min(plan.wanted, thereAt(spans, at, false))];
    const last = parts.at(-1);
    if (last?.there === there) last.until = next;
    else parts.push({ from: at, until: next, there });
  }
  return parts;
}

export const plansInForce = (image: WorkspaceImage): ReliefPlan[] => image.reliefPlans.filter((one) => !one.ended);

function planFor(image: WorkspaceImage, incident: string, position: string): ReliefPlan | undefined {
  return plansInForce(image).find((one) => one.incident === incident && one.position === position);
}

type Lasting = Pick<Endurance, 'staffedUntil' | 'answeredUntil' | 'red' | 'again'>;

function endurance(need: Need, at: number, warn: number): Lasting {
  const staffedUntil = lastsUntil(need, at, false);
  const enough = turnsOf(need.spans, at, need.until).find((one) => thereAt(need.spans, one, false) >= need.wanted);
  const again = staffedUntil <= at && enough !== undefined ? { from: enough, until: lastsUntil(need, enough, false) } : undefined;
  return { staffedUntil, answeredUntil: lastsUntil(need, at, true), red: staffedUntil < at + warn * 1000, again };
}

/** A position of a call-out: by its plan, or for a serious incident by those who came. */
export function enduranceOf(image: WorkspaceImage, callout: Callout, position: CalloutPosition, at: number): Endurance | undefined {
  const id = position.plan?.position ?? '';
  const warn = image.settings?.reliefWarnAheadSeconds || fallback.warn;
  const row = { incident: callout.incident, position: id };
  const plan = planFor(image, callout.incident, id);
  if (plan) return { ...row, plan, wanted: plan.wanted, ...endurance(needOf(plan), at, warn) };
  const coming = position.calls.filter((one) => one.state === CallState.COMING);
  const serious = (incidentOf(image, callout.incident)?.level ?? 0) >= EscalationLevel.SERIOUS;
  if (callout.ended || !serious || coming.length === 0) return undefined;
  const lasts = (image.settings?.reliefShiftSeconds || fallback.shift) * 1000;
  const spans = coming.map(({ person, eta, answered, called }) => {
    const from = ms(eta ?? answered ?? called) ?? at;
    return { person, from: Math.min(from, at), until: from + lasts, asked: false };
  });
  const wanted = position.plan?.wanted ?? 1;
  const until = at + (image.settings?.reliefHorizonSeconds || fallback.horizon) * 1000;
  return { ...row, plan: undefined, wanted, ...endurance({ spans, wanted, until }, at, warn) };
}

const needOf = (plan: ReliefPlan): Need => ({ spans: plan.shifts.map(spanOf), wanted: plan.wanted, until: ms(plan.until) ?? 0 });

/** Every position, the one that runs dry first at the top. */
export function endurances(image: WorkspaceImage, at: number): Endurance[] {
  const warn = image.settings?.reliefWarnAheadSeconds || fallback.warn;
  const rows: Endurance[] = plansInForce(image).map((plan) => ({
    incident: plan.incident, position: plan.position, plan, wanted: plan.wanted, ...endurance(needOf(plan), at, warn),
  }));
  for (const callout of image.callouts) {
    for (const position of callout.positions) {
      const row = enduranceOf(image, callout, position, at);
      if (row && !row.plan) rows.push(row);
    }
  }
  return rows.sort((a, b) => a.staffedUntil - b.staffedUntil);
}

const begins = (one: ReliefShift): number => ms(one.from) ?? 0;
const ends = (one: ReliefShift): number => ms(one.until) ?? 0;
const number = (one: ReliefShift): number => Number(one.id.slice(one.id.lastIndexOf('-') + 1));

/** Begins when the other is about to end; whoever has been there for long relieves nobody. */
const comesFor = (next: ReliefShift, shift: ReliefShift): boolean =>
  next.person !== '' && next.person !== shift.person && begins(next) > begins(shift) && begins(next) <= ends(shift) &&
  ends(shift) < ends(next) && 2 * (ends(shift) - begins(next)) <= ends(next) - begins(next);

/** Each who comes relieves whoever leaves first and has nobody yet. Where too few come, somebody hears of several. */
export function relieving(plan: ReliefPlan, shift: ReliefShift): ReliefShift | undefined {
  const goesOn = (one: ReliefShift): boolean => plan.shifts.some((other) => other.id !== one.id && other.person === one.person &&
    begins(other) <= ends(one) && ends(one) < ends(other));
  const coming = [...plan.shifts].sort((a, b) => begins(a) - begins(b) || number(a) - number(b));
  const leaving = plan.shifts.filter((one) => one.person && !goesOn(one)).sort((a, b) => ends(a) - ends(b) || number(a) - number(b));
  for (const next of coming) {
    const at = leaving.findIndex((one) => comesFor(next, one));
    if (at >= 0 && leaving.splice(at, 1)[0]?.id === shift.id) return next;
  }
  return coming.filter((next) => comesFor(next, shift)).at(-1);
}

export const handoverOf = (image: WorkspaceImage, shift: string): Handover | undefined =>
  image.handovers.find((one) => one.shift === shift);

export interface OwnShift {
  plan: ReliefPlan;
  shift: ReliefShift;
}

export function shiftOf(image: WorkspaceImage, id: string): OwnShift | undefined {
  const plan = find(image.reliefPlans, byId, id.slice(0, id.lastIndexOf('-')));
  const shift = plan?.shifts.find((one) => one.id === id);
  return plan && shift && { plan, shift };
}

export interface Own {
  /** Asked whether one can, and the shift is not over. */
  asked: OwnShift[];
  /** The shift is ending, somebody takes over, and nothing is written. */
  write: OwnShift[];
  /** Somebody has handed over to this person, who has not signed. */
  sign: Handover[];
}

/** What a person owes in the plans in force. */
export function ownOf(image: WorkspaceImage, person: string, at: number): Own {
  const own = plansInForce(image).flatMap((plan) =>
    plan.shifts.filter((shift) => person && shift.person === person).map((shift) => ({ plan, shift })));
  return {
    asked: own.filter(({ shift }) => shift.state === ShiftState.ASKED && (ms(shift.until) ?? 0) > at),
    write: own.filter(({ plan, shift }) =>
      shift.changedOver && !handoverOf(image, shift.id) && relieving(plan, shift) !== undefined),
    sign: image.handovers.filter((one) => person && one.incoming === person && !one.signedOff),
  };
}
