// Who is on duty, how long the people last, and times on Stockholm's wall clock.
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { Mode, type WorkspaceImage } from '../src/gen/ckl/v1/model_pb';
import { ReliefShiftSchema, ShiftState } from '../src/gen/ckl/v1/relief_pb';
import { dutiesAt, openSwaps, plansOf } from '../src/state/duty';
import { endurances, ownOf, relieving, stretchesOf } from '../src/state/relief';
import { ms, stamp } from '../src/state/time';
import { create } from '../src/wire/codec';
import { fromWall, toWall } from '../src/state/wall';
import { changeOfShift, handedOver, hour, overDays, rosterFrom } from './fake/staffing';
import { firstHalfHour, type Journal, opening, startTime } from './fake/world';

function imageOf(write: (journal: Journal) => void): WorkspaceImage {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt', en: 'Live' });
  firstHalfHour(journal);
  write(journal);
  const image = emptyImage();
  for (const entry of journal.entries) evolve(image, entry);
  return image;
}

const days = imageOf(overDays);

describe('who is on duty', () => {
  const at = (hours: number, image = days) => {
    const time = rosterFrom + hours * hour;
    const duty = dutiesAt(image, plansOf(image), time).find((one) => one.function === 'tib');
    const hours_ = (when: number | undefined) => when !== undefined && (when - rosterFrom) / hour;
    return {
      now: duty?.now.map((one) => [one.person, hours_(one.until)]),
      next: duty?.next.map((one) => [one.person, hours_(one.from)]),
      gaps: duty?.gaps.map((one) => [hours_(one.from), hours_(one.until)]),
    };
  };

  it('says who, until when, and who is next', () => {
    expect(at(10)).toMatchObject({ now: [['tib-1', 36]], next: [['two-roles', 36]] });
    expect(at(36)).toMatchObject({ now: [['two-roles', 72]], next: [['tib-1', 96]] });
  });

  it('finds the gaps of the next 14 days, the one under way from when it began, and where the roster ends', () => {
    expect(at(10).gaps).toEqual([[72, 96], [240, false]]);
    expect(at(80)).toEqual({ now: [], next: [['tib-1', 96]], gaps: [[72, 96], [240, false]] });
    expect(at(-24 * 8).gaps).toEqual([[72, 96]]);
  });

  it('lays changes over the plan: in somebody\u2019s place, over all, and nobody', () => {
    const change = (person: string, from: number, until: number, replaces = '') => imageOf((journal) => {
      overDays(journal);
      const value = { function: 'tib', person, replaces, from: stamp(rosterFrom + from * hour), until: stamp(rosterFrom + until * hour) };
      journal.add({ case: 'dutyChanged', value: { change: value } });
    });
    const over = change('stadsdirektor', 30, 80);
    expect(at(35, over)).toMatchObject({ now: [['stadsdirektor', 80]], gaps: [[80, 96], [240, false]] });
    const inPlace = change('stadsdirektor', 30, 80, 'tib-1');
    expect(at(35, inPlace).now).toEqual([['stadsdirektor', 36]]);
    expect(at(40, inPlace).now).toEqual([['two-roles', 72]]);
    expect(at(10, change('', 20, 30)).gaps).toEqual([[20, 30], [72, 96], [240, false]]);
  });

  it('says until when over turns that adjoin; who goes on is not the next', () => {
    const goesOn = imageOf((journal) => {
      overDays(journal);
      const value = { function: 'tib', person: 'tib-1', from: stamp(rosterFrom + 36 * hour), until: stamp(rosterFrom + 60 * hour) };
      journal.add({ case: 'dutyChanged', value: { change: value } });
    });
    expect(at(10, goesOn)).toMatchObject({ now: [['tib-1', 60]], next: [['two-roles', 60]] });
  });

  it('puts functions that always have somebody first, and lists who can have those without a roster', () => {
    const duties = dutiesAt(days, plansOf(days), rosterFrom);
    expect(duties.map((one) => [one.function, one.mandatory, one.byRoster])).toEqual([['tib', true, true], ['stab', false, false]]);
    expect(duties[1]?.persons).toEqual(['chief_of_staff-1', 'chief_of_staff-2']);
    expect(openSwaps(days).map((one) => one.id)).toEqual(['swap-1']);
  });
});

