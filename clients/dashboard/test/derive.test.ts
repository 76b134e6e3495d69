// What the screens read out of an image.
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { CallState, EscalationLevel, IncidentKind, Mode } from '../src/gen/ckl/v1/model_pb';
import * as derive from '../src/state/derive';
import { dayKey, hhmm, ms, span, stamp } from '../src/state/time';
import { declared, firstHalfHour, Journal, opening, startTime } from './fake/world';

function imageOf(write: (journal: Journal) => void) {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt', en: 'Live' });
  write(journal);
  const image = emptyImage();
  for (const entry of journal.entries) evolve(image, entry);
  return image;
}

const halfHour = imageOf(firstHalfHour);
const callout = halfHour.callouts[0] as (typeof halfHour.callouts)[0];

describe('the posture', () => {
  it('is normal without open incidents', () => {
    expect(derive.headline(imageOf(() => {})).level).toBe(EscalationLevel.NONE);
  });

  it('is the highest level among them, marked while only provisional', () => {
    const headline = derive.headline(halfHour);
    expect(headline).toMatchObject({ level: EscalationLevel.SERIOUS, provisional: true });
    expect(headline.since).toBe(startTime + 180_000);
  });

  it('is not marked when a firm incident holds the same level', () => {
    const image = imageOf((journal) => {
      firstHalfHour(journal);
      journal.add({ case: 'incidentReported', value: { incident: 'incident-2', number: 2 } });
      journal.add({ case: 'levelChanged', value: { incident: 'incident-2', to: EscalationLevel.SERIOUS } });
    });
    expect(derive.headline(image).provisional).toBe(false);
  });

  it('sorts the incidents by level, then the newest first', () => {
    const open = derive.openIncidents(imageOf((journal) => {
      firstHalfHour(journal);
      declared(journal);
    }));
    expect(open.map((one) => one.number)).toEqual([1, 2]);
  });
});

describe('a call-out', () => {
  it('is manned by those who are coming, and no position makes up for another', () => {
    expect(derive.staffing(callout)).toEqual({ coming: 3, wanted: 8 });
    const over = structuredClone({ ...callout });
    const chief = over.positions.find((one) => one.plan?.position === 'CHIEF_OF_STAFF');
    for (const call of chief?.calls ?? []) call.state = CallState.COMING;
    expect(derive.staffing(over).coming).toBe(3);
  });

  it('still has those to ask whom a deputy went ahead of', () => {
    const position = structuredClone({ ...callout.positions[0]! });
    const pool = position.plan?.waves.flatMap((wave) => wave.persons) ?? [];
    const [first, last] = [pool[0]!, pool.at(-1)!];
    position.calls = [first, last].map((person) => ({ ...callout.positions[0]!.calls[0]!, person }));
    position.nextCandidate = pool.length;
    expect(pool.length).toBeGreaterThan(2);
    expect(derive.poolLeft(position)).toBe(pool.length - 2);
  });

  it('shows the positions that lack the most first', () => {
    const order = derive.positionsByNeed(callout).map((one) => one.plan?.position);
    expect(order.at(-1)).toBe('CHIEF_OF_STAFF');
  });

  it('counts persons who have the message for certain: a receipt or an answer', () => {
    const reach = derive.reach(halfHour, callout);
    expect(reach.called).toBe(15);
    expect(reach.coming).toBe(3);
    expect(reach.got + reach.handedOver).toBeLessThanOrEqual(reach.called);
    expect(reach.unreachable).toBe(1);
  });

  it('tells how many are called at once: all of a parallel wave, else as many as are wanted', () => {
    const plan = derive.defaultPlan(halfHour);
    expect(plan && derive.planNumbers(halfHour, plan)).toEqual({
      first: 12,
      wanted: 8,
      channels: ['mail', 'sms'],
    });
    const serial = structuredClone(plan) as NonNullable<typeof plan>;
    for (const position of serial.positions) for (const wave of position.waves) wave.parallel = false;
    expect(derive.planNumbers(halfHour, serial).first).toBe(8);
  });
});

describe('a twin', () => {
  const now = ms(halfHour.incidents[0]?.registeredTime) ?? 0;

  it('is an open incident of the same kind within the time', () => {
    const within = (kind: IncidentKind, later: number) =>
      derive.recentTwin(halfHour, kind, now + later, 300_000)?.id;
    expect(within(IncidentKind.VIOLENCE, 299_000)).toBe('incident-1');
    expect(within(IncidentKind.VIOLENCE, 300_000)).toBeUndefined();
    expect(within(IncidentKind.SUPPLY, 0)).toBeUndefined();
  });
});

describe('time', () => {
  it('is that of Stockholm, summer and winter', () => {
    expect(hhmm(Date.UTC(2017, 3, 7, 12, 53))).toBe('14:53');
    expect(hhmm(Date.UTC(2017, 11, 7, 12, 53))).toBe('13:53');
    expect(dayKey(Date.UTC(2017, 3, 7, 22, 30))).toBe('2017-04-08');
  });

  it('is told in the two units that matter', () => {
    expect(span(9_000)).toBe('9 s');
    expect(span(249_000)).toBe('4 min 09 s');
    expect(span(3_900_000)).toBe('1 h 05 min');
    expect(span(97_200_000)).toBe('1 d 3 h');
  });

  it('goes to the wire and back', () => {
    expect(ms({ $typeName: 'google.protobuf.Timestamp', ...stamp(1491569580123) })).toBe(1491569580123);
  });
});
