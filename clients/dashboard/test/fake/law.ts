// A day under the law: every event of the committee, the alert and the organisation through time, after `declared`.
import { stamp } from '../../src/state/time';
import type { EventInit, Journal } from './world';

const incident = 'incident-1';
const day = 86_400_000;
const chair = { actor: { person: 'kn-ordf', capacity: 'KN_CHAIR', via: 'websocket' } };
const secretary = { actor: { person: 'records-1', capacity: 'REGISTRAR', via: 'websocket' } };

const entered = (id: string, body: number, reference: string, what: string, at: number): EventInit => ({
  case: 'externalDecisionEntered',
  value: { record: { id, body, reference, decided: stamp(at), what, state: 1 } },
});

function meeting(journal: Journal): void {
  const { time } = journal;
  const id = 'meeting-1';
  journal.add({ case: 'meetingCalled', value: { meeting: { id, number: 1, time: stamp(time + 3_600_000), place: 'Stadshuset' } } }, chair);
  journal.wait(3600);
  const seats = [{ person: 'kn-ordf' }, { person: 'kn-vice', remote: true }];
  journal.add({ case: 'meetingOpened', value: { meeting: id, presiding: 'kn-ordf', remoteAllowed: true, present: seats } }, chair);
  journal.add({ case: 'attendanceChanged', value: { meeting: id, seat: { person: 'kn-vice' }, present: true } }, chair);
  journal.add({ case: 'attendanceChanged', value: { meeting: id, seat: { person: 'records-1' }, present: true } }, chair);
  journal.add({ case: 'attendanceChanged', value: { meeting: id, seat: { person: 'records-1' }, present: false } }, chair);
  for (const [number, adopted] of [[1, true], [2, false], [3, true]] as const) {
    journal.add({ case: 'decisionMade', value: { decision: {
      id: `decision-${number}`, number, body: number === 3 ? 2 : 1, person: 'kn-ordf', capacity: 'KN_CHAIR', incident, meeting: id,
      matter: { kind: 2, title: 'Ta över socialtjänsten på Norrmalm', scope: { unit: 'sdn-norrmalm' } },
      adopted, state: adopted ? 1 : 2, decided: stamp(journal.time), registered: stamp(journal.time),
    } } }, chair);
  }
  journal.add({ case: 'decisionEnded', value: { decision: 'decision-3', state: 6, reason: 'behövs inte' } }, chair);
  journal.add({ case: 'urgentDecisionsNoted', value: { meeting: id, decisions: ['decision-3'] } }, chair);
  journal.add({ case: 'meetingClosed', value: { meeting: id } }, chair);
  journal.add({ case: 'minutesRecorded', value: { meeting: id, step: 1, done: stamp(journal.time), reference: 'KN 2017:1' } }, secretary);
  journal.add({ case: 'minutesRecorded', value: { meeting: id, step: 2, done: stamp(journal.time + 60_000) } }, secretary);
}

