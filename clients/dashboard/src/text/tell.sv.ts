// Händelseloggens meningar på svenska.
import { sv } from './sv';
import type { Teller } from './tell';

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
    `${n.person(e.person)} nekades: ${attempted[e.command] ?? e.command} (${e.rules.join(', ')})`,
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
  silenceNoted: (e, n) => `${n.person(e.person)} svarade inte i tid`,
  positionFilled: (e, n) => `${n.position(e.position)} är bemannad`,
  positionReopened: (e, n) => `${n.position(e.position)} söks igen`,
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
};

/** What was tried, by the name of the command. */
const attempted: Record<string, string> = {
  DeclareExtraordinary: 'förklara extraordinär händelse',
  StartCommittee: 'låta nämnden träda i funktion',
  ChangeLevel: 'ändra nivå',
  ConfirmLevel: 'bekräfta nivå',
  ChangeCklState: 'ändra central krisledning',
  ReportIncident: 'rapportera en händelse',
  RecordHindrance: 'anteckna förhinder',
  EndHindrance: 'avsluta förhinder',
  CloseIncident: 'avsluta en händelse',
  CloseObligation: 'fullgöra en skyldighet',
};
