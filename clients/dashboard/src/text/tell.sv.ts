// Händelseloggens meningar på svenska.
import { sv } from './sv';
import { type Names, roleName, type Teller } from './tell';

const quoted = (text: string): string => (text ? `: ${text}` : '');
const low = (text: string | undefined): string => (text ?? '').toLowerCase();

export const tellSv: Teller = {
  workspaceOpened: (e) => `Arbetsytan ${e.name?.sv || e.workspace} öppnades`,
  organisationAdopted: () => 'Organisationen antogs',
  settingsAdopted: () => 'Stadens inställningar antogs',
  planAdopted: (e) => `Inkallningsplanen ${e.plan?.name?.sv ?? ''} antogs`,
  incidentReported: (e) =>
    `Händelse nr ${e.number} rapporterades: ${e.headline || sv.kind[e.kind]}${e.place ? `, ${e.place}` : ''}`,
  levelChanged: (e, n) =>
    `${n.incident(e.incident)}: ${low(sv.level[e.to])}${e.provisional ? ', preliminärt' : ''}${quoted(e.reason)}`,
  levelConfirmed: (e, n) => `Nivån bekräftades för ${n.incident(e.incident)}`,
  levelLeftUnconfirmed: (e, n) => `Ingen bekräftade nivån i tid för ${n.incident(e.incident)}`,
  phaseChanged: (e, n) =>
    `${n.incident(e.incident)} gick till skedet ${low(sv.phase[e.to])}${quoted(e.reason)}`,
  cklStateChanged: (e) => `Central krisledning: ${low(sv.ckl[e.to])}${quoted(e.reason)}`,
  cklAttachmentChanged: (e, n) =>
    e.attached
      ? `Central krisledning tog hand om ${n.incident(e.incident)}`
      : `Central krisledning släppte ${n.incident(e.incident)}`,
  extraordinaryDeclared: (e, n) =>
    `${n.incident(e.incident)} förklarades som extraordinär händelse`,
  committeeStateChanged: (e) =>
    `Krisledningsnämnden: ${low(sv.committee[e.to])}${quoted(e.reason)}`,
  hindranceRecorded: (e, n) =>
    `Förhinder antecknades för ${n.person(e.hindrance?.person ?? '')}${quoted(e.hindrance?.attempts ?? '')}`,
  hindranceEnded: (e) => `Ett förhinder upphörde${quoted(e.reason)}`,
  powerRefused: (e, n) =>
    `${n.person(e.person)} nekades: ${n.rule(e.rules[0] ?? '')} (${e.rules.join(', ')})`,
  obligationOpened: (e) =>
    `Skyldighet: ${e.obligation?.what?.sv ?? ''}${e.obligation?.owedTo?.sv ? `, till ${e.obligation.owedTo.sv}` : ''}`,
  obligationReminded: (e, n) => `Påminnelse: ${n.obligation(e.obligation)}`,
  obligationOverdue: (e, n) => `Försenad: ${n.obligation(e.obligation)}`,
  obligationClosed: (e, n) => `Fullgjord: ${n.obligation(e.obligation)}${quoted(e.evidence)}`,
  calloutStarted: (e, n) => `Inkallning började för ${n.incident(e.incident)}`,
  personCalled: (e, n) => `${n.person(e.person)} söks som ${n.position(e.position)}`,
  personUnreachable: (e, n) => `${n.person(e.person)} går inte att nå${quoted(e.reason)}`,
  answerRecorded: (e, n) => {
    const answer = ['', 'kommer', 'kan inte', 'kan senare'][e.answer] ?? '';
    const at = n.time(e.eta);
    const when = at ? (e.answer === 1 ? `, på plats ${at}` : `, från ${at}`) : '';
    const by = e.takenBy ? `, taget av ${n.person(e.takenBy)}` : '';
    return `${n.person(e.person)} ${answer}${when}${by}${e.raw ? `: «${e.raw}»` : ''}`;
  },
  answerUnclear: (e) => `Oklart svar: «${e.answer?.raw}»`,
  answerSettled: (e) => `${e.unclear} tyddes${quoted(e.reason)}`,
  silenceNoted: (e, n) => `${n.person(e.person)} svarade inte i tid`,
  positionFilled: (e, n) => `${n.position(e.position)} är bemannad`,
  positionReopened: (e, n) => `${n.position(e.position)} söks igen`,
  personPassedOver: (e, n) => `${n.person(e.person)} kallas inte: ${sv.passedOver[e.reason] ?? e.reason}`,
  personTakenIn: (e, n) => `${n.person(e.person)} kommer ändå`,
  wordSent: (e) => `Besked till ${e.persons} kallade${quoted(e.text)}`,
  calloutRecalled: (e) => `Larmet återkallades${quoted(e.reason)}`,
  absenceNoted: ({ absence: a }, n) =>
    `${n.person(a?.person ?? '')} kallas inte${a?.until ? ` före ${n.when(a.until)}` : ''}${quoted(a?.reason ?? '')}`,
  absenceEnded: (e, n) => `${n.person(e.person)} kan kallas igen`,
  gatewayLost: ({ gateway: g }) => `Porten ${g?.id} förlorad`,
  gatewayRecovered: (e) => `Porten ${e.gateway} fungerar igen`,
  gatewayPinned: ({ pin }) => `${pin?.id} låstes till ${pin?.gateway}${quoted(pin?.reason ?? '')}`,
  gatewayReleased: (e) => `${e.kind} är inte längre låst${quoted(e.reason)}`,
  personStoodDown: (e, n) => `${n.person(e.person)} behövs inte längre`,
  staffingGapRaised: (e, n) => `Personalbrist: ${n.position(e.position)} saknar ${e.missing}`,
  calloutEnded: (e) => `Inkallningen avslutades${quoted(e.reason)}`,
  personNotified: (e, n) => `${n.person(e.person)} underrättas${quoted(e.text?.sv ?? '')}`,
  attemptStarted: (e, n) =>
    `Sänder ${sv.channel[e.channel] ?? e.channel} till ${n.recipient(e.message)}${e.repeated ? ', upprepat' : ''}`,
  attemptHandedOver: (e, n) =>
    `${n.channel(e.message, e.attempt)} till ${n.recipient(e.message)} överlämnat`,
  attemptDelivered: (e, n) =>
    `${n.channel(e.message, e.attempt)} till ${n.recipient(e.message)} levererat`,
  attemptFailed: (e, n) =>
    `${n.channel(e.message, e.attempt)} till ${n.recipient(e.message)} misslyckades${quoted(e.reason)}`,
  attemptDoubted: (e, n) =>
    `Ovisst om ${n.channel(e.message, e.attempt)} till ${n.recipient(e.message)} kom fram`,
  logEntryWritten: (e) =>
    `${e.corrects ? `Rättelse av nr ${e.corrects}: ` : ''}${e.text}${e.source ? ` (${e.source})` : ''}`,
  obligationDated: (e, n) =>
    e.due ? `Ska vara gjort ${n.when(e.due)}: ${n.obligation(e.obligation)}` : `Utan bestämd tid: ${n.obligation(e.obligation)}`,
  meetingCalled: (e, n) =>
    `Krisledningsnämnden kallades till sammanträde ${n.when(e.meeting?.time)}${e.meeting?.place ? `, ${e.meeting.place}` : ''}`,
  meetingOpened: (e, n) => `Sammanträdet öppnades av ${n.person(e.presiding)}, ${e.present.length} närvarande`,
  attendanceChanged: (e, n) =>
    `${n.person(e.seat?.person ?? '')} ${e.present ? 'kom till' : 'lämnade'} sammanträdet`,
  meetingClosed: () => 'Sammanträdet avslutades',
  minutesRecorded: (e) => `Protokollet ${['', 'justerades', 'anslogs'][e.step]}${quoted(e.reference)}`,
  decisionMade: ({ decision: d }, n) =>
    `${(d?.unit && n.unit(d.unit)) || sv.body[d?.body ?? 0]}, beslut nr ${d?.number ?? 0}${quoted(d?.matter?.title ?? '')}${d?.adopted ? '' : ' (avslogs)'}`,
  decisionEnded: (e, n) => `${decided(n, e.decision)} ${sv.decisionState[e.state]}${quoted(e.reason)}`,
  urgentDecisionsNoted: (e) => `Ordförandens beslut anmäldes i nämnden: ${e.decisions.length}`,
  takeoverEntered: (e, n) => `Krisledningsnämnden tog över ${n.scope(e.takeover)}`,
  takeoverProposed: (e, n) => `Övertagande föreslås: ${n.scope(e.takeover)}`,
  takeoverProposalDropped: (e) => `Förslaget faller${quoted(e.reason)}`,
  warningRequested: (e) => `VMA begärdes${quoted(e.warning?.action ?? '')}`,
  takeoverExtended: (e, n) =>
    `Övertagandet fortsätter: ${n.scope(n.of('takeovers', e.takeover))}${e.review ? `, omprövas ${n.when(e.review)}` : ''}`,
  takeoverReturned: (e, n) => `Återlämnat: ${n.scope(n.of('takeovers', e.takeover))}${e.reason && ` (${e.reason})`}`,
  handbackAcknowledged: (e, n) => `Överlämningen togs emot: ${n.scope(n.of('takeovers', e.takeover))}`,
  contributionRequested: ({ contribution: c }, n) =>
    `${n.unit(c?.unit ?? '')} ombads medverka${quoted(c?.request ?? '')}`,
  contributionAnswered: (e, n) =>
    `${n.unit(n.of('contributions', e.contribution)?.unit ?? '')} ${e.agreed ? 'medverkar' : 'medverkar inte'}${quoted(e.text)}`,
  notExtraordinaryAssessed: (e, n) => `${n.incident(e.incident)} bedömdes inte vara extraordinär${quoted(e.reason)}`,
  oralDecisionRecorded: ({ oral }, n) =>
    `Muntligt beslut av ${n.person(oral?.speaker ?? '')}, obekräftat: «${oral?.wording ?? ''}»`,
  oralDecisionSettled: (e, n) =>
    `Muntligt beslut av ${n.person(n.of('oralDecisions', e.oral)?.speaker ?? '')} ${sv.settled[e.state]}${quoted(e.reason)}`,
  councilMeetingRegistered: (e, n) => `Fullmäktige sammanträder ${n.when(e.meeting?.time)}`,
  councilMeetingCancelled: (e) => `Fullmäktiges sammanträde ställdes in${quoted(e.reason)}`,
  councilReportMade: (e) => `Nämndens beslut anmäldes i fullmäktige${quoted(e.reference)}`,
  externalDecisionEntered: ({ record: r }) =>
    `${sv.body[r?.body ?? 0]}: beslut ${r?.reference ?? ''} fördes in, obekräftat`,
  externalDecisionSettled: (e, n) =>
    `Infört beslut ${n.of('records', e.record)?.reference ?? ''} ${sv.settled[e.state]}${quoted(e.reason)}`,
  alertChanged: (e) =>
    `${sv.alert.grade[e.grade]}${e.grade < 2 || e.inArea ? '' : ` (${low(sv.alert.elsewhere)})`}${e.atWar ? `. ${sv.alert.war}` : ''}`,
  readinessAlarmChanged: (e) => (e.sounding ? 'Beredskapslarm gavs' : 'Beredskapslarmet upphörde'),
  wartimeLawChanged: (e) => `${e.law?.on ? sv.alert.law : 'Lag 1988:97 tillämpas inte längre'}${quoted(e.reason)}`,
  tasksAssigned: ({ assignment: a }, n) =>
    `Fullmäktige flyttade «${a?.task ?? ''}» från ${n.unit(a?.from ?? '')} till ${n.unit(a?.to ?? '')}`,
  assignmentEnded: (e, n) =>
    `Uppgiften gick tillbaka: ${n.of('assignments', e.assignment)?.task ?? ''}${e.reason && ` (${e.reason})`}`,
  participantJoined: (e, n) => `${n.unit(e.unit)} deltar: ${n.incident(e.incident)}`,
  factRecorded: ({ fact: f }, n) =>
    `Uppgift${f?.unit ? `, ${n.unit(f.unit)}` : ''}${quoted(f?.text ?? '')}`,
  crisisSupportRouted: ({ support: s }, n) =>
    `Krisstöd för ${n.incident(s?.id ?? '')}: ${n.unit(s?.responsible ?? '')} ansvarar`,
  crisisSupportOffered: (e, n) => `Krisstödet för ${n.incident(e.incident)} erbjöds ${n.unit(e.to)}`,
  crisisSupportAccepted: (e, n) => `Krisstödet för ${n.incident(e.incident)} togs över av ${n.unit(e.unit)}`,
  delegationGranted: ({ delegation: d }, n) =>
    `${n.person(d?.person ?? '')} ${d?.breakGlass ? 'tog i nödläge' : 'fick'} rollen ${low(roleName(d?.role ?? ''))} till ${n.when(d?.until)}`,
  delegationEnded: (e, n) => {
    const d = n.of('delegations', e.delegation);
    return `${n.person(d?.person ?? '')} är inte längre ${low(roleName(d?.role ?? ''))}${quoted(e.reason)}`;
  },
  exerciseRecorded: ({ exercise: x }, n) => `Övning genomförd: ${x?.kind ?? ''} (${x?.units.map(n.unit).join(', ') ?? ''})`,
  readinessRecorded: (e, n) => `Beredskapsuppgifter lämnades av ${n.unit(e.readiness?.id ?? '')}`,
  monthlySummaryMade: (e) => `Digitala händelser sammanställdes för ${e.summary?.month ?? ''}`,
  readinessYearBegan: (e) => `Övningsåret ${e.year} började`,
  mandatePeriodBegan: (e) => `En mandatperiod började ${e.period}`,
  unitSucceeded: (e, n) => `${n.unit(e.unit)} upphörde, ${n.unit(e.successor)} ärver preliminärt`,
  successionSettled: (e, n) => `${n.unit(e.successor)} efterträdde ${n.unit(e.unit)}${quoted(e.reason)}`,
  boundariesAdopted: () => 'Stadsdelsnämndernas gränser antogs',
  rosterAdopted: (e, n) => `Jourlistan ${n.duty(e.function)} antogs till ${n.when(e.until)}`,
  dutyChanged: ({ change: c }, n) =>
    `Jouren ${n.duty(c?.function ?? '')}: ${c?.person ? n.person(c.person) : 'ingen'} från ${n.when(c?.from)} till ${n.when(c?.until)}`,
  swapProposed: ({ swap: s }, n) =>
    `${n.person(s?.giver ?? '')} föreslog ${n.person(s?.taker ?? '')} ett byte av jouren ${n.duty(s?.function ?? '')} ${n.when(s?.from)}`,
  swapSettled: (e) => `Ett byte av jour ${['', '', 'godtogs', 'avböjdes', 'togs tillbaka'][e.state]}`,
  dutyGapFound: (e, n) => `Jouren ${n.duty(e.function)} saknar bemanning från ${n.when(e.from)}`,
  dutyGapFilled: (e, n) => `Jouren ${n.duty(e.function)} är bemannad från ${n.when(e.from)}`,
  reliefProposed: ({ plan: p }, n) => `Avlösning föreslogs: ${n.position(p?.position ?? '')}`,
  shiftAssigned: ({ shift: s }, n) => `${n.person(s?.person ?? '')} fick ett pass ${n.when(s?.from)}`,
  shiftCleared: (e, n) => `${n.person(e.person)} har inte längre sitt pass${quoted(e.reason)}`,
  availabilityAnswered: (e, n) => `${n.person(e.person)} ${e.available ? 'kan' : 'kan inte'} ta sitt pass${quoted(e.reason)}`,
  reliefGapFound: ({ gap }, n) => `Avlösningen saknar ${gap?.missing} från ${n.when(gap?.from)}`,
  reliefGapFilled: (e, n) => `Avlösningen är bemannad från ${n.when(e.from)}`,
  handoverDue: (e, n) => `${n.person(e.incoming)} avlöser snart`,
  handoverWritten: ({ handover: h }, n) => `${n.person(h?.outgoing ?? '')} lämnade över till ${n.person(h?.incoming ?? '')}`,
  handoverSigned: () => 'Överlämningen undertecknades av båda',
  reliefEnded: (e) => `Avlösningen upphörde${quoted(e.reason)}`,
  contactTested: (e, n) => `Ett kontaktprov går till ${n.person(e.person)}`,
  contactConfirmed: (e, n) => `${n.person(e.person)} svarade på kontaktprovet`,
  contactForgotten: (e, n) => `${n.person(e.person)} har en ny, oprövad adress`,
  dutyContactsChecked: (e) => `${e.lacking.length} av ${e.onDuty} med jour saknar två prövade kontaktvägar`,
  drillPlanned: (e, n) => `Larmövning planerades till ${n.when(e.at)}${quoted(e.reason)}`,
  drillStarted: () => 'En larmövning började',
  drillEnded: ({ outcome: o, ...e }) =>
    `Larmövningen ${e.cancelled ? 'ställdes in' : `är slut: ${o?.answered} av ${o?.called} svarade`}${quoted(e.reason)}`,
  postLost: ({ post }, n) => `Ledningsplatsen ${post?.name?.sv} är inte ansluten sedan ${n.when(post?.since)}`,
  postReturned: (e, n) => `Ledningsplatsen ${e.post} är ansluten igen, borta sedan ${n.when(e.since)}`,
  proofKeyAdopted: () => 'Loggen fick en ny nyckel för sina kontrollpunkter',
  secrecyMarked: (e) => `Dagbok ${e.number} sekretessmarkerades: ${e.provision}${quoted(e.reason)}`,
  secrecyLifted: (e) => `Dagbok ${e.number} är inte längre sekretessmarkerad${quoted(e.reason)}`,
  passkeyChanged: (e, n) =>
    `Passkey för ${n.person(e.holder)} ${['', 'får skapas', 'lades till', 'återkallades'][e.change]}`,
  decisionSigned: () => 'Beslutet undertecknades med passkey',
};

const decided = (n: Names, id: string): string => `Beslut nr ${n.of('decisions', id)?.number ?? 0}`;
