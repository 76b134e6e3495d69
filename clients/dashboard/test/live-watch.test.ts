// An exercise's eye on the live workspace: what is an alarm there, and when nobody watches.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RejectionCode } from '../src/gen/ckl/v1/command_pb';
import { type JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { ClientFrameSchema, ServerFrameSchema } from '../src/gen/ckl/v1/stream_pb';
import { LiveWatch } from '../src/net/live-watch';
import { giveUpSocketAfterMs, silentAfterMs } from '../src/net/stream';
import { stamp } from '../src/state/time';
import { create, fromBinary, toBinary } from '../src/wire/codec';

class FakeSocket {
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  sent: Uint8Array[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }

  close(): void {
    this.onclose?.();
  }

  say(frame: MessageInitShape<typeof ServerFrameSchema>['frame']): void {
    this.onmessage?.({ data: new Uint8Array(toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame }))).buffer });
  }

  get asked() {
    const { frame } = fromBinary(ClientFrameSchema, this.sent.at(-1) as Uint8Array);
    if (frame.case !== 'subscribe') throw new Error(`sent ${frame.case}`);
    return frame.value;
  }
}

const alarm = vi.fn();
const guarded = vi.fn();
let watch: LiveWatch;

type Event = NonNullable<Extract<MessageInitShape<typeof JournalEntrySchema>, { $typeName?: undefined }>['event']>;
let through = 7n;

function happen(...all: Event[]): void {
  const entries = all.map((event) => ({ sequence: (through += 1n), time: stamp(1000), event }));
  FakeSocket.last.say({ case: 'events', value: { entries, through } });
}

const reported: Event = { case: 'incidentReported', value: { incident: 'i1', headline: 'Brand', kind: 2 } };
const level = (from: number, to: number): Event => ({ case: 'levelChanged', value: { incident: 'i1', from, to } });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  through = 7n;
  alarm.mockReset();
  guarded.mockReset();
  watch = new LiveWatch('ws://x', 'skarpt', { alarm, guarded });
  FakeSocket.last.onopen?.();
  FakeSocket.last.say({ case: 'hello', value: { journal: 'j1', head: 7n } });
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an exercise and the live workspace', () => {
  it('asks for three kinds of events from the head, and says that it watches', () => {
    expect(FakeSocket.last.asked).toMatchObject({
      workspace: 'skarpt', start: { case: 'head' }, kinds: ['incident_reported', 'level_changed', 'callout_started'],
    });
    expect(guarded.mock.calls).toEqual([[true]]);
  });

  it('tells of a raised level and of a call-out, once for a commit, with what it knows', () => {
    happen(reported, level(1, 3), { case: 'calloutStarted', value: { incident: 'i1' } });
    expect(alarm.mock.calls).toEqual([[{ incident: 'i1', headline: 'Brand', kind: 2, level: 3, at: 1000 }]]);
    happen(level(3, 4));
    expect(alarm).toHaveBeenLastCalledWith(expect.objectContaining({ level: 4 }));
    happen({ case: 'calloutStarted', value: { incident: 'i2' } });
    expect(alarm).toHaveBeenLastCalledWith(expect.objectContaining({ incident: 'i2', headline: '', level: 0 }));
  });

  it('is silent about what is no alarm', () => {
    happen(reported, level(3, 2), level(0, 1));
    expect(alarm).not.toHaveBeenCalled();
  });

  it('says after three silent seconds that it does not watch, tries again, and goes on where it was', () => {
    happen(reported);
    vi.advanceTimersByTime(silentAfterMs + 600);
    expect(guarded).toHaveBeenLastCalledWith(false);
    vi.advanceTimersByTime(giveUpSocketAfterMs);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.asked).toMatchObject({ start: { case: 'after', value: 8n }, journal: 'j1' });
    FakeSocket.last.say({ case: 'hello', value: { journal: 'j1', head: 9n } });
    expect(guarded).toHaveBeenLastCalledWith(true);
    happen(level(1, 2));
    expect(alarm).toHaveBeenLastCalledWith(expect.objectContaining({ headline: 'Brand', level: 2 }));
  });

  it('begins at the head again when the journal is another, and never tries faster than every other second', () => {
    FakeSocket.last.say({ case: 'closing', value: { rejection: { code: RejectionCode.PRECONDITION } } });
    expect(guarded).toHaveBeenLastCalledWith(false);
    expect(FakeSocket.all).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.asked).toMatchObject({ start: { case: 'head' }, journal: '' });
  });
});
