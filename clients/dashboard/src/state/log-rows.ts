// What a row of the log is: what of an entry of the journal is shown, and no more, since a long day has ten thousand of them.
import type { EventCase } from '../fold/events';
import type { Actor, JournalEntry } from '../gen/ckl/v1/journal_pb';
import { LogKind } from '../gen/ckl/v1/model_pb';
import { ms } from './time';

/** A row that is no note: what was done in the system, told in words. */
export const eventKind = 7;

export interface Row {
  /** Number in the journal. */
  at: number;
  /** Dagboksnummer; 0 for what was not written in the log. */
  number: number;
  happened: number;
  entered: number;
  actor: Actor | undefined;
  kind: number;
  incident: string;
  text: string;
  source: string;
  corrects: number;
  reason: string;
  masked: boolean;
}

const decisions = new Set<EventCase>([
  'levelChanged', 'levelConfirmed', 'cklStateChanged', 'extraordinaryDeclared', 'notExtraordinaryAssessed', 'committeeStateChanged',
  'decisionMade', 'decisionEnded', 'urgentDecisionsNoted', 'oralDecisionRecorded', 'oralDecisionSettled', 'externalDecisionEntered',
  'externalDecisionSettled', 'takeoverEntered', 'takeoverExtended', 'takeoverReturned', 'warningRequested', 'tasksAssigned',
  'assignmentEnded', 'delegationGranted', 'delegationEnded',
]);
const others = new Set<EventCase>([
  'incidentReported', 'levelLeftUnconfirmed', 'phaseChanged', 'cklAttachmentChanged', 'hindranceRecorded', 'hindranceEnded',
  'powerRefused', 'obligationOverdue', 'obligationClosed', 'calloutStarted', 'calloutRecalled', 'calloutEnded', 'staffingGapRaised',
  'meetingCalled', 'meetingOpened', 'meetingClosed', 'minutesRecorded', 'takeoverProposed', 'takeoverProposalDropped',
  'handbackAcknowledged', 'contributionRequested', 'contributionAnswered', 'councilReportMade', 'alertChanged',
  'readinessAlarmChanged', 'wartimeLawChanged', 'participantJoined', 'factRecorded', 'handoverSigned', 'postLost', 'postReturned',
  'secrecyMarked', 'secrecyLifted', 'proofKeyAdopted',
]);

const isKept = (kind: EventCase): boolean => kind === 'logEntryWritten' || decisions.has(kind) || others.has(kind);

/** As the contract writes them, for the server. */
export const keptKinds = ['logEntryWritten', ...decisions, ...others].map((one) => one.replace(/[A-Z]/g, (a) => `_${a.toLowerCase()}`));

/** Many rows are by the same person. */
const actors = new Map<string, Actor>();

function shared(actor: Actor | undefined): Actor | undefined {
  if (!actor) return undefined;
  const key = `${actor.person}\n${actor.capacity}\n${actor.machine}`;
  const known = actors.get(key) ?? actor;
  actors.set(key, known);
  return known;
}

/** What the event is about, or what the thing that it names is about. */
function incidentIn(value: object): string {
  const { incident } = value as { incident?: string };
  if (incident) return incident;
  const inner = Object.values(value).find((one) => typeof one?.incident === 'string') as { incident: string } | undefined;
  return inner?.incident ?? '';
}

/** The row of an entry, or nothing for one that the log does not show. `tell` says an event in words. */
export function rowOf(entry: JournalEntry, tell: (entry: JournalEntry) => string): Row | undefined {
  const { event, masked } = entry;
  if (!event.case || !isKept(event.case)) return undefined;
  const entered = ms(entry.time) ?? 0;
  const own = { at: Number(entry.sequence), entered, actor: shared(entry.actor), masked };
  if (event.case === 'logEntryWritten') {
    const { number, incident, kind, text, source, corrects, reason, eventTime } = event.value;
    return { ...own, number, happened: ms(eventTime) ?? entered, kind, incident, text, source, corrects, reason };
  }
  const kind = decisions.has(event.case) ? LogKind.DECISION : eventKind;
  const incident = incidentIn(event.value);
  return { ...own, number: 0, happened: entered, kind, incident, text: tell(entry), source: '', corrects: 0, reason: '' };
}
