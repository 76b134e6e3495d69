// Folding events into a WorkspaceImage: the same meaning as `evolve` in the server's core (server/domain).
//
// Pure but for the image it is given, which it changes in place: no clock, no network, no browser. Every event of
// JournalEntry has its case, or its fold in a table (committee.ts, alert.ts, readiness.ts, staffing.ts, trials.ts), and the compiler
// refuses a missing one, unless it changes only what no page shows (scripts/generate.mjs). Folding a journal from its first event, or
// from any image, gives the image the server has at that number; test/fold*.test.ts hold it to that.
import { create } from '../wire/codec';
import { AlertGrade, LawCause } from '../gen/ckl/v1/governance_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import {
  CklState,
  CommitteeState,
  EscalationLevel,
  IncidentPhase,
  IncidentSchema,
  ObligationState,
  type WorkspaceImage,
  WorkspaceImageSchema,
} from '../gen/ckl/v1/model_pb';
import { alert } from './alert';
import * as callouts from './callouts';
import { committee } from './committee';
import type { EventOf, Fold, Unshown } from './events';
import { add, byId, change, itself, keep, put, set, take } from './lists';
import * as messages from './messages';
import { readiness } from './readiness';
import { staffing } from './staffing';
import { trials } from './trials';

/** The events of the law and of staffing over days, each with its fold. */
const folds = { ...committee, ...alert, ...readiness, ...staffing, ...trials };

/** The state before the first event. */
export function emptyImage(): WorkspaceImage {
  return create(WorkspaceImageSchema, {
    ckl: CklState.INACTIVE,
    committee: CommitteeState.DORMANT,
    organisation: {},
    settings: {},
    alert: { grade: AlertGrade.NONE, decided: {}, from: {}, law: { cause: LawCause.WAR, since: {} } },
  });
}

/** Folds one entry into the image. An entry that is already folded in changes nothing. */
export function evolve(image: WorkspaceImage, entry: JournalEntry): void {
  if (entry.sequence <= image.sequence) return;
  apply(image, entry);
  image.sequence = entry.sequence;
  image.time = entry.time;
}

