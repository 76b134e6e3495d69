// Commands on their way: told at once, asked for again with the same id, and unknown after ten seconds.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Command, CommandResultSchema, CommandSchema, DecisionSignatureSchema, RejectionCode } from '../src/gen/ckl/v1/command_pb';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { answerWithinMs, Commands, compose, isSignedOut } from '../src/net/commands';
import { create, toBinary } from '../src/wire/codec';

let sent: Command[] = [];
let online = true;
let commands: Commands;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  online = true;
  commands = new Commands((command) => {
    if (online) sent.push(command);
    return online;
  });
});

const submit = () => commands.submit('confirmLevel', { workspace: 'skarpt', incident: 'incident-1' });
const accept = (commandId: string) =>
  commands.onResult(
    create(CommandResultSchema, {
      commandId,
      result: { case: 'accepted', value: { firstSequence: 7n, lastSequence: 8n } },
    }),
  );

describe('a command', () => {
  it('carries an id the server allows, and another one each time', () => {
    const one = submit();
    const two = submit();
    expect(one.id).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
    expect(one.id).not.toBe(two.id);
    expect(sent[0]?.command.value?.commandId).toBe(one.id);
  });

  it('is sending until the server has answered', () => {
    const { id, progress } = submit();
    expect(progress.value).toEqual({ step: 'sending', resent: false });
    accept(id);
    expect(progress.value).toMatchObject({ step: 'accepted', accepted: { firstSequence: 7n } });
    vi.advanceTimersByTime(answerWithinMs * 2);
    expect(progress.value.step).toBe('accepted');
  });

  it('is not queued without contact', () => {
    online = false;
    const { progress } = submit();
    expect(progress.value.step).toBe('not-sent');
    online = true;
    commands.resend();
    expect(sent).toHaveLength(0);
  });

  it('is asked for again with the same id after an interruption, and says so', () => {
    const { id, progress } = submit();
    commands.resend();
    expect(progress.value).toEqual({ step: 'sending', resent: true });
    expect(sent.map((one) => one.command.value?.commandId)).toEqual([id, id]);
  });

  it('is unknown after ten seconds, and can be asked for once more with the same id', () => {
    const { id, progress, again } = submit();
    vi.advanceTimersByTime(answerWithinMs);
    expect(progress.value.step).toBe('unknown');
    commands.resend();
    expect(sent).toHaveLength(1);
    again();
    expect(sent.map((one) => one.command.value?.commandId)).toEqual([id, id]);
    accept(id);
    expect(progress.value.step).toBe('accepted');
  });

  it('stays unknown when asking again meets no contact', () => {
    const { progress, again } = submit();
    vi.advanceTimersByTime(answerWithinMs);
    online = false;
    again();
    expect(progress.value.step).toBe('unknown');
  });

  it('is known by its event when the answer was lost', () => {
    const { id, progress } = submit();
    commands.resend();
    commands.onEntries([
      create(JournalEntrySchema, {
        sequence: 12n,
        commandId: id,
        event: { case: 'incidentReported', value: { incident: 'incident-3' } },
      }),
    ]);
    expect(progress.value).toMatchObject({ step: 'accepted', accepted: { subject: 'incident-3' } });
  });

  it('is not taken as accepted by the entry of its own refusal', () => {
    const { id, progress } = submit();
    commands.resend();
    commands.onEntries([
      create(JournalEntrySchema, { commandId: id, event: { case: 'powerRefused', value: {} } }),
    ]);
    expect(progress.value.step).toBe('sending');
  });

  it('keeps the refusal of the server', () => {
    const { id, progress } = submit();
    const rejected = { code: RejectionCode.UNAUTHENTICATED, breaches: [{ rule: 'AUTH' }] };
    commands.onResult(
      create(CommandResultSchema, { commandId: id, result: { case: 'rejected', value: rejected } }),
    );
    expect(progress.value).toMatchObject({ step: 'rejected', rejection: rejected });
    expect(isSignedOut(progress.value)).toBe(true);
  });
});

describe('the keeper', () => {
  const note = () => commands.submit('writeLogEntry', { workspace: 'skarpt', text: 'Ström igen' });
  const keeper = vi.fn((command: Command) => (command.command.case === 'writeLogEntry' ? Promise.resolve(true) : undefined));
  const settled = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    keeper.mockClear();
    commands.keeper = keeper;
  });

  it('is given what may wait, and nothing else is queued', async () => {
    online = false;
    const { id, progress } = note();
    const alarm = submit();
    await settled();
    expect(progress.value.step).not.toBe('not-sent');
    expect(keeper).toHaveBeenCalledWith(expect.objectContaining({ command: expect.objectContaining({ case: 'writeLogEntry' }) }), progress, false);
    expect(keeper.mock.calls[0]?.[0].command.value?.commandId).toBe(id);
    expect(alarm.progress.value.step).toBe('not-sent');
  });

  it('takes over what waits for an answer when contact is lost, and it is not asked for twice', async () => {
    const { progress } = note();
    const alarm = submit();
    commands.keepPending();
    await settled();
    expect(keeper).toHaveBeenCalledWith(expect.anything(), progress, true);
    commands.resend();
    expect(sent).toHaveLength(3);
    expect(alarm.progress.value).toEqual({ step: 'sending', resent: true });
  });

  it('gets what had no answer in ten seconds', async () => {
    const { progress } = note();
    await vi.advanceTimersByTimeAsync(answerWithinMs);
    expect(keeper).toHaveBeenCalledWith(expect.anything(), progress, true);
    expect(progress.value.step).toBe('sending');
  });

  it('that can keep no more says not sent', async () => {
    commands.keeper = () => Promise.resolve(false);
    online = false;
    const { progress } = note();
    await settled();
    expect(progress.value.step).toBe('not-sent');
  });

  it('hands over with the id that was given, and does not get it back', async () => {
    const { id } = note();
    const command = sent[0] as Command;
    const progress = commands.hand(command);
    accept(id);
    expect(progress.value).toMatchObject({ step: 'accepted' });
    online = false;
    expect(commands.hand(command).value.step).toBe('not-sent');
    expect(keeper).not.toHaveBeenCalled();
  });
});

describe('a command that was made before', () => {
  it('is sent as it was, and again with the same bytes', () => {
    const command = { ...compose('confirmOralDecision', { workspace: 'skarpt', oral: 'oral-1' }), signature: create(DecisionSignatureSchema, { logSize: 9n }) };
    const { id } = commands.dispatch(command);
    commands.resend();
    expect(id).toBe(command.command.value?.commandId);
    expect(sent).toEqual([command, command]);
    const bytes = toBinary(CommandSchema, command);
    expect(sent.map((one) => toBinary(CommandSchema, one))).toEqual([bytes, bytes]);
  });
});
