// The fold: from the first event, from any image on the way, and the meaning of single events.
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import {
  AttemptState,
  CallState,
  CklState,
  CommitteeState,
  EscalationLevel,
  IncidentKind,
  Mode,
  ObligationState,
  type WorkspaceImage,
  WorkspaceImageSchema,
} from '../src/gen/ckl/v1/model_pb';
import { clone, fromBinary, toBinary } from '../src/wire/codec';
import { call, declared, firstHalfHour, Journal, opening } from './fake/world';

const name = { sv: 'Prov', en: 'Test' };

function foldAll(journal: Journal, from: WorkspaceImage = emptyImage()): WorkspaceImage {
  for (const entry of journal.entries) evolve(from, entry);
  return from;
}

const wire = (image: WorkspaceImage): WorkspaceImage =>
  fromBinary(WorkspaceImageSchema, toBinary(WorkspaceImageSchema, image));

describe('folding a whole day', () => {
  const journal = opening(Mode.LIVE, 'skarpt', name);
  firstHalfHour(journal);
  declared(journal);
  const whole = foldAll(journal);

  it('gives the same image from every point on the way, through the wire', () => {
    const image = emptyImage();
    for (const entry of journal.entries) {
      evolve(image, entry);
      const resumed = wire(image);
      for (const later of journal.entries) {
        const bytes = toBinary(JournalEntrySchema, later);
        evolve(resumed, fromBinary(JournalEntrySchema, bytes));
      }
      expect(resumed, `after ${entry.sequence}`).toEqual(whole);
    }
  });

  it('leaves the entries as they were', () => {
    const before = journal.entries.map((entry) => clone(JournalEntrySchema, entry));
    foldAll(journal);
    journal.entries.forEach((entry, at) => {
      expect(entry).toEqual(before[at]);
    });
  });

  it('counts each entry once', () => {
    const image = foldAll(journal);
    foldAll(journal, image);
    expect(image).toEqual(whole);
    expect(whole.sequence).toBe(BigInt(journal.entries.length));
  });

  it('knows where the city stands', () => {
    expect(whole.ckl).toBe(CklState.ACTIVE);
    expect(whole.committee).toBe(CommitteeState.FUNCTIONING);
    expect(whole.committeeCauses).toEqual(['incident-1']);
    expect(whole.incidents[0]).toMatchObject({
      level: EscalationLevel.EXTRAORDINARY,
      provisional: false,
      onCkl: true,
      wasOnCkl: true,
    });
    expect(whole.incidents[0]?.criteria?.urgentAction).not.toBe('');
    expect(whole.obligations[0]?.state).toBe(ObligationState.OVERDUE);
    expect(whole.refusedAttempts.map((one) => one.rule)).toEqual(['G03', 'T04']);
  });
});

