// The fold of every event of the law, as server/domain/evolve_{committee,alert,readiness}.cpp have it.
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { Mode, type WorkspaceImage, WorkspaceImageSchema } from '../src/gen/ckl/v1/model_pb';
import { casesOf, clone, fromBinary, toBinary } from '../src/wire/codec';
import { stamp } from '../src/state/time';
import { underTheLaw } from './fake/law';
import { declared, firstHalfHour, Journal, opening } from './fake/world';

const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Prov', en: 'Test' });
firstHalfHour(journal);
declared(journal);
underTheLaw(journal);
const { entries } = journal;

/** The image after the last event of a kind, or after the nth. */
function after(kind: string, nth = -1): WorkspaceImage {
  const wanted = entries.filter((entry) => entry.event.case === kind).at(nth);
  const image = emptyImage();
  for (const entry of entries) if (wanted && entry.sequence <= wanted.sequence) evolve(image, entry);
  expect(image.sequence).toBe(wanted?.sequence);
  return image;
}

const timeOf = (kind: string) => entries.findLast((entry) => entry.event.case === kind)?.time;

describe('a day under the law', () => {
  const whole = after(entries.at(-1)?.event.case ?? '');

  it('has every event of the law in it', () => {
    const told = new Set(entries.map((entry) => entry.event.case));
    const all = casesOf(JournalEntrySchema, 'event');
    expect(all.slice(all.indexOf('meetingCalled')).filter((one) => !told.has(one as never))).toEqual([]);
    expect(told).toContain('obligationDated');
  });

  it('gives the same image from every point on the way, through the wire', () => {
    const image = emptyImage();
    for (const entry of entries) {
      const before = clone(JournalEntrySchema, entry);
      evolve(image, entry);
      const resumed = fromBinary(WorkspaceImageSchema, toBinary(WorkspaceImageSchema, image));
      for (const later of entries) evolve(resumed, fromBinary(JournalEntrySchema, toBinary(JournalEntrySchema, later)));
      expect(resumed, `after ${entry.sequence}`).toEqual(whole);
      expect(entry).toEqual(before);
    }
  }, 60_000);
});

describe('the committee', () => {
  it('keeps who is present, each once and in the order they came', () => {
    expect(after('meetingCalled').meetings[0]).toMatchObject({ number: 1, present: [] });
    expect(after('meetingOpened').meetings[0]).toMatchObject({ presiding: 'kn-ordf', remoteAllowed: true, opened: timeOf('meetingOpened') });
    expect(after('attendanceChanged', 1).meetings[0]?.present.map((one) => one.person)).toEqual([
      'kn-ordf', 'kn-vice', 'records-1']);
    expect(after('attendanceChanged').meetings[0]?.present.map((one) => one.person)).toEqual(['kn-ordf', 'kn-vice']);
    expect(after('meetingClosed').meetings[0]?.closed).toEqual(timeOf('meetingClosed'));
    expect(after('minutesRecorded', 0).meetings[0]).toMatchObject({ minutes: 'KN 2017:1' });
    const { adjusted, posted, minutes } = after('minutesRecorded').meetings[0] ?? {};
    expect([minutes, adjusted !== undefined, posted !== undefined]).toEqual(['KN 2017:1', true, true]);
  });

  it('keeps its decisions, their end, and where they were reported', () => {
    const last = after('councilReportMade');
    expect(last.decisions.map((one) => [one.number, one.state, one.noted, one.councilReference])).toEqual([
      [1, 1, false, 'KF 2017:9'], [2, 2, false, ''], [3, 6, true, '']]);
    expect(last.councilMeetings.map((one) => [one.cancelled, one.reported])).toEqual([[false, true], [true, false]]);
  });

  it('takes over, goes on, hands back', () => {
    const { takeovers } = after('handbackAcknowledged');
    expect(takeovers.map((one) => one.state)).toEqual([1, 1, 2, 1, 4]);
    expect(takeovers[3]?.handedBack).toMatchObject([{ part: 'it', handback: { staff: 'alla' } }]);
    expect(takeovers[3]?.handedBack[0]?.acknowledged).toBeDefined();
    expect(takeovers[3]?.acknowledged).toBeUndefined();
    expect(takeovers[1]?.validUntil).toBeDefined();
    expect(takeovers[2]).toMatchObject({
      returned: timeOf('takeoverReturned'), acknowledged: timeOf('handbackAcknowledged'), acknowledgedBy: 'records-1', handback: { staff: 'alla' },
    });
  });

  it('asks companies, and keeps oral decisions', () => {
    const image = after('oralDecisionSettled');
    expect(image.contributions[0]).toMatchObject({ agreed: true, answer: 'tio bussar', answered: timeOf('contributionAnswered') });
    expect(image.oralDecisions.map((one) => one.state)).toEqual([2, 1]);
    expect(after('notExtraordinaryAssessed').incidents).toEqual(after('contributionAnswered').incidents);
  });
});

