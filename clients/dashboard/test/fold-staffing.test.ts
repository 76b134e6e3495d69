// The fold of relief, duty and absence, as server/domain/evolve_{relief,roster,callout}.cpp have it.
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { byId, find } from '../src/fold/lists';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { Mode, type WorkspaceImage, WorkspaceImageSchema } from '../src/gen/ckl/v1/model_pb';
import { reachOf } from '../src/state/contacts';
import { ms, stamp } from '../src/state/time';
import { clone, fromBinary, toBinary } from '../src/wire/codec';
import { changeOfShift, handedOver, hour, overDays, rosterFrom } from './fake/staffing';
import { firstHalfHour, type Journal, opening } from './fake/world';

function written(write: (journal: Journal) => void): Journal {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Prov', en: 'Test' });
  firstHalfHour(journal);
  overDays(journal);
  write(journal);
  return journal;
}

function folded({ entries }: Journal): WorkspaceImage {
  const image = emptyImage();
  for (const entry of entries) evolve(image, entry);
  return image;
}

const imageOf = (write: (journal: Journal) => void = () => {}): WorkspaceImage => folded(written(write));

const shiftsOf = (image: WorkspaceImage) => image.reliefPlans[0]?.shifts ?? [];

function wholeDay(journal: Journal): void {
  changeOfShift(journal);
  handedOver(journal);
  journal.add({ case: 'handoverSigned', value: { handover: 'handover-1' } });
  journal.add({ case: 'dutyChanged', value: { change: { function: 'tib', person: 'two-roles', from: stamp(journal.time), until: stamp(journal.time + hour) } } });
  journal.add({ case: 'calloutRecalled', value: { callout: 'callout-1', reason: 'Falskt larm' } });
}

describe('the fold', () => {
  it('gives the same image from every point on the way, through the wire, and leaves the entries as they were', () => {
    const journal = written(wholeDay);
    const { entries } = journal;
    const whole = folded(journal);
    const image = emptyImage();
    for (const entry of entries) {
      const before = clone(JournalEntrySchema, entry);
      evolve(image, entry);
      const resumed = fromBinary(WorkspaceImageSchema, toBinary(WorkspaceImageSchema, image));
      for (const later of entries) evolve(resumed, fromBinary(JournalEntrySchema, toBinary(JournalEntrySchema, later)));
      expect(resumed, `after ${entry.sequence}`).toEqual(whole);
      expect(entry).toEqual(before);
    }
  }, 30_000);
});

describe('a relief plan', () => {
  it('is kept, and replaced by the one proposed anew', () => {
    const image = imageOf((journal) => {
      journal.machine('timer', { case: 'reliefProposed', value: { plan: { id: 'relief-1', position: 'CHIEF_OF_STAFF', wanted: 2 } } });
    });
    expect(image.reliefPlans).toMatchObject([{ id: 'relief-1', wanted: 2, shifts: [] }]);
  });

  it('gives a shift to somebody, and puts a new one in its place by time', () => {
    const image = imageOf((journal) => {
      const [from, until] = [stamp(journal.time + 22.5 * hour), stamp(journal.time + 30.5 * hour)];
      journal.add({ case: 'shiftAssigned', value: { plan: 'relief-1', shift: { id: 'relief-1-4', person: 'situation-1', from, until, state: 2 } } });
      journal.add({ case: 'shiftAssigned', value: {
        plan: 'relief-1', shift: { id: 'relief-1-7', person: 'liaison-1', from: stamp(journal.time + hour), until: stamp(journal.time + 2 * hour), state: 2 },
      } });
    });
    expect(shiftsOf(image).map((one) => [one.id, one.person])).toEqual([
      ['relief-1-1', 'chief_of_staff-1'], ['relief-1-7', 'liaison-1'], ['relief-1-2', 'chief_of_staff-2'],
      ['relief-1-3', 'chief_of_staff-3'], ['relief-1-4', 'situation-1'], ['relief-1-5', 'chief_of_staff-1'],
      ['relief-1-6', 'chief_of_staff-2']]);
  });

  it('takes a yes, and leaves the shift open after a no', () => {
    const image = imageOf((journal) => {
      journal.add({ case: 'availabilityAnswered', value: { shift: 'relief-1-3', person: 'chief_of_staff-3', available: true } });
      journal.add({ case: 'availabilityAnswered', value: { shift: 'relief-1-5', person: 'chief_of_staff-1', available: false } });
      journal.add({ case: 'shiftCleared', value: { shift: 'relief-1-6', person: 'chief_of_staff-2' } });
    });
    expect(shiftsOf(image).slice(2).map((one) => [one.person, one.state, one.declined.at(-1), one.overrideReason])).toEqual([
      ['chief_of_staff-3', 3, undefined, ''], ['', 4, 'chief_of_staff-4', ''], ['', 4, 'chief_of_staff-1', ''], ['', 4, undefined, '']]);
  });

  it('is handed over with two signatures, and ends', () => {
    const due = imageOf(changeOfShift);
    expect(shiftsOf(due).map((one) => one.changedOver)).toEqual([true, false, false, false, false, false]);
    const image = imageOf((journal) => {
      wholeDay(journal);
      journal.add({ case: 'reliefEnded', value: { plan: 'relief-1', reason: 'Klart' } });
    });
    expect(image.handovers).toMatchObject([{ outgoing: 'chief_of_staff-1', note: { picture: 'Två kvarter är avspärrade.' } }]);
    expect(image.handovers[0]?.signedOff).toBeDefined();
    expect(image.reliefPlans[0]?.ended).toBe(true);
  });
});