describe('single events', () => {
  let journal: Journal;
  const incident = 'incident-1';
  const position = 'SITUATION';

  beforeEach(() => {
    journal = opening(Mode.LIVE, 'skarpt', name);
    journal.add({
      case: 'incidentReported',
      value: { incident, number: 1, kind: IncidentKind.SUPPLY },
    });
    journal.add({
      case: 'calloutStarted',
      value: {
        callout: 'callout-1',
        incident,
        plan: 'p',
        positions: [
          { position, wanted: 1, waves: [{ parallel: true, persons: ['situation-1', 'situation-2'] }] },
        ],
      },
    });
  });

  const theCallout = () => foldAll(journal).callouts[0];
  const thePosition = () => theCallout()?.positions[0];
  const lastMessage = () => foldAll(journal).messages.at(-1);

  it('T10 takes the incident out of the causes, and the committee goes on', () => {
    journal.add({
      case: 'committeeStateChanged',
      value: { to: CommitteeState.FUNCTIONING, cause: incident },
    });
    journal.add({ case: 'levelChanged', value: { incident, to: EscalationLevel.SERIOUS } });
    const image = foldAll(journal);
    expect(image.committeeCauses).toEqual([]);
    expect(image.committee).toBe(CommitteeState.FUNCTIONING);
  });

  it('a provisional level that nobody confirmed stays and is marked', () => {
    journal.add({
      case: 'levelChanged',
      value: { incident, to: EscalationLevel.SERIOUS, provisional: true, confirmBy: { seconds: 9n } },
    });
    journal.machine('timer', { case: 'levelLeftUnconfirmed', value: { incident } });
    expect(foldAll(journal).incidents[0]).toMatchObject({
      level: EscalationLevel.SERIOUS,
      provisional: true,
      unconfirmed: true,
      confirmBy: undefined,
    });
  });

  it('an answer settles the message that called', () => {
    call(journal, position, 'situation-1', 'handed');
    expect(lastMessage()?.settled).toBe(false);
    journal.add({
      case: 'answerRecorded',
      value: { callout: 'callout-1', position, person: 'situation-1', state: CallState.COMING },
    });
    expect(lastMessage()?.settled).toBe(true);
    expect(thePosition()?.calls[0]?.state).toBe(CallState.COMING);
  });

  it('the last answer counts and the one before it is kept', () => {
    call(journal, position, 'situation-1', 'handed');
    const who = { callout: 'callout-1', position, person: 'situation-1' };
    journal.add({ case: 'answerRecorded', value: { ...who, state: CallState.COMING, via: 'sms', raw: 'ja 40' } });
    journal.add({ case: 'answerRecorded', value: { ...who, state: CallState.DECLINED, via: 'sms', raw: 'nej' } });
    expect(thePosition()?.calls[0]).toMatchObject({
      state: CallState.DECLINED,
      raw: 'nej',
      earlier: { state: CallState.COMING, via: 'sms', raw: 'ja 40' },
    });
  });

  it('an unclear answer waits until somebody settles it', () => {
    const calls = [{ callout: 'callout-1', person: 'situation-1' }];
    journal.add({ case: 'answerUnclear', value: { answer: { id: 'unclear-1', raw: 'kanske', reason: 'UNREADABLE', via: 'sms', calls } } });
    expect(foldAll(journal)).toMatchObject({ unclearAnswers: [{ id: 'unclear-1', raw: 'kanske', calls }] });
    journal.add({ case: 'answerSettled', value: { unclear: 'unclear-1', dismissed: true, reason: 'frågade om vägen' } });
    expect(foldAll(journal)).toMatchObject({ unclearAnswers: [] });
  });

  it('the next candidate follows the pool, not the number of calls', () => {
    call(journal, position, 'situation-2');
    expect(thePosition()?.nextCandidate).toBe(2);
    call(journal, position, 'situation-1');
    expect(thePosition()?.nextCandidate).toBe(2);
  });

  it('a person who was never called can be unreachable', () => {
    journal.machine('timer', {
      case: 'personUnreachable',
      value: { callout: 'callout-1', position, person: 'situation-1', reason: 'ingen adress' },
    });
    expect(thePosition()?.calls[0]?.state).toBe(CallState.UNREACHABLE);
    expect(thePosition()?.nextCandidate).toBe(1);
  });

  it('filling a position ends its gap, reopening does not raise it', () => {
    const at = { callout: 'callout-1', position };
    journal.machine('timer', { case: 'staffingGapRaised', value: { ...at, missing: 1 } });
    expect(thePosition()?.gap).toBe(true);
    journal.machine('timer', { case: 'positionFilled', value: at });
    expect(thePosition()).toMatchObject({ gap: false, filled: true });
    journal.machine('timer', { case: 'positionReopened', value: at });
    expect(thePosition()).toMatchObject({ gap: false, filled: false });
  });

  it('ending a call-out settles what was still being asked', () => {
    call(journal, position, 'situation-1');
    journal.add({ case: 'calloutEnded', value: { callout: 'callout-1', reason: 'slut' } });
    expect(theCallout()?.ended).toBe(true);
    expect(lastMessage()?.settled).toBe(true);
  });

  it('a notice is settled when a service has taken it, or nobody will', () => {
    const notify = (person: string, message: string) =>
      journal.machine('timer', { case: 'personNotified', value: { message, person, subject: 'T04' } });
    notify('nobody', 'message-a');
    expect(lastMessage()?.settled).toBe(true);
    notify('tib-1', 'message-b');
    expect(lastMessage()?.settled).toBe(false);
    const attempt = { message: 'message-b', attempt: 1 };
    journal.machine('delivery', { case: 'attemptStarted', value: { ...attempt, step: 0, channel: 'sms' } });
    journal.machine('delivery', { case: 'attemptHandedOver', value: attempt });
    expect(lastMessage()?.settled).toBe(true);
  });

  it('a late receipt takes nothing back', () => {
    call(journal, position, 'situation-1', 'delivered');
    const message = lastMessage()?.id ?? '';
    journal.machine('delivery', { case: 'attemptFailed', value: { message, attempt: 1, reason: 'sent' } });
    journal.machine('delivery', { case: 'attemptDoubted', value: { message, attempt: 1 } });
    expect(lastMessage()?.attempts[0]).toMatchObject({ state: AttemptState.DELIVERED, reason: '' });
  });

  it('keeps lists in the byte order of their ids', () => {
    for (const number of [2, 10, 9]) {
      journal.add({ case: 'incidentReported', value: { incident: `incident-${number}`, number } });
    }
    expect(foldAll(journal).incidents.map((one) => one.id)).toEqual([
      'incident-1',
      'incident-10',
      'incident-2',
      'incident-9',
    ]);
  });
});
