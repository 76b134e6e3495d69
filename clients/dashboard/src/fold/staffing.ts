// The part of the fold that concerns who is there over days: relief plans and handovers, duty rosters, absences.
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { create } from '../wire/codec';
import { type ReliefPlan, type ReliefShift, ShiftState } from '../gen/ckl/v1/relief_pb';
import { type DutySpan, DutySpanSchema, type Roster, RosterSchema } from '../gen/ckl/v1/roster_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { EventOf, Folds } from './events';
import { byId, change, find, keep, put, set, take } from './lists';

const keptSeconds = 400n * 24n * 3600n;
const byPerson = (item: { person: string }): string => item.person;

type Time = Timestamp | undefined;

/** Instants to the nanosecond, as the server compares them; an unset one is the beginning of time. */
function order(a: Time, b: Time): number {
  const [left, right] = [a?.seconds ?? 0n, b?.seconds ?? 0n];
  return left === right ? (a?.nanos ?? 0) - (b?.nanos ?? 0) : left < right ? -1 : 1;
}

const later = (a: Time, b: Time): Time => (order(a, b) < 0 ? b : a);
const earlier = (a: Time, b: Time): Time => (order(b, a) < 0 ? b : a);
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** "relief-1-3" is the third shift of "relief-1". */
const planOf = (shift: string): string => shift.slice(0, shift.lastIndexOf('-'));

function changeShift(image: WorkspaceImage, id: string, how: (shift: ReliefShift) => void): void {
  const shift = find(image.reliefPlans, byId, planOf(id))?.shifts.find((one) => one.id === id);
  if (shift) how(shift);
}

const leaveOpen = (shift: ReliefShift): void => {
  Object.assign(shift, { person: '', state: ShiftState.OPEN, overrideReason: '', changedOver: false });
};

function assign({ shifts }: ReliefPlan, shift: ReliefShift): void {
  const at = shifts.findIndex((one) => one.id === shift.id);
  shifts.splice(at < 0 ? shifts.length : at, at < 0 ? 0 : 1, structuredClone(shift));
  shifts.sort((a, b) => order(a.from, b.from) || a.id.length - b.id.length || text(a.id, b.id));
}

const span = (person: string, from: Time, until: Time): DutySpan => create(DutySpanSchema, { person, from, until });

/** The duty that was is not rewritten: a later plan holds from when it was adopted. */
function layOver(roster: Roster, event: EventOf<'rosterAdopted'>, now: Time): void {
  const from = later(event.from, now);
  const { until } = event;
  const spans = roster.spans.flatMap((one) => [
    ...(order(one.from, from) < 0 ? [span(one.person, one.from, earlier(one.until, from))] : []),
    ...(order(until, one.until) < 0 ? [span(one.person, later(one.from, until), one.until)] : []),
  ]);
  for (const one of event.spans) {
    const begins = later(one.from, from);
    if (order(begins, one.until) < 0) spans.push(span(one.person, begins, one.until));
  }
  roster.spans = spans.sort((a, b) => order(a.from, b.from) || text(a.person, b.person));
  roster.from = earlier(roster.from, event.from);
  roster.until = later(roster.until, event.until);
}

/** What ended long ago is no longer asked for; the journal has it. */
function forget(roster: Roster, now: Time): void {
  if (!now) return;
  const oldest = { ...now, seconds: now.seconds - keptSeconds };
  const stays = ({ until }: { until?: Timestamp | undefined }): boolean => order(until, oldest) > 0;
  roster.spans = roster.spans.filter(stays);
  roster.changes = roster.changes.filter(stays);
  roster.from = later(roster.from, oldest);
}

export const staffing = {
  reliefProposed: (image, { plan }) => plan && put(image.reliefPlans, byId, structuredClone(plan)),

  shiftAssigned: (image, event) =>
    change(image.reliefPlans, event.plan, (plan) => event.shift && assign(plan, event.shift)),

  shiftCleared: (image, event) => changeShift(image, event.shift, leaveOpen),

  availabilityAnswered: (image, { shift: id, person, available }) =>
    changeShift(image, id, (shift) => {
      if (available) {
        shift.state = ShiftState.AVAILABLE;
        return;
      }
      shift.declined.push(person);
      leaveOpen(shift);
    }),

  handoverDue: (image, event) =>
    changeShift(image, event.shift, (shift) => {
      shift.changedOver = true;
    }),

  handoverWritten: (image, { handover }) => handover && put(image.handovers, byId, structuredClone(handover)),

  handoverSigned: (image, event, { time }) => set(image.handovers, event.handover, { signedOff: time }),

  reliefEnded: (image, event) => set(image.reliefPlans, event.plan, { ended: true }),

  rosterAdopted(image, event, { time }) {
    const { function: id, source, from, until } = event;
    const known = find(image.rosters, byId, id);
    if (!known) {
      put(image.rosters, byId, create(RosterSchema, { id, source, from, until, spans: structuredClone(event.spans) }));
      return;
    }
    layOver(known, event, time);
    forget(known, time);
    known.source = source;
  },

  dutyChanged: (image, { change: made }) =>
    made && change(image.rosters, made.function, (roster) => roster.changes.push(structuredClone(made))),

  swapProposed: (image, { swap }) => keep(image.swaps, swap),

  swapSettled: (image, { swap, state }) => set(image.swaps, swap, { state }),

  /** In place of the person's earlier one. */
  absenceNoted: (image, { absence }) => absence && put(image.absences, byPerson, structuredClone(absence)),

  absenceEnded: (image, { person }) => take(image.absences, byPerson, person),

  calloutRecalled: (image, { callout, reason }) => set(image.callouts, callout, { recalled: reason }),
} satisfies Folds;