function takeovers(journal: Journal): void {
  const at = stamp(journal.time);
  const one = (id: string, scope: object) =>
    journal.add({ case: 'takeoverEntered', value: { takeover: {
      id, incident, scope, decision: 'decision-1', since: at, review: stamp(journal.time + 3 * day), state: 1, handback: {},
    } } }, chair);
  const proposed = (id: string): EventInit => ({ case: 'takeoverProposed', value: { takeover: {
    id, incident, scope: { unit: 'slk', parts: ['löner', 'it'] }, since: at, state: 3, handback: {},
  }, title: 'Ta över', text: 'Nämnden tar över' } });
  journal.add(proposed('takeover-4'), secretary);
  journal.add(proposed('takeover-5'), secretary);
  journal.add({ case: 'takeoverProposalDropped', value: { takeover: 'takeover-5', reason: 'behövs inte' } }, secretary);
  one('takeover-4', { unit: 'slk', parts: ['löner', 'it'] });
  journal.add({ case: 'takeoverReturned', value: { takeover: 'takeover-4', parts: ['it'], decision: 'decision-1', handback: { staff: 'alla' }, reason: 'klart' } }, chair);
  journal.add({ case: 'handbackAcknowledged', value: { takeover: 'takeover-4', text: 'it mottaget' } }, secretary);
  one('takeover-1', { unit: 'sdn-norrmalm', parts: ['socialtjänst', 'krisstöd'] });
  one('takeover-2', { unit: 'slk', whole: true });
  one('takeover-3', { unit: 'ks', whole: true });
  journal.add({ case: 'takeoverExtended', value: {
    takeover: 'takeover-2', decision: 'decision-1',
    review: stamp(journal.time + 6 * day), validUntil: stamp(journal.time + 9 * day),
  } }, chair);
  journal.add({ case: 'takeoverReturned', value: { takeover: 'takeover-3', handback: { staff: 'alla' }, reason: 'klart' } }, chair);
  journal.add({ case: 'handbackAcknowledged', value: { takeover: 'takeover-3', text: 'mottaget' } }, secretary);
  journal.add({ case: 'warningRequested', value: { warning: { incident, place: 'City', danger: 'Rök', action: 'Gå inomhus', time: 'Nu' } } });
  journal.add({ case: 'contributionRequested', value: { contribution: { id: 'contribution-1', incident, unit: 'slk', request: 'bussar', requested: at } } }, chair);
  journal.add({ case: 'contributionAnswered', value: { contribution: 'contribution-1', agreed: true, text: 'tio bussar' } });
  journal.add({ case: 'notExtraordinaryAssessed', value: { incident: 'incident-2', reason: 'ordinarie resurser räcker' } }, chair);
  const oral = (id: string, wording: string): EventInit => ({
    case: 'oralDecisionRecorded',
    value: { oral: { id, speaker: 'kn-ordf', registrar: 'records-1', capacity: 'KN_CHAIR', incident, wording, heard: at, state: 1 } },
  });
  journal.add(oral('oral-1', 'Öppna idrottshallarna'), secretary);
  journal.add(oral('oral-2', 'Stäng skolorna i innerstaden i morgon'), secretary);
  journal.add({ case: 'oralDecisionSettled', value: { oral: 'oral-1', state: 2, reason: '' } }, chair);
  for (const id of ['council-1', 'council-2']) {
    journal.add({ case: 'councilMeetingRegistered', value: { meeting: { id, time: stamp(journal.time + 10 * day) } } }, secretary);
  }
  journal.add({ case: 'councilMeetingCancelled', value: { meeting: 'council-2', reason: 'påsk' } }, secretary);
  journal.add({ case: 'councilReportMade', value: { meeting: 'council-1', decisions: ['decision-1'], reference: 'KF 2017:9' } }, secretary);
}

function alert(journal: Journal): void {
  const decided = stamp(journal.time);
  const raised = { reference: 'Fö2017/1', decided, from: decided, areas: ['SE'], record: 'record-1' };
  journal.add(entered('record-1', 6, 'Fö2017/1', 'AlertChanged', journal.time), secretary);
  journal.add({ case: 'alertChanged', value: { ...raised, grade: 2, inArea: true } }, secretary);
  journal.add(entered('record-2', 6, 'Fö2017/2', 'ReadinessAlarmChanged', journal.time), secretary);
  journal.add({ case: 'readinessAlarmChanged', value: { sounding: true, reference: 'Fö2017/2', record: 'record-2' } }, secretary);
  journal.add({ case: 'externalDecisionSettled', value: { record: 'record-2', state: 2, reason: '' } }, chair);
  const law = { on: true, cause: 2, sections: ['7 §'], since: decided, reference: 'Fö2017/2' };
  journal.machine('timer', { case: 'wartimeLawChanged', value: { law, reason: 'Beredskapslarm', record: 'record-2' } });
  for (const id of ['assignment-1', 'assignment-2']) {
    const until = id === 'assignment-2' ? stamp(journal.time - day) : undefined;
    journal.add({ case: 'tasksAssigned', value: { assignment: { id, task: 'Skolskjuts', from: 'sdn-norrmalm', to: 'ks', since: decided, until }, record: 'record-1' } }, secretary);
    journal.add({ case: 'assignmentEnded', value: { assignment: id, reason: 'klart' } }, secretary);
  }
}

