// The connection: image first, then resume; a gap or a refusal means a new image; silence is lost contact.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RejectionCode } from '../src/gen/ckl/v1/command_pb';
import { ClientFrameSchema, ServerFrameSchema } from '../src/gen/ckl/v1/stream_pb';
import { giveUpSocketAfterMs, silentAfterMs, Stream, type StreamEvents } from '../src/net/stream';
import { create, fromBinary, toBinary } from '../src/wire/codec';

class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  readyState = FakeSocket.CONNECTING;
  binaryType = '';
  sent: Uint8Array[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  say(frame: MessageInitShape<typeof ServerFrameSchema>['frame']): void {
    const bytes = toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame }));
    this.onmessage?.({ data: new Uint8Array(bytes).buffer });
  }

  /** Where the last subscription starts, and which journal it names. */
  get asked() {
    const { frame } = fromBinary(ClientFrameSchema, this.sent.at(-1) as Uint8Array);
    if (frame.case !== 'subscribe') throw new Error(`sent ${frame.case}`);
    return { start: frame.value.start, journal: frame.value.journal };
  }
}

const events = {
  hello: vi.fn(),
  image: vi.fn(),
  batch: vi.fn(),
  heartbeat: vi.fn(),
  result: vi.fn(),
  contact: vi.fn(),
  refused: vi.fn(),
  notOpened: vi.fn(),
} satisfies StreamEvents;

let stream: Stream;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  for (const mock of Object.values(events)) mock.mockReset();
  stream = new Stream('ws://x/v1/stream', 'skarpt', events);
  stream.start();
});

afterEach(() => {
  stream.stop();
  vi.unstubAllGlobals();
});

function goLive(): void {
  FakeSocket.last.open();
  FakeSocket.last.say({ case: 'hello', value: { journal: 'j1' } });
  FakeSocket.last.say({ case: 'snapshot', value: { sequence: 10n } });
}

const batch = (...sequences: bigint[]) => ({
  case: 'events' as const,
  value: { entries: sequences.map((sequence) => ({ sequence })), through: sequences.at(-1) ?? 0n },
});

describe('the stream', () => {
  it('asks for an image first and is live when it has come', () => {
    FakeSocket.last.open();
    expect(FakeSocket.last.protocol).toBe('ckl.v1.proto');
    expect(FakeSocket.last.asked.start).toEqual({ case: 'snapshot', value: true });
    FakeSocket.last.say({ case: 'hello', value: { journal: 'j1' } });
    expect(events.contact).not.toHaveBeenCalled();
    FakeSocket.last.say({ case: 'snapshot', value: { sequence: 10n } });
    expect(events.contact).toHaveBeenLastCalledWith(true);
  });

  it('resumes after the last number it has seen, in the same journal', () => {
    goLive();
    FakeSocket.last.say(batch(11n, 12n));
    FakeSocket.last.close();
    expect(events.contact).toHaveBeenLastCalledWith(false);
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.asked).toEqual({ start: { case: 'after', value: 12n }, journal: 'j1' });
    FakeSocket.last.say({ case: 'hello', value: { journal: 'j1' } });
    expect(events.contact).toHaveBeenLastCalledWith(true);
  });

  it('takes a new image when the resume is refused', () => {
    goLive();
    FakeSocket.last.close();
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    FakeSocket.last.say({ case: 'closing', value: { rejection: { code: RejectionCode.PRECONDITION } } });
    vi.advanceTimersByTime(500);
    FakeSocket.last.open();
    expect(FakeSocket.last.asked.start.case).toBe('snapshot');
  });

  it('takes a new image when a number is missing', () => {
    goLive();
    FakeSocket.last.say(batch(12n));
    expect(events.batch).not.toHaveBeenCalled();
    expect(FakeSocket.last.asked.start.case).toBe('snapshot');
  });

  it('tells lost contact when the heartbeat is missing, and gives the socket up later', () => {
    goLive();
    vi.advanceTimersByTime(silentAfterMs - 500);
    FakeSocket.last.say({ case: 'heartbeat', value: {} });
    vi.advanceTimersByTime(silentAfterMs);
    expect(events.contact).toHaveBeenLastCalledWith(true);
    vi.advanceTimersByTime(500);
    expect(events.contact).toHaveBeenLastCalledWith(false);
    const sockets = FakeSocket.all.length;
    vi.advanceTimersByTime(giveUpSocketAfterMs);
    expect(FakeSocket.all.length).toBeGreaterThan(sockets);
  });

  it('is live again by the next beat when the network only slept', () => {
    goLive();
    vi.advanceTimersByTime(silentAfterMs + 500);
    FakeSocket.last.say({ case: 'heartbeat', value: {} });
    expect(events.contact).toHaveBeenLastCalledWith(true);
  });

  it('sends nothing without contact', () => {
    expect(stream.send({} as never)).toBe(false);
  });

  it('tells when the server does not know the person', () => {
    FakeSocket.last.open();
    FakeSocket.last.say({ case: 'closing', value: { rejection: { code: RejectionCode.UNAUTHENTICATED } } });
    expect(events.refused).toHaveBeenCalled();
    FakeSocket.last.close();
  });

  it('tells when the socket never opened', () => {
    FakeSocket.last.close();
    expect(events.notOpened).toHaveBeenCalled();
  });
});
