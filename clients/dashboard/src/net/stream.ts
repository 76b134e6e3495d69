// The connection of this page to its workspace: one WebSocket that is always being kept up.
//
// It subscribes with an image the first time and resumes after the last number seen on every reconnection; when the server
// refuses the resume it takes an image again. Silence of more than `silentAfterMs` is told as lost contact although the socket
// seems open: a dead network gives no close event, only the missing heartbeat shows it.
import { create, fromBinary, toBinary } from '../wire/codec';
import { RejectionCode } from '../gen/ckl/v1/command_pb';
import type { Rejection } from '../gen/ckl/v1/command_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import {
  type ClientFrame,
  ClientFrameSchema,
  type EventBatch,
  type Heartbeat,
  type Hello,
  type ServerFrame,
  ServerFrameSchema,
} from '../gen/ckl/v1/stream_pb';
import type { Command, CommandResult } from '../gen/ckl/v1/command_pb';

/** What the page does with what comes. */
export interface StreamEvents {
  hello(hello: Hello): void;
  image(image: WorkspaceImage): void;
  batch(batch: EventBatch): void;
  heartbeat(beat: Heartbeat): void;
  result(result: CommandResult): void;
  /** Contact with the workspace exists from now on, or does not. */
  contact(live: boolean): void;
  /** The server will not serve this workspace to this person. */
  refused(rejection: Rejection | undefined): void;
  /** The socket was closed before it ever opened: the session may be gone. */
  notOpened(): void;
}

/** With `checkEveryMs` it is on the screen within 3 s; the server says something every second. */
export const silentAfterMs = 2_750;
export const giveUpSocketAfterMs = 8_000;
/** Refusals that trying again does not change. */
const notServed: readonly RejectionCode[] = [
  RejectionCode.UNAUTHENTICATED,
  RejectionCode.NOT_FOUND,
  RejectionCode.NOT_PERMITTED,
];
const retryDelaysMs = [250, 500, 1_000, 2_000, 4_000];
const checkEveryMs = 250;

export class Stream {
  private socket: WebSocket | undefined;
  private journal = '';
  private lastSequence: bigint | undefined;
  private wantImage = true;
  private heardAt = 0;
  private live = false;
  private retries = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly workspace: string,
    private readonly events: StreamEvents,
  ) {}

  start(): void {
    this.stopped = false;
    this.watch ??= setInterval(() => this.checkSilence(), checkEveryMs);
    this.open();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.watch);
    clearTimeout(this.retryTimer);
    this.watch = undefined;
    this.drop();
    this.setLive(false);
  }

  /** Tries at once, for example when the network is back or the page is looked at again. */
  nudge(): void {
    if (this.stopped || this.live || this.socket?.readyState === WebSocket.CONNECTING) return;
    this.retries = 0;
    this.open();
  }

  /** Sends a command; false when there is no contact, and then nothing was sent. */
  send(command: Command): boolean {
    if (!this.live || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.sendFrame(create(ClientFrameSchema, { frame: { case: 'command', value: command } }));
    return true;
  }

  private sendFrame(frame: ClientFrame): void {
    this.socket?.send(toBinary(ClientFrameSchema, frame) as Uint8Array<ArrayBuffer>);
  }

  private open(): void {
    clearTimeout(this.retryTimer);
    this.drop();
    const socket = new WebSocket(this.url, 'ckl.v1.proto');
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heardAt = performance.now();
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.heardAt = performance.now();
      this.subscribe();
    };
    socket.onmessage = (message) => {
      if (socket === this.socket) this.receive(message.data as ArrayBuffer);
    };
    socket.onclose = () => {
      if (socket !== this.socket) return;
      this.socket = undefined;
      this.setLive(false);
      if (!opened) this.events.notOpened();
      this.retry();
    };
  }

  private subscribe(): void {
    const resume = !this.wantImage && this.lastSequence !== undefined;
    const frame = create(ClientFrameSchema, {
      frame: {
        case: 'subscribe',
        value: {
          workspace: this.workspace,
          start: resume
            ? { case: 'after', value: this.lastSequence as bigint }
            : { case: 'snapshot', value: true },
          journal: resume ? this.journal : '',
        },
      },
    });
    this.sendFrame(frame);
  }

  private receive(bytes: ArrayBuffer): void {
    let frame: ServerFrame['frame'];
    try {
      frame = fromBinary(ServerFrameSchema, new Uint8Array(bytes)).frame;
    } catch {
      // Not a frame of this contract: what we have can no longer be trusted to be whole.
      this.wantImage = true;
      this.socket?.close(4000, 'unreadable frame');
      return;
    }
    this.heardAt = performance.now();
    switch (frame.case) {
      case 'hello':
        this.journal = frame.value.journal;
        this.events.hello(frame.value);
        if (!this.wantImage) this.becomeLive();
        return;
      case 'snapshot':
        this.lastSequence = frame.value.sequence;
        this.wantImage = false;
        this.events.image(frame.value);
        this.becomeLive();
        return;
      case 'events':
        return this.receiveBatch(frame.value);
      case 'heartbeat':
        this.events.heartbeat(frame.value);
        if (!this.wantImage) this.becomeLive();
        return;
      case 'result':
        return this.events.result(frame.value);
      case 'closing':
        return this.receiveClosing(frame.value.rejection);
      case undefined:
        return;
    }
  }

  /** A gap means that something was missed: then an image is taken again. */
  private receiveBatch(batch: EventBatch): void {
    const first = batch.entries[0]?.sequence;
    if (this.lastSequence === undefined || this.wantImage) return;
    if (first !== undefined && first > this.lastSequence + 1n) {
      this.wantImage = true;
      this.subscribe();
      return;
    }
    this.events.batch(batch);
    const last = batch.entries.at(-1)?.sequence ?? this.lastSequence;
    this.lastSequence = batch.through > last ? batch.through : last;
  }

  private receiveClosing(rejection: Rejection | undefined): void {
    const code = rejection?.code;
    if (code !== undefined && notServed.includes(code)) this.events.refused(rejection);
    if (rejection && !this.wantImage) {
      // The resume was refused: another journal, or a number the server no longer knows.
      this.wantImage = true;
      this.retries = 0;
    }
    this.socket?.close();
  }

  private becomeLive(): void {
    this.retries = 0;
    this.setLive(true);
  }

  private setLive(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    this.events.contact(live);
  }

  private checkSilence(): void {
    const silent = performance.now() - this.heardAt;
    if (this.live && silent > silentAfterMs) this.setLive(false);
    if (this.socket && silent > giveUpSocketAfterMs) {
      this.drop();
      this.retry();
    }
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  private retry(): void {
    if (this.stopped) return;
    const delay = retryDelaysMs[Math.min(this.retries, retryDelaysMs.length - 1)] as number;
    this.retries += 1;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.open(), delay * (0.8 + 0.4 * Math.random()));
  }
}
