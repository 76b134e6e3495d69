// The operator's end of SMPP: an SMSC that takes parts, sends receipts, refuses, throttles and goes away as it is told. It decodes
// what is on the wire by code of its own (npm smpp), never by the server's.
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

// The library has no types of its own; this is what is used of it.
interface Pdu {
  source_addr: string;
  destination_addr: string;
  data_coding: number;
  registered_delivery: number;
  esm_class: number;
  command_status: number;
  short_message: { message: string | Buffer; udh?: Buffer[] };
  response(options?: Record<string, unknown>): Pdu;
}
interface Session {
  on(event: string, heard: (pdu: Pdu) => void): void;
  send(pdu: Pdu): boolean;
  deliver_sm(options: Record<string, unknown>, answered: (answer: Pdu) => void): boolean;
  destroy(): void;
}
interface Server {
  listen(port: number, host: string, ready: () => void): void;
  address(): AddressInfo;
  close(): void;
  sessions: Session[];
}
const smpp = createRequire(import.meta.url)('smpp') as {
  createServer(heard: (session: Session) => void): Server;
};

const OK = 0;
const SYSTEM_ERROR = 0x08;
const INVALID_DESTINATION = 0x0b;
const THROTTLED = 0x58;
const LATER = 0x64;  // of the gateway: not now, offer it again
const RECEIPT = 4;
const UCS2 = 8;
const CONCATENATION = 0;
// Of a text in one part, and of one in several: signs of GSM, units of UCS-2.
const PART = { gsm: [160, 153], ucs2: [70, 67] } as const;

export interface Part {
  id: string;
  to: string;
  from: string;
  coding: number;
  text: string;
  reference: number;
  of: number;
  number: number;
}

export class Smsc {
  readonly parts: Part[] = [];
  submits = 0;
  throttle = 0;  // so many submits are told to come again
  faults = 0;    // so many are told that the operator has a fault
  deafTo = '';   // the next part with these words is taken and not answered
  readonly unknown = new Set<string>();  // numbers that no telephone has
  readonly fate = new Map<string, string>();  // by number: what the receipt says, DELIVRD without
  holdReceipts = false;
  port = 0;
  private server: Server | undefined;
  private readonly held: Part[] = [];
  private readonly kept: Record<string, unknown>[] = [];

  static async start(): Promise<Smsc> {
    const smsc = new Smsc();
    await smsc.listen();
    return smsc;
  }

  // Again on the port it had.
  async listen(): Promise<void> {
    const server = smpp.createServer((session) => this.greet(session));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = server.address().port;
  }

  // As when the operator's end goes down: no new links, and the old ones break.
  goAway(): void {
    this.server?.close();
    for (const session of [...this.server?.sessions ?? []]) session.destroy();
    this.server = undefined;
  }

  private greet(session: Session): void {
    for (const event of ['error', 'close']) session.on(event, () => { /* Kannel comes again */ });
    for (const event of ['bind_transceiver', 'bind_receiver', 'bind_transmitter', 'enquire_link', 'unbind']) {
      session.on(event, (pdu) => { session.send(pdu.response()); });
    }
    session.on('submit_sm', (pdu) => this.take(session, pdu));
  }

  private take(session: Session, pdu: Pdu): void {
    this.submits += 1;
    const status = this.verdict(pdu);
    const id = String(1_000 + this.submits);  // a number, so that Kannel can take it for one of another base
    if (this.deafTo && String(pdu.short_message.message).includes(this.deafTo)) this.deafTo = '';
    else session.send(pdu.response(status === OK ? { message_id: id } : { command_status: status }));
    if (status !== OK) return;
    const udh = pdu.short_message.udh?.find((one) => one[0] === CONCATENATION);
    const part: Part = {
      id, to: `+${pdu.destination_addr}`, from: pdu.source_addr, coding: pdu.data_coding, text: String(pdu.short_message.message),
      reference: udh?.[2] ?? -1, of: udh?.[3] ?? 1, number: udh?.[4] ?? 1,
    };
    this.parts.push(part);
    if (pdu.registered_delivery === 0) return;
    if (this.holdReceipts) this.held.push(part);
    else this.receipt(part);
  }

  private verdict(pdu: Pdu): number {
    if (this.throttle > 0) {
      this.throttle -= 1;
      return THROTTLED;
    }
    if (this.faults > 0) {
      this.faults -= 1;
      return SYSTEM_ERROR;
    }
    return this.unknown.has(pdu.destination_addr) ? INVALID_DESTINATION : OK;
  }

  // What the gateway has asked to get later; an operator keeps it and offers it again.
  get keptTexts(): string[] { return this.kept.map((pdu) => JSON.stringify(pdu['short_message'])); }
  offerAgain(): void {
    for (const pdu of this.kept.splice(0)) this.say(pdu);
  }

  releaseReceipts(): void {
    this.holdReceipts = false;
    for (const part of this.held.splice(0)) this.receipt(part);
  }

  private receipt(part: Part): void {
    const stat = this.fate.get(part.to) ?? 'DELIVRD';
    const message = `id:${part.id} sub:001 dlvrd:001 submit date:2611220300 done date:2611220301 stat:${stat} err:000 text:stat:X`;
    this.say({
      source_addr: part.to.slice(1), destination_addr: part.from, esm_class: RECEIPT, data_coding: OK, short_message: message,
      receipted_message_id: part.id,
    });
  }

  // A text from a telephone. One of several parts arrives with its last part first, as the air may have it.
  deliver(from: string, text: string): void {
    const gsm = /^[\x20-\x7eåäöÅÄÖ]*$/.test(text);
    const [one, each] = gsm ? PART.gsm : PART.ucs2;
    const whole = text.length <= one;
    const parts = whole ? [text] : text.match(new RegExp(`[^]{1,${each}}`, 'g')) ?? [];
    for (const [at, part] of [...parts.entries()].reverse()) {
      const message = gsm ? part : Buffer.from(part, 'utf16le').swap16();
      const udh = Buffer.from([5, CONCATENATION, 3, this.submits % 256, parts.length, at + 1]);
      this.say({
        source_addr: from.replace('+', ''), source_addr_ton: 1, destination_addr: '46701000000', dest_addr_ton: 1,
        data_coding: gsm ? OK : UCS2, short_message: whole ? { message } : { message, udh },
      });
    }
  }

  private say(pdu: Record<string, unknown>): void {
    const session = this.server?.sessions.at(-1);
    if (!session) throw new Error('no gateway is bound to the SMSC');
    session.deliver_sm(pdu, ({ command_status }) => { if (command_status === LATER) this.kept.push(pdu); });
  }

  // The texts that reached a telephone, put together from their parts; unfinished ones are left out.
  texts(to: string): string[] {
    const whole: string[] = [];
    const open = new Map<string, Part[]>();
    for (const part of this.parts.filter((one) => one.to === to)) {
      const parts = open.get(String(part.reference)) ?? [];
      parts.push(part);
      open.set(String(part.reference), parts);
      if (new Set(parts.map((one) => one.number)).size < part.of) continue;
      whole.push(parts.sort((a, b) => a.number - b.number).map((one) => one.text).join(''));
      open.delete(String(part.reference));
    }
    return whole;
  }

  stop(): void { this.goAway(); }
}
