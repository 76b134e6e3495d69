// Folding events into a WorkspaceImage: the same meaning as `evolve` in the server's core (server/domain).
//
// Pure but for the image it is given, which it changes in place: no clock, no network, no browser. Every event of
// JournalEntry has its case, and the compiler refuses a missing one. Folding a journal from its first event, or from any
// image, gives the image the server has at that number; test/fold*.test.ts hold it to that.
import { clone, create } from '../wire/codec';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import {
  CklState,
  CommitteeState,
  EscalationLevel,
  HindranceSchema,
  IncidentPhase,
  IncidentSchema,
  ObligationSchema,
  ObligationState,
  type WorkspaceImage,
  WorkspaceImageSchema,
} from '../gen/ckl/v1/model_pb';
import * as callouts from './callouts';
import { add, byId, find, itself, put, take } from './lists';
import * as messages from './messages';

type Event = JournalEntry['event'];
type Case<K extends Event['case']> = Extract<Event, { case: K }>['value'];

/** The state before the first event. */
export function emptyImage(): WorkspaceImage {
  return create(WorkspaceImageSchema, {
    ckl: CklState.INACTIVE,
    committee: CommitteeState.DORMANT,
    organisation: {},
    settings: {},
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
      return onIncident(image, event.value.incident, (incident) => {
        incident.provisional = false;
        incident.unconfirmed = false;
        incident.confirmBy = undefined;
      });
    case 'levelLeftUnconfirmed':
      return onIncident(image, event.value.incident, (incident) => {
        incident.unconfirmed = true;
        incident.confirmBy = undefined;
      });
    case 'phaseChanged':
      return onIncident(image, event.value.incident, (incident) => {
        incident.phase = event.value.to;
      });
    case 'cklStateChanged':
      image.ckl = event.value.to;
      image.cklSince = entry.time;
      return;
    case 'cklAttachmentChanged':
      return onIncident(image, event.value.incident, (incident) => {
        incident.onCkl = event.value.attached;
        if (event.value.attached) incident.wasOnCkl = true;
      });
    case 'extraordinaryDeclared':
      return onIncident(image, event.value.incident, (incident) => {
        incident.criteria = event.value.criteria;
      });
    case 'committeeStateChanged':
      return committeeStateChanged(image, entry, event.value);
    case 'hindranceRecorded':
      if (event.value.hindrance) {
        add(image.hindrances, byId, clone(HindranceSchema, event.value.hindrance));
      }
      return;
    case 'hindranceEnded': {
      const hindrance = find(image.hindrances, byId, event.value.hindrance);
      if (hindrance) hindrance.ended = true;
      return;
    }
    case 'powerRefused':
      return messages.powerRefused(image, entry, event.value);
    case 'obligationOpened':
      if (event.value.obligation) {
        add(image.obligations, byId, clone(ObligationSchema, event.value.obligation));
      }
      return;
    case 'obligationReminded':
      return onObligation(image, event.value.obligation, (obligation) => {
        obligation.reminded = true;
      });
    case 'obligationOverdue':
      return onObligation(image, event.value.obligation, (obligation) => {
        obligation.state = ObligationState.OVERDUE;
      });
    case 'obligationClosed':
      return onObligation(image, event.value.obligation, (obligation) => {
        obligation.state = ObligationState.CLOSED;
        obligation.evidence = event.value.evidence;
        obligation.done = event.value.done;
      });
    case 'calloutStarted':
      return callouts.started(image, entry, event.value);
    case 'personCalled':
      return callouts.personCalled(image, entry, event.value);
    case 'personUnreachable':
      return callouts.personUnreachable(image, entry, event.value);
    case 'answerRecorded':
      return callouts.answerRecorded(image, entry, event.value);
    case 'silenceNoted':
      return callouts.silenceNoted(image, event.value);
    case 'positionFilled':
      return callouts.positionFilled(image, event.value);
    case 'positionReopened':
      return callouts.positionReopened(image, event.value);
    case 'personStoodDown':
      return callouts.personStoodDown(image, entry, event.value);
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
      return unknownEvent(event);
  }
}

/** Compiles only while every event has its case above. */
function unknownEvent(_event: never): void {}

function onIncident(
  image: WorkspaceImage,
  id: string,
  change: (incident: WorkspaceImage['incidents'][number]) => void,
): void {
  const incident = find(image.incidents, byId, id);
  if (incident) change(incident);
}

function onObligation(
  image: WorkspaceImage,
  id: string,
  change: (obligation: WorkspaceImage['obligations'][number]) => void,
): void {
  const obligation = find(image.obligations, byId, id);
  if (obligation) change(obligation);
}

function incidentReported(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: Case<'incidentReported'>,
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
      registeredTime: entry.time,
      levelSince: entry.time,
    }),
  );
}

function levelChanged(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: Case<'levelChanged'>,
): void {
  onIncident(image, event.incident, (incident) => {
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
  event: Case<'committeeStateChanged'>,
): void {
  if (image.committee !== event.to) image.committeeSince = entry.time;
  image.committee = event.to;
  if (event.to !== CommitteeState.FUNCTIONING) image.committeeCauses = [];
  else if (event.cause) add(image.committeeCauses, itself, event.cause);
}