function organisation(journal: Journal): void {
  const at = stamp(journal.time);
  journal.add({ case: 'participantJoined', value: { incident, unit: 'slk', text: 'personal' } });
  journal.add({ case: 'participantJoined', value: { incident, unit: 'slk', text: 'igen' } });
  journal.add({ case: 'factRecorded', value: { fact: { id: 'fact-1', incident, kind: 2, unit: 'slk', serious: true, text: 'register spritt', known: at, by: 'tib-1' } } });
  const support = { id: incident, district: 'sdn-norrmalm', responsible: 'slk', since: at };
  journal.machine('timer', { case: 'crisisSupportRouted', value: { support } });
  journal.add({ case: 'crisisSupportOffered', value: { incident, to: 'sdn-norrmalm' } });
  journal.wait(60);
  journal.add({ case: 'crisisSupportAccepted', value: { incident, unit: 'sdn-norrmalm' } });
  const until = stamp(journal.time + day);
  journal.add({ case: 'delegationGranted', value: { delegation: { id: 'delegation-1', person: 'kn-vice', role: 'KN_CHAIR', unit: 'kn', from: at, until } } }, chair);
  journal.add({ case: 'delegationEnded', value: { delegation: 'delegation-1', reason: 'tillbaka' } }, chair);
  journal.add({ case: 'exerciseRecorded', value: { exercise: { id: 'exercise-1', units: ['slk'], kind: 'Seminarium', held: at } } });
  journal.add({ case: 'readinessRecorded', value: { readiness: { id: 'slk' } } });
  journal.machine('timer', { case: 'monthlySummaryMade', value: { summary: { month: '2017-04' } } });
  journal.machine('timer', { case: 'readinessYearBegan', value: { year: 2018 } });
  journal.machine('timer', { case: 'mandatePeriodBegan', value: { period: '2018-10-15' } });
}

function successions(journal: Journal): void {
  const due = stamp(journal.time + day);
  const duty = (id: string): EventInit => ({
    case: 'obligationOpened',
    value: { obligation: { id, rule: 'O12', owedByUnit: 'sdn-norrmalm', what: { sv: 'Utvärdera', en: 'Evaluate' }, opened: due, due, state: 1, remindAt: [due, due] } },
  });
  journal.machine('timer', duty('obligation-7'));
  journal.machine('timer', { case: 'obligationOverdue', value: { obligation: 'obligation-7' } });
  journal.add({ case: 'obligationDated', value: { obligation: 'obligation-7', due, remindAt: [due, due, due] } });
  journal.machine('timer', { case: 'obligationReminded', value: { obligation: 'obligation-7' } });
  journal.machine('timer', { case: 'unitSucceeded', value: { unit: 'sdn-norrmalm', successor: 'slk' } });
  journal.machine('timer', { case: 'unitSucceeded', value: { unit: 'slk', successor: 'ks' } });
  journal.add({ case: 'successionSettled', value: { unit: 'slk', successor: 'ks', reason: 'KF 2017:12' } }, chair);
  journal.machine('configuration', { case: 'boundariesAdopted', value: { sourceHash: 'xyz' } });
}

function rosters(journal: Journal): void {
  const from = stamp(journal.time + day);
  const until = stamp(journal.time + 2 * day);
  const duty = { function: 'tib', from, until };
  journal.add({ case: 'rosterAdopted', value: { function: 'tib', until } });
  journal.add({ case: 'swapProposed', value: { swap: { function: 'tib', giver: 'tib-1', taker: 'records-1', from } } });
  journal.add({ case: 'swapSettled', value: { swap: 'swap-1', state: 2 } });
  journal.add({ case: 'dutyChanged', value: { change: { ...duty, person: 'records-1' } } });
  journal.add({ case: 'dutyChanged', value: { change: duty } });
  journal.machine('timer', { case: 'dutyGapFound', value: { function: 'tib', from } });
  journal.machine('timer', { case: 'dutyGapFilled', value: { function: 'tib', from } });
}

// A plan, a shift changed, a gap, and a handover.
function relief(journal: Journal): void {
  const from = stamp(journal.time + day);
  const at = { person: 'records-1' };
  journal.machine('timer', { case: 'reliefProposed', value: { plan: { position: 'STAFF' } } });
  journal.add({ case: 'shiftAssigned', value: { shift: { ...at, from } } });
  journal.add({ case: 'availabilityAnswered', value: { ...at, available: true } });
  journal.add({ case: 'availabilityAnswered', value: { ...at, reason: 'Bortrest' } });
  journal.add({ case: 'shiftCleared', value: { ...at, reason: 'Behövs inte' } });
  journal.machine('timer', { case: 'reliefGapFound', value: { gap: { from, missing: 1 } } });
  journal.machine('timer', { case: 'reliefGapFilled', value: { from } });
  journal.machine('timer', { case: 'handoverDue', value: { incoming: 'tib-1' } });
  journal.add({ case: 'handoverWritten', value: { handover: { outgoing: 'records-1', incoming: 'tib-1' } } });
  journal.add({ case: 'handoverSigned', value: {} });
  journal.add({ case: 'reliefEnded', value: { reason: 'Klart' } });
}