describe('how long the people last', () => {
  const begins = ms(days.reliefPlans[0]?.from) ?? 0;
  const row = (image: WorkspaceImage, at: number) => endurances(image, at).find((one) => one.position === 'CHIEF_OF_STAFF');

  it('is until the first shift that nobody has, and until the first that is not answered', () => {
    const found = row(days, begins);
    expect([found?.staffedUntil, found?.answeredUntil].map((at) => ((at ?? 0) - begins) / hour)).toEqual([23, 15.5]);
    expect(found).toMatchObject({ red: false, again: undefined });
    expect(row(days, begins + 12 * hour)?.red).toBe(true);
  });

  it('says when there are enough again', () => {
    const found = row(days, begins + 24 * hour);
    expect(found?.staffedUntil).toBe(begins + 24 * hour);
    expect(found?.again).toEqual({ from: begins + 30 * hour, until: begins + 45.5 * hour });
  });

  it('without a plan counts one shift from when they came, and puts who runs dry first at the top', () => {
    const rows = endurances(days, begins);
    expect(rows.map((one) => [one.position, one.plan?.id])).toEqual([
      ['SITUATION', undefined], ['COMMUNICATION', undefined], ['CHIEF_OF_STAFF', 'relief-1']]);
    const withoutPlan = imageOf(() => {});
    const arrives = startTime + 180_000 + 45_000 + 25 * 60_000;
    expect(row(withoutPlan, begins)?.staffedUntil).toBe(arrives + 8 * hour);
  });

  it('cuts the three days where there are enough, and where not', () => {
    const plan = days.reliefPlans[0] as WorkspaceImage['reliefPlans'][0];
    const parts = stretchesOf(plan, begins, begins + 32 * hour);
    expect(parts.map((one) => [(one.from - begins) / hour, (one.until - begins) / hour, one.there])).toEqual([
      [0, 23, 1], [23, 30, 0], [30, 32, 1]]);
  });
});

describe('what a person owes', () => {
  const plan = days.reliefPlans[0] as WorkspaceImage['reliefPlans'][0];
  const own = (image: WorkspaceImage, person: string) => {
    const { asked, write, sign } = ownOf(image, person, startTime);
    return [asked.map((one) => one.shift.id), write.map((one) => one.shift.id), sign.map((one) => one.id)];
  };

  it('is an answer, a handover to write and one to sign', () => {
    expect(own(days, 'chief_of_staff-3')).toEqual([['relief-1-3'], [], []]);
    expect(own(imageOf((journal) => { overDays(journal); changeOfShift(journal); }), 'chief_of_staff-1')).toEqual([
      ['relief-1-5'], ['relief-1-1'], []]);
    const handed = imageOf((journal) => { overDays(journal); changeOfShift(journal); handedOver(journal); });
    expect(own(handed, 'chief_of_staff-1')[1]).toEqual([]);
    expect(own(handed, 'chief_of_staff-2')[2]).toEqual(['handover-1']);
    expect(own(handed, '')).toEqual([[], [], []]);
  });

  it('goes to whoever relieves: the one who begins before the shift ends', () => {
    const next = (at: number) => relieving(plan, plan.shifts[at] as (typeof plan.shifts)[0])?.id;
    expect([next(0), next(1), next(2), next(4)]).toEqual(['relief-1-2', 'relief-1-3', undefined, 'relief-1-6']);
  });

  it('goes to somebody of one\u2019s own, as far as there are enough', () => {
    const from = [0, 5 / 60, 16 / 60, 11.5, 11.5 + 5 / 60, 11.5 + 16 / 60, 20 / 60];
    const shifts = from.map((at, place) => create(ReliefShiftSchema, {
      id: `relief-1-${place + 1}`, person: `p-${place}`, state: ShiftState.AVAILABLE,
      from: stamp(startTime + at * hour), until: stamp(startTime + (at + 12) * hour),
    }));
    const next = (at: number) => relieving({ ...plan, shifts }, shifts[at] as (typeof shifts)[0])?.person;
    expect([0, 1, 2, 3].map(next)).toEqual(['p-3', 'p-4', 'p-5', undefined]);
    expect(next(6)).toBe('p-5');  // with too few, one hears of two
  });
});

describe('the wall clock of Stockholm', () => {
  it('is read and written whatever the device is set to', () => {
    expect(toWall(Date.UTC(2026, 6, 1, 22, 30))).toBe('2026-07-02T00:30');
    expect(fromWall('2026-07-02T00:30')).toBe(Date.UTC(2026, 6, 1, 22, 30));
    expect(fromWall('2026-12-24T15:00')).toBe(Date.UTC(2026, 11, 24, 14));
    expect(fromWall('')).toBeUndefined();
  });

  it('means the first of the hour that comes twice, and the offset before the gap for the one that does not', () => {
    expect(fromWall('2026-10-25T02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(fromWall('2026-10-25T03:00')).toBe(Date.UTC(2026, 9, 25, 2));
    expect(fromWall('2026-03-29T02:30')).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(fromWall('2026-03-29T07:00')).toBe(Date.UTC(2026, 2, 29, 5));
    expect(fromWall('2026-03-29T01:59')).toBe(Date.UTC(2026, 2, 29, 0, 59));
  });
});