describe('the alert', () => {
  it('is none before anything was decided', () => {
    expect(emptyImage().alert).toMatchObject({ grade: 1, inArea: false, decided: { seconds: 0n }, law: { on: false, cause: 1 } });
  });

  it('keeps each aspect apart, and what it was after each step', () => {
    const { alert, alertSteps, records } = after('wartimeLawChanged');
    expect(alert).toMatchObject({ $typeName: 'ckl.v1.Alert', grade: 2, inArea: true, areas: ['SE'], readinessAlarm: true, law: { on: true, cause: 2 } });
    expect(alertSteps.map((one) => [one.record, one.aspect, one.after?.readinessAlarm, one.after?.law?.on])).toEqual([
      ['record-1', 1, false, false], ['record-2', 2, true, false], ['record-2', 3, true, true]]);
    expect(records.map((one) => [one.state, one.confirmedBy])).toEqual([[1, ''], [2, 'kn-ordf']]);
  });

  it('ends what was assigned, not later than it would have ended', () => {
    const { assignments } = after('assignmentEnded');
    expect(assignments.map((one) => [one.ended, one.endReason])).toEqual([[true, 'klart'], [true, 'klart']]);
    expect(assignments[0]?.until).toEqual(timeOf('assignmentEnded'));
    expect(assignments[1]?.until?.seconds).toBeLessThan(timeOf('assignmentEnded')?.seconds ?? 0n);
  });
});

describe('the organisation through time', () => {
  it('keeps who takes part, facts and delegations', () => {
    const image = after('readinessRecorded');
    expect(image.incidents[0]?.participants).toEqual(['slk']);
    expect(image.facts[0]).toMatchObject({ kind: 2, serious: true });
    expect(image.delegations[0]?.ended).toBe(true);
  });

  it('dates an obligation anew, and takes one reminder at a time', () => {
    expect(after('obligationDated').obligations.find((one) => one.id === 'obligation-7')).toMatchObject({ state: 1, reminded: false });
    const duty = after('obligationReminded').obligations.find((one) => one.id === 'obligation-7');
    expect([duty?.reminded, duty?.remindAt.length]).toEqual([true, 2]);
  });

  it('R44: what is open is inherited provisionally, passed on, and settled by decision', () => {
    const first = after('unitSucceeded', 0);
    expect(first.successions).toMatchObject([{ unit: 'sdn-norrmalm', successor: 'slk' }]);
    expect(first.takeovers.map((one) => one.successor)).toEqual(['slk', '', '', '', '']);
    const second = after('unitSucceeded');
    expect(second.successions).toMatchObject([{ unit: 'sdn-norrmalm', successor: 'ks' }, { unit: 'slk', successor: 'ks' }]);
    expect(second.obligations.find((one) => one.id === 'obligation-7')).toMatchObject({ owedByUnit: 'sdn-norrmalm', inheritedBy: 'ks' });
    expect(second.takeovers.map((one) => one.successor)).toEqual(['ks', 'ks', '', 'ks', '']);
    const settled = after('successionSettled');
    expect(settled.successions).toMatchObject([{ unit: 'sdn-norrmalm' }]);
    expect(settled.settledSuccessions).toMatchObject([{ unit: 'slk', successor: 'ks' }]);
    expect(settled.takeovers.map((one) => one.successionSettled)).toEqual([false, true, false, true, false]);
  });

  it('remembers where an incident is', () => {
    const one = new Journal();
    one.add({ case: 'incidentReported', value: { incident: 'incident-1', point: { latitude: 59.3, longitude: 18 }, eventTime: stamp(0) } });
    const image = emptyImage();
    for (const entry of one.entries) evolve(image, entry);
    expect(image.incidents[0]?.point).toMatchObject({ latitude: 59.3, longitude: 18 });
  });
});
