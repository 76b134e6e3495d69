// The part of the fold that concerns clocks' facts, delegations, and the organisation through time.
import { create } from '../wire/codec';
import { type Takeover, TakeoverState } from '../gen/ckl/v1/governance_pb';
import { IncidentPhase, ObligationState, SuccessionSchema, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { Folds } from './events';
import { change, find, keep, put, set, take } from './lists';

const byUnit = (item: { unit: string }): string => item.unit;

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

  delegationGranted: (image, { delegation }) => keep(image.delegations, delegation),

  delegationEnded: (image, event) =>
    set(image.delegations, event.delegation, { ended: true }),

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
    take(image.successions, byUnit, unit);
    put(image.settledSuccessions, byUnit, create(SuccessionSchema, { unit, successor }));
  },
} satisfies Folds;