describe('a way to a person', () => {
  const test = (journal: Journal, message: string, channel: string): void => {
    journal.add({ case: 'contactTested', value: { message, person: 'situation-1', channel } });
  };
  const pathsOf = (image: WorkspaceImage) => image.contactTests.filter(({ id }) => id === 'situation-1').flatMap(({ id, paths }) =>
    paths.map((one) => [id, one.channel, one.message, one.good !== undefined]));

  it('is proved by the answer to its last test, and by nothing else', () => {
    const image = imageOf((journal) => {
      test(journal, 'message-901', 'sms');
      test(journal, 'message-902', 'sms');
      test(journal, 'message-903', 'mail');
      journal.add({ case: 'contactConfirmed', value: { message: 'message-901', person: 'situation-1' } });
      journal.add({ case: 'contactConfirmed', value: { message: 'message-903', person: 'situation-1' } });
    });
    expect(pathsOf(image)).toEqual([['situation-1', 'sms', 'message-902', false], ['situation-1', 'mail', 'message-903', true]]);
    expect(image.messages.find(({ id }) => id === 'message-902')).toMatchObject({ purpose: 4, ladder: [{ channel: 'sms' }], settled: false });
  });

  it('is forgotten when its address is another', () => {
    const image = imageOf((journal) => {
      test(journal, 'message-901', 'sms');
      test(journal, 'message-902', 'mail');
      journal.add({ case: 'contactForgotten', value: { person: 'situation-1', channel: 'sms' } });
    });
    expect(pathsOf(image)).toEqual([['situation-1', 'mail', 'message-902', false]]);
    const none = imageOf((journal) => {
      test(journal, 'message-901', 'sms');
      journal.add({ case: 'contactForgotten', value: { person: 'situation-1', channel: 'sms' } });
    });
    expect(pathsOf(none)).toEqual([]);
    expect(none.contactTests.some(({ id }) => id === 'situation-1')).toBe(false);
  });

  it('counts while the city says that a good test counts, and while it is in the ladder', () => {
    const image = imageOf((journal) => {
      test(journal, 'message-901', 'sms');
      journal.add({ case: 'contactConfirmed', value: { message: 'message-901', person: 'situation-1' } });
    });
    const person = image.organisation?.persons.find(({ id }) => id === 'situation-1');
    if (!person || !image.settings) throw new Error('the small world has them');
    person.ladder = [{ channel: 'sms', contact: 0 }] as typeof person.ladder;
    const at = ms(find(image.contactTests, byId, 'situation-1')?.paths[0]?.good) ?? 0;
    image.settings.contactGoodForSeconds = 60;
    expect(reachOf(image, 'situation-1', at + 59_999)).toEqual({ proved: 1, last: at });
    expect(reachOf(image, 'situation-1', at + 60_000)).toEqual({ proved: 0, last: at });
    image.settings.contactGoodForSeconds = 0;
    expect(reachOf(image, 'situation-1', at + 1e12)).toMatchObject({ proved: 1 });
    person.ladder = [];
    expect(reachOf(image, 'situation-1', at)).toEqual({ proved: 0 });
  });
});

