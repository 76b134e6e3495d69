// The sentences of the timeline in English.
import { en } from './en';
import type { Teller } from './tell';

const quoted = (text: string): string => (text ? `: ${text}` : '');
const low = (text: string | undefined): string => (text ?? '').toLowerCase();

export const tellEn: Teller = {
  workspaceOpened: (e) => `Workspace ${e.name?.en || e.workspace} was opened`,
  organisationAdopted: () => 'The organisation was adopted',
  settingsAdopted: () => "The city's settings were adopted",
  planAdopted: (e) => `Call-out plan ${e.plan?.name?.en ?? ''} was adopted`,
  incidentReported: (e) =>
    `Incident no. ${e.number} was reported: ${e.headline || en.kind[e.kind]}${e.place ? `, ${e.place}` : ''}`,
  levelChanged: (e, n) =>
    `${n.incident(e.incident)}: ${low(en.level[e.to])}${e.provisional ? ', provisionally' : ''}${quoted(e.reason)}`,
  levelConfirmed: (e, n) => `The level was confirmed for ${n.incident(e.incident)}`,
  levelLeftUnconfirmed: (e, n) => `Nobody confirmed the level in time for ${n.incident(e.incident)}`,
  phaseChanged: (e, n) =>
    `${n.incident(e.incident)} went to phase ${low(en.phase[e.to])}${quoted(e.reason)}`,
  cklStateChanged: (e) => `Central crisis management: ${low(en.ckl[e.to])}${quoted(e.reason)}`,
  cklAttachmentChanged: (e, n) =>
    e.attached
      ? `Central crisis management took charge of ${n.incident(e.incident)}`
      : `Central crisis management let go of ${n.incident(e.incident)}`,
  extraordinaryDeclared: (e, n) => `${n.incident(e.incident)} was declared an extraordinary event`,
  committeeStateChanged: (e) =>
    `Crisis management committee: ${low(en.committee[e.to])}${quoted(e.reason)}`,
  hindranceRecorded: (e, n) =>
    `A hindrance was recorded for ${n.person(e.hindrance?.person ?? '')}${quoted(e.hindrance?.attempts ?? '')}`,
  hindranceEnded: (e) => `A hindrance ended${quoted(e.reason)}`,
  powerRefused: (e, n) =>
    `${n.person(e.person)} was refused: ${attempted[e.command] ?? e.command} (${e.rules.join(', ')})`,
  obligationOpened: (e) =>
    `Obligation: ${e.obligation?.what?.en ?? ''}${e.obligation?.owedTo?.en ? `, to ${e.obligation.owedTo.en}` : ''}`,
  obligationReminded: (e, n) => `Reminder: ${n.obligation(e.obligation)}`,
  obligationOverdue: (e, n) => `Overdue: ${n.obligation(e.obligation)}`,
  obligationClosed: (e, n) => `Fulfilled: ${n.obligation(e.obligation)}${quoted(e.evidence)}`,
  calloutStarted: (e, n) => `Call-out began for ${n.incident(e.incident)}`,
  personCalled: (e, n) => `${n.person(e.person)} is being called as ${n.position(e.position)}`,
  personUnreachable: (e, n) => `${n.person(e.person)} cannot be reached${quoted(e.reason)}`,
  answerRecorded: (e, n) => {
    const answer = ['', 'is coming', 'cannot come', 'can come later'][e.answer] ?? '';
    const at = n.time(e.eta);
    const when = at ? (e.answer === 1 ? `, there at ${at}` : `, from ${at}`) : '';
    const by = e.takenBy ? `, taken by ${n.person(e.takenBy)}` : '';
    return `${n.person(e.person)} ${answer}${when}${by}${e.raw ? `: “${e.raw}”` : ''}`;
  },
  silenceNoted: (e, n) => `${n.person(e.person)} did not answer in time`,
  positionFilled: (e, n) => `${n.position(e.position)} is staffed`,
  positionReopened: (e, n) => `${n.position(e.position)} is being sought again`,
  personStoodDown: (e, n) => `${n.person(e.person)} is no longer needed`,
  staffingGapRaised: (e, n) => `Staffing gap: ${n.position(e.position)} lacks ${e.missing}`,
  calloutEnded: (e) => `The call-out was ended${quoted(e.reason)}`,
  personNotified: (e, n) => `${n.person(e.person)} is notified${quoted(e.text?.en ?? '')}`,
  attemptStarted: (e, n) =>
    `Sending ${en.channel[e.channel] ?? e.channel} to ${n.recipient(e.message)}${e.repeated ? ', repeated' : ''}`,
  attemptHandedOver: (e, n) =>
    `${n.channel(e.message, e.attempt)} to ${n.recipient(e.message)} handed over`,
  attemptDelivered: (e, n) =>
    `${n.channel(e.message, e.attempt)} to ${n.recipient(e.message)} delivered`,
  attemptFailed: (e, n) =>
    `${n.channel(e.message, e.attempt)} to ${n.recipient(e.message)} failed${quoted(e.reason)}`,
  attemptDoubted: (e, n) =>
    `Uncertain whether ${n.channel(e.message, e.attempt)} to ${n.recipient(e.message)} arrived`,
  logEntryWritten: (e) =>
    `${e.corrects ? `Correction of no. ${e.corrects}: ` : ''}${e.text}${e.source ? ` (${e.source})` : ''}`,
};

/** What was tried, by the name of the command. */
const attempted: Record<string, string> = {
  DeclareExtraordinary: 'declare an extraordinary event',
  StartCommittee: 'let the committee function',
  ChangeLevel: 'change level',
  ConfirmLevel: 'confirm level',
  ChangeCklState: 'change central crisis management',
  ReportIncident: 'report an incident',
  RecordHindrance: 'record a hindrance',
  EndHindrance: 'end a hindrance',
  CloseIncident: 'close an incident',
  CloseObligation: 'fulfil an obligation',
};
