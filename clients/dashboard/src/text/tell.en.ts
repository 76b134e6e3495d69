// The sentences of the timeline in English.
import { en } from './en';
import { type Names, roleName, type Teller } from './tell';

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
    `${n.person(e.person)} was refused: ${n.rule(e.rules[0] ?? '')} (${e.rules.join(', ')})`,
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
  answerUnclear: (e) => `Unclear: “${e.answer?.raw}”`,
  answerSettled: (e) => `${e.unclear} settled${quoted(e.reason)}`,
  silenceNoted: (e, n) => `${n.person(e.person)} did not answer in time`,
  positionFilled: (e, n) => `${n.position(e.position)} is staffed`,
  positionReopened: (e, n) => `${n.position(e.position)} is being sought again`,
  personPassedOver: (e, n) => `${n.person(e.person)} is not called: ${en.passedOver[e.reason] ?? e.reason}`,
  personTakenIn: (e, n) => `${n.person(e.person)} comes all the same`,
  wordSent: (e) => `Word to ${e.persons} called${quoted(e.text)}`,
  calloutRecalled: (e) => `The alarm was recalled${quoted(e.reason)}`,
  absenceNoted: ({ absence: a }, n) =>
    `${n.person(a?.person ?? '')} is not called${a?.until ? ` before ${n.when(a.until)}` : ''}${quoted(a?.reason ?? '')}`,
  absenceEnded: (e, n) => `${n.person(e.person)} can be called again`,
  gatewayLost: ({ gateway: g }) => `Gateway ${g?.id} lost`,
  gatewayRecovered: (e) => `Gateway ${e.gateway} works again`,
  gatewayPinned: ({ pin }) => `${pin?.id} was pinned to ${pin?.gateway}${quoted(pin?.reason ?? '')}`,
  gatewayReleased: (e) => `${e.kind} is no longer pinned${quoted(e.reason)}`,
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
  obligationDated: (e, n) =>
    e.due ? `To be done ${n.when(e.due)}: ${n.obligation(e.obligation)}` : `Without a fixed time: ${n.obligation(e.obligation)}`,
  meetingCalled: (e, n) =>
    `The crisis management committee was called to meet ${n.when(e.meeting?.time)}${e.meeting?.place ? `, ${e.meeting.place}` : ''}`,
  meetingOpened: (e, n) => `The meeting was opened by ${n.person(e.presiding)}, ${e.present.length} present`,
  attendanceChanged: (e, n) =>
    `${n.person(e.seat?.person ?? '')} ${e.present ? 'came to' : 'left'} the meeting`,
  meetingClosed: () => 'The meeting was closed',
  minutesRecorded: (e) => `The minutes were ${['', 'approved', 'posted'][e.step]}${quoted(e.reference)}`,
  decisionMade: ({ decision: d }, n) =>
    `${(d?.unit && n.unit(d.unit)) || en.body[d?.body ?? 0]}, decision no. ${d?.number ?? 0}${quoted(d?.matter?.title ?? '')}${d?.adopted ? '' : ' (rejected)'}`,
  decisionEnded: (e, n) => `${decided(n, e.decision)} ${en.decisionState[e.state]}${quoted(e.reason)}`,
  urgentDecisionsNoted: (e) => `The chair's decisions were reported to the committee: ${e.decisions.length}`,
  takeoverEntered: (e, n) => `The crisis management committee took over ${n.scope(e.takeover)}`,
  takeoverProposed: (e, n) => `Takeover proposed: ${n.scope(e.takeover)}`,
  takeoverProposalDropped: (e) => `Proposal dropped${quoted(e.reason)}`,
  warningRequested: (e) => `Public warning requested${quoted(e.warning?.action ?? '')}`,
  takeoverExtended: (e, n) =>
    `The takeover goes on: ${n.scope(n.of('takeovers', e.takeover))}${e.review ? `, reviewed ${n.when(e.review)}` : ''}`,
  takeoverReturned: (e, n) => `Handed back: ${n.scope(n.of('takeovers', e.takeover))}${e.reason && ` (${e.reason})`}`,
  handbackAcknowledged: (e, n) => `The handover was received: ${n.scope(n.of('takeovers', e.takeover))}`,
  contributionRequested: ({ contribution: c }, n) =>
    `${n.unit(c?.unit ?? '')} was asked to contribute${quoted(c?.request ?? '')}`,
  contributionAnswered: (e, n) =>
    `${n.unit(n.of('contributions', e.contribution)?.unit ?? '')} ${e.agreed ? 'contributes' : 'does not contribute'}${quoted(e.text)}`,
  notExtraordinaryAssessed: (e, n) => `${n.incident(e.incident)} was assessed as not extraordinary${quoted(e.reason)}`,
  oralDecisionRecorded: ({ oral }, n) =>
    `Oral decision by ${n.person(oral?.speaker ?? '')}, unconfirmed: “${oral?.wording ?? ''}”`,
  oralDecisionSettled: (e, n) =>
    `Oral decision by ${n.person(n.of('oralDecisions', e.oral)?.speaker ?? '')} ${en.settled[e.state]}${quoted(e.reason)}`,
  councilMeetingRegistered: (e, n) => `The city council meets ${n.when(e.meeting?.time)}`,
  councilMeetingCancelled: (e) => `The city council's meeting was cancelled${quoted(e.reason)}`,
  councilReportMade: (e) => `The committee's decisions were reported to the city council${quoted(e.reference)}`,
  externalDecisionEntered: ({ record: r }) =>
    `${en.body[r?.body ?? 0]}: decision ${r?.reference ?? ''} was entered, unconfirmed`,
  externalDecisionSettled: (e, n) =>
    `Entered decision ${n.of('records', e.record)?.reference ?? ''} ${en.settled[e.state]}${quoted(e.reason)}`,
  alertChanged: (e) =>
    `${en.alert.grade[e.grade]}${e.grade < 2 || e.inArea ? '' : ` (${low(en.alert.elsewhere)})`}${e.atWar ? `. ${en.alert.war}` : ''}`,
  readinessAlarmChanged: (e) => (e.sounding ? 'The readiness alarm was sounded' : 'The readiness alarm ended'),
  wartimeLawChanged: (e) => `${e.law?.on ? en.alert.law : 'Law 1988:97 no longer applies'}${quoted(e.reason)}`,
  tasksAssigned: ({ assignment: a }, n) =>
    `The city council moved “${a?.task ?? ''}” from ${n.unit(a?.from ?? '')} to ${n.unit(a?.to ?? '')}`,
  assignmentEnded: (e, n) =>
    `The task went back: ${n.of('assignments', e.assignment)?.task ?? ''}${e.reason && ` (${e.reason})`}`,
  participantJoined: (e, n) => `${n.unit(e.unit)} takes part: ${n.incident(e.incident)}`,
  factRecorded: ({ fact: f }, n) =>
    `Fact${f?.unit ? `, ${n.unit(f.unit)}` : ''}${quoted(f?.text ?? '')}`,
  crisisSupportRouted: ({ support: s }, n) =>
    `Crisis support for ${n.incident(s?.id ?? '')}: ${n.unit(s?.responsible ?? '')} is responsible`,
  crisisSupportOffered: (e, n) => `Crisis support for ${n.incident(e.incident)} was offered to ${n.unit(e.to)}`,
  crisisSupportAccepted: (e, n) => `Crisis support for ${n.incident(e.incident)} was taken over by ${n.unit(e.unit)}`,
  delegationGranted: ({ delegation: d }, n) =>
    `${n.person(d?.person ?? '')} ${d?.breakGlass ? 'took in an emergency' : 'was given'} the role ${low(roleName(d?.role ?? ''))} until ${n.when(d?.until)}`,
  delegationEnded: (e, n) => {
    const d = n.of('delegations', e.delegation);
    return `${n.person(d?.person ?? '')} is no longer ${low(roleName(d?.role ?? ''))}${quoted(e.reason)}`;
  },
  exerciseRecorded: ({ exercise: x }, n) => `Exercise held: ${x?.kind ?? ''} (${x?.units.map(n.unit).join(', ') ?? ''})`,
  readinessRecorded: (e, n) => `Readiness was reported by ${n.unit(e.readiness?.id ?? '')}`,
  monthlySummaryMade: (e) => `Digital incidents were summarised for ${e.summary?.month ?? ''}`,
  readinessYearBegan: (e) => `The exercise year ${e.year} began`,
  mandatePeriodBegan: (e) => `A term of office began ${e.period}`,
  unitSucceeded: (e, n) => `${n.unit(e.unit)} ended, ${n.unit(e.successor)} inherits provisionally`,
  successionSettled: (e, n) => `${n.unit(e.successor)} succeeded ${n.unit(e.unit)}${quoted(e.reason)}`,
  boundariesAdopted: () => 'The boundaries of the district councils were adopted',
  rosterAdopted: (e, n) => `The roster ${n.duty(e.function)} was adopted until ${n.when(e.until)}`,
  dutyChanged: ({ change: c }, n) =>
    `The duty ${n.duty(c?.function ?? '')}: ${c?.person ? n.person(c.person) : 'nobody'} from ${n.when(c?.from)} until ${n.when(c?.until)}`,
  swapProposed: ({ swap: s }, n) =>
    `${n.person(s?.giver ?? '')} proposed to ${n.person(s?.taker ?? '')} a swap of the duty ${n.duty(s?.function ?? '')} ${n.when(s?.from)}`,
  swapSettled: (e) => `A swap of duty was ${['', '', 'accepted', 'declined', 'withdrawn'][e.state]}`,
  dutyGapFound: (e, n) => `The duty ${n.duty(e.function)} has nobody from ${n.when(e.from)}`,
  dutyGapFilled: (e, n) => `The duty ${n.duty(e.function)} has somebody from ${n.when(e.from)}`,
  reliefProposed: ({ plan: p }, n) => `Relief was proposed: ${n.position(p?.position ?? '')}`,
  shiftAssigned: ({ shift: s }, n) => `${n.person(s?.person ?? '')} got a shift ${n.when(s?.from)}`,
  shiftCleared: (e, n) => `${n.person(e.person)} no longer has the shift${quoted(e.reason)}`,
  availabilityAnswered: (e, n) => `${n.person(e.person)} ${e.available ? 'can' : 'can not'} take the shift${quoted(e.reason)}`,
  reliefGapFound: ({ gap }, n) => `The relief lacks ${gap?.missing} from ${n.when(gap?.from)}`,
  reliefGapFilled: (e, n) => `The relief is staffed from ${n.when(e.from)}`,
  handoverDue: (e, n) => `${n.person(e.incoming)} relieves soon`,
  handoverWritten: ({ handover: h }, n) => `${n.person(h?.outgoing ?? '')} handed over to ${n.person(h?.incoming ?? '')}`,
  handoverSigned: () => 'The handover was signed by both',
  reliefEnded: (e) => `The relief ended${quoted(e.reason)}`,
  contactTested: (e, n) => `A contact test goes to ${n.person(e.person)}`,
  contactConfirmed: (e, n) => `${n.person(e.person)} answered the contact test`,
  contactForgotten: (e, n) => `${n.person(e.person)} has a new, untested address`,
  dutyContactsChecked: (e) => `${e.lacking.length} of ${e.onDuty} with duty lack two tested contact paths`,
  drillPlanned: (e, n) => `A drill was planned for ${n.when(e.at)}${quoted(e.reason)}`,
  drillStarted: () => 'A drill began',
  drillEnded: ({ outcome: o, ...e }) =>
    `The drill ${e.cancelled ? 'was cancelled' : `is over: ${o?.answered} of ${o?.called} answered`}${quoted(e.reason)}`,
  postLost: ({ post }, n) => `The command post ${post?.name?.en} has not been connected since ${n.when(post?.since)}`,
  postReturned: (e, n) => `The command post ${e.post} is connected again, away since ${n.when(e.since)}`,
  proofKeyAdopted: () => 'The log got a new key for its checkpoints',
  secrecyMarked: (e) => `Log ${e.number} was marked for secrecy: ${e.provision}${quoted(e.reason)}`,
  secrecyLifted: (e) => `Log ${e.number} is no longer marked for secrecy${quoted(e.reason)}`,
  passkeyChanged: (e, n) =>
    `A passkey for ${n.person(e.holder)} ${['', 'may be made', 'was added', 'was revoked'][e.change]}`,
  decisionSigned: () => 'The decision was signed with a passkey',
};

const decided = (n: Names, id: string): string => `Decision no. ${n.of('decisions', id)?.number ?? 0}`;
