// The part of the fold that concerns clocks' facts, krisstöd, delegations, exercises, and the organisation through time.
import { create } from '../wire/codec';
import { type Takeover, TakeoverState } from '../gen/ckl/v1/governance_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { IncidentPhase, ObligationState, SuccessionSchema, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { dayKey, ms } from '../state/time';
import type { Folds } from './events';
import { byId, change, find, keep, put, set, take } from './lists';

const byUnit = (item: { unit: string }): string => item.unit;

/** Nothing is owed for the time before the first organisation was adopted (O14, O15, O18). */
export function beginCalendar(image: WorkspaceImage, { time }: JournalEntry): void {
  if (image.summaryMonth) return;
  const today = dayKey(ms(time) ?? 0);
  const [year = 0, month = 0] = today.split('-').map(Number);
  image.summaryMonth = new Date(Date.UTC(year, month - 2)).toISOString().slice(0, 7);
  image.readinessYear = year;
  image.mandatePeriod = today;
}

/** The decision on that unit's succession settles this takeover: of the unit itself, or of one that it had succeeded. */
function isSettledWith({ successions }: WorkspaceImage, takeover: Takeover, unit: string): boolean {
  const of = takeover.scope?.unit ?? '';
  if (of === unit) return true;
  const heir = find(successions, byUnit, unit);
  return (
    heir !== undefined &&
    !takeover.successionSettled &&
    takeover.successor === heir.successor &&
    !find(successions, byUnit, of)
  );
}

const isOpen = ({ state }: { state: ObligationState }): boolean => state !== ObligationState.CLOSED;
const isInForce = ({ state }: Takeover): boolean => state === TakeoverState.IN_FORCE;

export const readiness = {
  obligationDated: (image, event) =>
    change(image.obligations, event.obligation, (obligation) => {
      obligation.due = event.due;
      obligation.remindAt = [...event.remindAt];
      if (obligation.state === ObligationState.OVERDUE) obligation.state = ObligationState.OPEN;
    }),

  participantJoined: (image, { incident: id, unit }) =>
    change(image.incidents, id, ({ participants }) => {
      if (!participants.includes(unit)) participants.push(unit);
    }),

  factRecorded: (image, { fact }) => keep(image.facts, fact),

  crisisSupportRouted(image, { support }) {
    if (support) put(image.crisisSupport, byId, structuredClone(support));
  },

  crisisSupportOffered: (image, { incident, to }) =>
    set(image.crisisSupport, incident, { offeredTo: to }),

  crisisSupportAccepted: (image, { incident, unit }, { time }) =>
    set(image.crisisSupport, incident, { responsible: unit, offeredTo: '', since: time }),

  delegationGranted: (image, { delegation }) => keep(image.delegations, delegation),

  delegationEnded: (image, event) =>
    set(image.delegations, event.delegation, { ended: true }),

  exerciseRecorded: (image, { exercise }) => keep(image.exercises, exercise),

  readinessRecorded(image, event) {
    if (event.readiness) put(image.readiness, byId, event.readiness);
  },

  monthlySummaryMade(image, { summary }) {
    image.summaryMonth = summary?.month ?? '';
  },

  readinessYearBegan(image, { year }) {
    image.readinessYear = year;
  },

  mandatePeriodBegan(image, { period }) {
    image.mandatePeriod = period;
  },

  /** R44: what is open is inherited provisionally; what is the unit's own stays in its name until somebody decides. */
  unitSucceeded(image, { unit, successor }) {
    for (const duty of image.obligations.filter(isOpen)) {
      if (duty.owedByUnit === unit || duty.inheritedBy === unit) duty.inheritedBy = successor;
    }
    for (const taken of image.takeovers.filter(isInForce)) {
      if (taken.scope?.unit !== unit && taken.successor !== unit) continue;
      taken.successor = successor;
      taken.successionSettled = false;
    }
    // What the ended unit had itself inherited passes on with the rest; with no heir, nothing stands there.
    const passed = image.successions.filter((one) => one.successor === unit).map(byUnit);
    for (const one of [...passed, unit]) {
      take(image.successions, byUnit, one);
      if (successor) put(image.successions, byUnit, create(SuccessionSchema, { unit: one, successor }));
    }
  },

  successionSettled(image, { unit, successor }) {
    for (const incident of image.incidents) {
      if (incident.owner === unit && incident.phase < IncidentPhase.CLOSED) incident.owner = successor;
    }
    for (const duty of image.obligations.filter(isOpen)) {
      if (duty.owedByUnit !== unit) continue;
      duty.owedByUnit = successor;
      duty.inheritedBy = '';
    }
    for (const taken of image.takeovers.filter(isInForce)) {
      if (!isSettledWith(image, taken, unit)) continue;
      taken.successor = successor;
      taken.successionSettled = true;
    }
    for (const support of image.crisisSupport) {
      if (support.responsible === unit) support.responsible = successor;
    }
    take(image.successions, byUnit, unit);
  },

  boundariesAdopted(image, { districts, sourceHash }) {
    image.districts = districts;
    image.districtsHash = sourceHash;
  },
} satisfies Folds;