function apply(image: WorkspaceImage, entry: JournalEntry): void {
  const { event } = entry;
  switch (event.case) {
    case 'workspaceOpened':
      image.workspace = event.value.workspace;
      image.mode = event.value.mode;
      image.name = event.value.name;
      image.cklSince = entry.time;
      image.committeeSince = entry.time;
      return;
    case 'organisationAdopted':
      image.organisation = event.value.organisation;
      image.configuration = event.value.sourceHash;
      return;
    case 'settingsAdopted':
      image.settings = event.value.settings;
      return;
    case 'planAdopted':
      if (event.value.plan) put(image.plans, byId, event.value.plan);
      return;
    case 'incidentReported':
      return incidentReported(image, entry, event.value);
    case 'levelChanged':
      return levelChanged(image, entry, event.value);
    case 'levelConfirmed':
      return set(image.incidents, event.value.incident, { provisional: false, unconfirmed: false, confirmBy: undefined });
    case 'levelLeftUnconfirmed':
      return set(image.incidents, event.value.incident, { unconfirmed: true, confirmBy: undefined });
    case 'phaseChanged':
      return set(image.incidents, event.value.incident, { phase: event.value.to });
    case 'cklStateChanged':
      image.ckl = event.value.to;
      image.cklSince = entry.time;
      return;
    case 'cklAttachmentChanged':
      return change(image.incidents, event.value.incident, (incident) => {
        incident.onCkl = event.value.attached;
        if (event.value.attached) incident.wasOnCkl = true;
      });
    case 'extraordinaryDeclared':
      return set(image.incidents, event.value.incident, { criteria: event.value.criteria });
    case 'committeeStateChanged':
      return committeeStateChanged(image, entry, event.value);
    case 'hindranceRecorded':
      return keep(image.hindrances, event.value.hindrance);
    case 'hindranceEnded':
      return set(image.hindrances, event.value.hindrance, { ended: true });
    case 'powerRefused':
      return messages.powerRefused(image, entry, event.value);
    case 'obligationOpened':
      return keep(image.obligations, event.value.obligation);
    case 'obligationReminded':
      return change(image.obligations, event.value.obligation, (obligation) => {
        obligation.reminded = true;
        obligation.remindAt.shift();
      });
    case 'obligationOverdue':
      return set(image.obligations, event.value.obligation, { state: ObligationState.OVERDUE });
    case 'obligationClosed':
      return set(image.obligations, event.value.obligation, {
        state: ObligationState.CLOSED,
        evidence: event.value.evidence,
        done: event.value.done,
      });
    case 'calloutStarted':
      return callouts.started(image, entry, event.value);
    case 'personCalled':
      return callouts.personCalled(image, entry, event.value);
    case 'personUnreachable':
      return callouts.personUnreachable(image, entry, event.value);
    case 'answerRecorded':
      return callouts.answerRecorded(image, entry, event.value);
    case 'answerUnclear':
      return keep(image.unclearAnswers, event.value.answer);
    case 'answerSettled':
      return take(image.unclearAnswers, byId, event.value.unclear);
    case 'silenceNoted':
      return callouts.silenceNoted(image, event.value);
    case 'positionFilled':
      return callouts.positionFilled(image, event.value);
    case 'positionReopened':
      return callouts.positionReopened(image, event.value);
    case 'personStoodDown':
      return callouts.personStoodDown(image, entry, event.value);
    case 'personPassedOver':
      return callouts.personPassedOver(image, entry, event.value);
    case 'personTakenIn':
      return callouts.personTakenIn(image, entry, event.value);
    case 'staffingGapRaised':
      return callouts.staffingGapRaised(image, event.value);
    case 'calloutEnded':
      return callouts.ended(image, event.value);
    case 'personNotified':
      return messages.personNotified(image, entry, event.value);
    case 'attemptStarted':
      return messages.attemptStarted(image, entry, event.value);
    case 'attemptHandedOver':
      return messages.attemptHandedOver(image, event.value);
    case 'attemptDelivered':
      return messages.attemptDelivered(image, event.value);
    case 'attemptFailed':
      return messages.attemptFailed(image, event.value);
    case 'attemptDoubted':
      return messages.attemptDoubted(image, event.value);
    case 'logEntryWritten':
      image.logEntries = Math.max(image.logEntries, event.value.number);
      return;
    case undefined:
      // An event of a newer server: it counts, but this client does not know what it means.
      return;
    default:
      // Compiles only while every event has its case above or its fold in a table, or changes nothing that a page shows.
      return (folds[event.case as Exclude<typeof event.case, Unshown>] as Fold<typeof event.case> | undefined)?.(
        image, event.value as never, entry);
  }
}

function incidentReported(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: EventOf<'incidentReported'>,
): void {
  add(
    image.incidents,
    byId,
    create(IncidentSchema, {
      id: event.incident,
      number: event.number,
      kind: event.kind,
      headline: event.headline,
      text: event.text,
      place: event.place,
      owner: event.owner,
      level: EscalationLevel.NONE,
      phase: IncidentPhase.REPORTED,
      eventTime: event.eventTime,
      point: event.point,
      registeredTime: entry.time,
      levelSince: entry.time,
    }),
  );
}

function levelChanged(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: EventOf<'levelChanged'>,
): void {
  change(image.incidents, event.incident, (incident) => {
    incident.level = event.to;
    incident.provisional = event.provisional;
    incident.unconfirmed = false;
    incident.confirmBy = event.confirmBy;
    incident.levelSince = entry.time;
    if (event.to !== EscalationLevel.EXTRAORDINARY) incident.criteria = undefined;
  });
  // R23: T10 takes the incident out of the causes; the committee goes on.
  if (event.to !== EscalationLevel.EXTRAORDINARY) {
    take(image.committeeCauses, itself, event.incident);
  }
}

function committeeStateChanged(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: EventOf<'committeeStateChanged'>,
): void {
  if (image.committee !== event.to) image.committeeSince = entry.time;
  image.committee = event.to;
  if (event.to !== CommitteeState.FUNCTIONING) image.committeeCauses = [];
  else if (event.cause) add(image.committeeCauses, itself, event.cause);
}