// Ways that are tested, a day's check, and drills.
function trials(journal: Journal): void {
  const to = { person: 'tib-1' };
  journal.add({ case: 'contactTested', value: to });
  journal.machine('link', { case: 'contactConfirmed', value: to });
  journal.machine('configuration', { case: 'contactForgotten', value: to });
  journal.machine('timer', { case: 'dutyContactsChecked', value: { onDuty: 2, lacking: ['tib-1'] } });
  journal.machine('timer', { case: 'drillPlanned', value: { at: stamp(journal.time + day), reason: 'Skarpt larm pågår' } });
  journal.machine('timer', { case: 'drillStarted', value: {} });
  journal.machine('timer', { case: 'drillEnded', value: { outcome: { called: 7, answered: 5 } } });
  journal.add({ case: 'drillEnded', value: { cancelled: true, reason: 'Semester' } });
}

// What may be shown of the log.
function disclosure(journal: Journal): void {
  journal.machine('configuration', { case: 'proofKeyAdopted', value: { key: 'ckl/x+00000000+AAAA' } });
  const since = stamp(journal.time);
  journal.machine('posts', { case: 'postLost', value: { post: { id: 'reserv', name: { sv: 'Reservplatsen', en: 'Reserve' }, since } } });
  journal.machine('posts', { case: 'postReturned', value: { post: 'reserv', since } });
  journal.add({ case: 'secrecyMarked', value: { number: 1, provision: '21 kap. 1 § OSL', reason: 'hälsa' } });
  journal.add({ case: 'secrecyLifted', value: { number: 1, reason: 'prövad' } });
}

// Two texts that no machine may read; one is settled, one waits.
function texts(journal: Journal): void {
  for (const id of ['unclear-1', 'unclear-2']) {
    journal.machine('sms', { case: 'answerUnclear', value: { answer: { id, raw: 'kanske', reason: 'NO_CALL', via: 'sms', received: stamp(journal.time) } } });
  }
  journal.add({ case: 'answerSettled', value: { unclear: 'unclear-1', dismissed: true, reason: 'fel nummer' } }, secretary);
}

// A key is made, used, and revoked.
function keys(journal: Journal): void {
  for (const change of [1, 2, 3]) journal.add({ case: 'passkeyChanged', value: { holder: 'kn-ordf', change } }, secretary);
  journal.add({ case: 'decisionSigned', value: { key: 'ab12cd34'.repeat(8) } }, chair);
}

// Somebody is away, another offers, word is sent, and the alarm is recalled.
function staffing(journal: Journal): void {
  const absence = { person: 'records-1', kind: 2, until: stamp(journal.time + day) };
  journal.add({ case: 'absenceNoted', value: { absence } });
  const at = { callout: 'callout-1', position: 'STAFF' };
  journal.add({ case: 'personPassedOver', value: { ...at, person: 'records-1', reason: 'RESTING' } });
  journal.add({ case: 'personTakenIn', value: { ...at, person: 'tib-1' } });
  journal.add({ case: 'wordSent', value: { text: 'Samling', persons: 2 } });
  journal.add({ case: 'calloutRecalled', value: { callout: 'callout-1', reason: 'Falskt larm' } });
  journal.machine('timer', { case: 'absenceEnded', value: { person: 'records-1' } });
  journal.machine('delivery', { case: 'gatewayLost', value: { gateway: { id: 'kannel-1' } } });
  journal.add({ case: 'gatewayPinned', value: { pin: { id: 'sms', gateway: 'kannel-2', reason: 'Prov' } } });
  journal.add({ case: 'gatewayReleased', value: { kind: 'sms', reason: 'Klart' } });
  journal.machine('delivery', { case: 'gatewayRecovered', value: { gateway: 'kannel-1' } });
}

export function underTheLaw(journal: Journal): void {
  meeting(journal);
  takeovers(journal);
  alert(journal);
  organisation(journal);
  successions(journal);
  texts(journal);
  rosters(journal);
  relief(journal);
  trials(journal);
  disclosure(journal);
  staffing(journal);
  keys(journal);
}