describe('a roster', () => {
  const spansOf = (image: WorkspaceImage) => image.rosters[0]?.spans.map((one) => [
    one.person, ((ms(one.from) ?? 0) - rosterFrom) / hour, ((ms(one.until) ?? 0) - rosterFrom) / hour]);

  it('is kept as it was adopted', () => {
    expect(imageOf().rosters).toMatchObject([{ id: 'tib', source: 'tib.ics' }]);
    expect(spansOf(imageOf())).toEqual([['tib-1', 0, 36], ['two-roles', 36, 72], ['tib-1', 96, 240]]);
  });

  it('is laid over from when a later one was adopted: what was is not rewritten, and what lies after stays', () => {
    const image = imageOf((journal) => {
      journal.time = rosterFrom + 40 * hour;
      const at = (hours: number) => stamp(rosterFrom + hours * hour);
      journal.add({ case: 'rosterAdopted', value: {
        function: 'tib', source: 'ny.ics', from: at(10), until: at(100), spans: [{ person: 'stadsdirektor', from: at(20), until: at(90) }],
      } });
    });
    expect(spansOf(image)).toEqual([['tib-1', 0, 36], ['two-roles', 36, 40], ['stadsdirektor', 40, 90], ['tib-1', 100, 240]]);
    expect(image.rosters[0]).toMatchObject({ source: 'ny.ics', from: stamp(rosterFrom), until: stamp(rosterFrom + 240 * hour) });
  });

  it('forgets what ended more than 400 days ago', () => {
    const image = imageOf((journal) => {
      journal.time = rosterFrom + (400 * 24 + 50) * hour;
      const at = stamp(journal.time);
      journal.add({ case: 'rosterAdopted', value: { function: 'tib', source: 'ny.ics', from: at, until: at } });
    });
    expect(spansOf(image)).toEqual([['two-roles', 36, 72], ['tib-1', 96, 240]]);
    expect(image.rosters[0]?.from).toMatchObject(stamp(rosterFrom + 50 * hour));
  });

  it('keeps its changes, and the swaps with their end', () => {
    const image = imageOf((journal) => {
      journal.add({ case: 'dutyChanged', value: { change: { function: 'tib', person: 'two-roles', replaces: 'tib-1' } } });
      journal.add({ case: 'swapSettled', value: { swap: 'swap-1', state: 2 } });
    });
    expect(image.rosters[0]?.changes).toMatchObject([{ person: 'two-roles', replaces: 'tib-1' }]);
    expect(image.swaps).toMatchObject([{ id: 'swap-1', giver: 'two-roles', taker: 'tib-1', state: 2 }]);
  });
});

describe('those who are called', () => {
  it('keeps one absence for each person until it ends', () => {
    const image = imageOf((journal) => {
      journal.add({ case: 'absenceNoted', value: { absence: { person: 'situation-4', kind: 3 } } });
      journal.add({ case: 'absenceNoted', value: { absence: { person: 'liaison-1', kind: 1 } } });
    });
    expect(image.absences.map((one) => [one.person, one.kind])).toEqual([['liaison-1', 1], ['situation-4', 3]]);
    const ended = imageOf((journal) => journal.machine('timer', { case: 'absenceEnded', value: { person: 'situation-4' } }));
    expect(ended.absences).toEqual([]);
  });

  it('keeps when somebody was taken in, and why all was recalled', () => {
    const image = imageOf((journal) => {
      journal.add({ case: 'personTakenIn', value: { callout: 'callout-1', position: 'CHIEF_OF_STAFF', person: 'chief_of_staff-3' } });
      journal.add({ case: 'calloutRecalled', value: { callout: 'callout-1', reason: 'Falskt larm' } });
    });
    const calls = image.callouts[0]?.positions[0]?.calls ?? [];
    expect(calls.find((one) => one.person === 'chief_of_staff-3')).toMatchObject({ state: 2, takenIn: image.time });
    expect(image.callouts[0]?.recalled).toBe('Falskt larm');
  });
});
