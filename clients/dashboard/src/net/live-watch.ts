// An exercise keeps an eye on the live workspace: a second WebSocket that is told of raised levels and call-outs there, and of
// nothing else. It begins at the head, goes on after the last number seen, and says when it does not know what happens.
import { RejectionCode } from '../gen/ckl/v1/command_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { EscalationLevel } from '../gen/ckl/v1/model_pb';
import { ClientFrameSchema, type EventBatch, type ServerFrame, ServerFrameSchema } from '../gen/ckl/v1/stream_pb';
import { ms } from '../state/time';
import { create, fromBinary, toBinary } from '../wire/codec';
import { giveUpSocketAfterMs, silentAfterMs } from './stream';

export interface LiveAlarm {
  incident: string;
  /** What the reporter called it; empty when it is not known yet. */
  headline: string;
  kind: number;
  level: EscalationLevel;
  at: number;
}

export interface LiveEvents {
  alarm(alarm: LiveAlarm): void;
  /** What happens in the live workspace is known from now on, or is not. */
  guarded(guarded: boolean): void;
}

const kinds = ['incident_reported', 'level_changed', 'callout_started'];
const retryMs = 2_000;
const checkMs = 500;

export class LiveWatch {
  private socket: WebSocket | undefined;
  private journal = '';
  private after: bigint | undefined;
  private heardAt = 0;
  private guarded: boolean | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly check: ReturnType<typeof setInterval>;
  private readonly known = new Map<string, LiveAlarm>();

  constructor(
    private readonly url: string,
    private readonly workspace: string,
    private readonly events: LiveEvents,
  ) {
    this.heardAt = performance.now();
    this.check = setInterval(() => this.listen(), checkMs);
    this.open();
  }

  stop(): void {
    clearInterval(this.check);
    clearTimeout(this.retryTimer);
    this.drop();
  }

  private open(): void {
    this.drop();
    const socket = new WebSocket(this.url, 'ckl.v1.proto');
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const opened = performance.now();
    socket.onopen = () => this.subscribe(socket);
    socket.onmessage = (message) => this.receive(fromBinary(ServerFrameSchema, new Uint8Array(message.data as ArrayBuffer)).frame);
    socket.onclose = () => {
      this.socket = undefined;
      this.tell(false);
      this.retry(Math.max(0, opened + retryMs - performance.now()));
    };
  }

  private subscribe(socket: WebSocket): void {
    const frame = create(ClientFrameSchema, {
      frame: {
        case: 'subscribe',
        value: {
          workspace: this.workspace,
          start: this.after === undefined ? { case: 'head', value: true } : { case: 'after', value: this.after },
          journal: this.journal,
          kinds,
        },
      },
    });
    socket.send(toBinary(ClientFrameSchema, frame) as Uint8Array<ArrayBuffer>);
  }

  private receive(frame: ServerFrame['frame']): void {
    this.heardAt = performance.now();
    if (frame.case === 'hello') {
      this.journal = frame.value.journal;
      this.after ??= frame.value.head;
      this.tell(true);
    } else if (frame.case === 'events') {
      this.look(frame.value);
    } else if (frame.case === 'heartbeat') {
      this.tell(true);
    } else if (frame.case === 'closing') {
      // Another journal, or a number that the server does not know: from the head again.
      if (frame.value.rejection && frame.value.rejection.code !== RejectionCode.UNAUTHENTICATED) {
        this.after = undefined;
        this.journal = '';
      }
      this.socket?.close();
    }
  }

  private look({ entries, through }: EventBatch): void {
    const alarms = entries.map((entry) => this.alarmOf(entry)).filter((one) => one !== undefined);
    this.after = through;
    // One commit may raise a level and call people: that is one alarm, and the worst is told.
    const worst = alarms.sort((a, b) => b.level - a.level)[0];
    if (worst) this.events.alarm({ ...worst });
  }

  private alarmOf({ event, time }: JournalEntry): LiveAlarm | undefined {
    if (event.case !== 'incidentReported' && event.case !== 'levelChanged' && event.case !== 'calloutStarted') return undefined;
    const { incident } = event.value;
    const one = this.known.get(incident) ?? { incident, headline: '', kind: 0, level: EscalationLevel.UNSPECIFIED, at: 0 };
    this.known.set(incident, one);
    one.at = ms(time) ?? 0;
    if (event.case === 'calloutStarted') return one;
    if (event.case === 'incidentReported') {
      one.headline = event.value.headline;
      one.kind = event.value.kind;
      return undefined;
    }
    one.level = event.value.to;
    return event.value.to > event.value.from && event.value.to >= EscalationLevel.DISTURBANCE ? one : undefined;
  }

  private listen(): void {
    const silent = performance.now() - this.heardAt;
    if (silent > silentAfterMs) this.tell(false);
    if (this.socket && silent > giveUpSocketAfterMs) {
      this.heardAt = performance.now();
      this.drop();
      this.retry(0);
    }
  }

  private tell(guarded: boolean): void {
    if (this.guarded === guarded) return;
    this.guarded = guarded;
    this.events.guarded(guarded);
  }

  private retry(wait: number): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.open(), wait);
  }

  private drop(): void {
    const { socket } = this;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
