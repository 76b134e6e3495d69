// The days after the first half hour: rosters with a gap, a swap, an absence, and a relief plan with a handover.
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ReliefPlanSchema } from '../../src/gen/ckl/v1/relief_pb';
import { stamp } from '../../src/state/time';
import { call, type Journal } from './world';

export const hour = 3_600_000;

/** 6 April 2017 at 08:00 in Stockholm: the day before the incident. */
export const rosterFrom = Date.UTC(2017, 3, 6, 6);

const span = (person: string, fromHour: number, untilHour: number) => ({
  person, from: stamp(rosterFrom + fromHour * hour), until: stamp(rosterFrom + untilHour * hour),
});

export function rosters(journal: Journal): void {
  const [from, until] = [stamp(rosterFrom), stamp(rosterFrom + 240 * hour)];
  journal.add({ case: 'rosterAdopted', value: {
    function: 'tib', source: 'tib.ics', from, until,
    // Nobody from the third day to the fourth, and nobody after the tenth.
    spans: [span('tib-1', 0, 36), span('two-roles', 36, 72), span('tib-1', 96, 240)],
  } });
  // Both ways to the one who has it now are known to work, and one to the next.
  for (const [at, [person, channel]] of [['tib-1', 'sms'], ['tib-1', 'mail'], ['two-roles', 'sms']].entries()) {
    journal.add({ case: 'contactTested', value: { message: `message-${801 + at}`, person, channel } });
    journal.add({ case: 'contactConfirmed', value: { message: `message-${801 + at}`, person } });
  }
  const duty = { function: 'tib', from: span('', 40, 72).from, until: span('', 40, 72).until };
  journal.add({ case: 'swapProposed', value: { swap: { id: 'swap-1', giver: 'two-roles', taker: 'tib-1', reason: 'Tandläkare', state: 1, ...duty } } });
  journal.add({ case: 'absenceNoted', value: {
    absence: { person: 'situation-4', kind: 2, since: stamp(journal.time), until: stamp(journal.time + 6 * hour), reason: 'Nattpass', notedBy: 'tib-1' },
  } });
}

/** Shifts of eight hours that overlap by half an hour, from when the plan begins. */
export function reliefPlan(begins: number): MessageInitShape<typeof ReliefPlanSchema> {
  const persons = ['chief_of_staff-1', 'chief_of_staff-2', 'chief_of_staff-3', '', 'chief_of_staff-1', 'chief_of_staff-2'];
  const states = [1, 3, 2, 4, 2, 2];
  const shifts = persons.map((person, at) => ({
    id: `relief-1-${at + 1}`,
    person,
    from: stamp(begins + at * 7.5 * hour),
    until: stamp(begins + (at * 7.5 + 8) * hour),
    state: states[at],
    declined: person ? [] : ['chief_of_staff-4'],
    overrideReason: at === 4 ? 'Ingen annan är utvilad' : '',
  }));
  return {
    id: 'relief-1', incident: 'incident-1', callout: 'callout-1', position: 'CHIEF_OF_STAFF', wanted: 1,
    from: stamp(begins), until: stamp(begins + 72 * hour), shifts,
  };
}

export function relief(journal: Journal): void {
  journal.machine('timer', { case: 'reliefProposed', value: { plan: reliefPlan(journal.time) } });
}

/** Half an hour before the first shift ends: whoever leaves is to hand over. */
export function changeOfShift(journal: Journal): void {
  journal.wait(7.5 * 3600);
  journal.machine('timer', { case: 'handoverDue', value: { shift: 'relief-1-1', incoming: 'chief_of_staff-2' } });
}

export function handedOver(journal: Journal): void {
  journal.add({ case: 'handoverWritten', value: { handover: {
    id: 'handover-1', shift: 'relief-1-1', outgoing: 'chief_of_staff-1', incoming: 'chief_of_staff-2', written: stamp(journal.time),
    note: { picture: 'Två kvarter är avspärrade.', promises: 'Läget till länsstyrelsen kl. 21' },
  } } }, { actor: { person: 'chief_of_staff-1', via: 'websocket' } });
}

/** Somebody says yes when the place is filled. */
export function spare(journal: Journal): void {
  call(journal, 'CHIEF_OF_STAFF', 'chief_of_staff-3');
  journal.add({ case: 'answerRecorded', value: {
    callout: 'callout-1', position: 'CHIEF_OF_STAFF', person: 'chief_of_staff-3', answer: 1, state: 8, via: 'link',
  } });
}

export function overDays(journal: Journal): void {
  spare(journal);
  rosters(journal);
  relief(journal);
}
