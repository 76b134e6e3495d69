// Kannel as Debian ships it, two ordinary processes in a folder of their own, ended by their ids: bearerbox, which speaks SMPP with
// the SMSC, and smsbox, which speaks HTTP with the server. Between the server and smsbox stand two relays. One can keep an answer of
// sendsms to itself, as a network does that breaks at the wrong moment; the other can turn a text away on its way in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Child, until } from './child.ts';
import { freePort } from './scenery.ts';

export const KANNEL = { user: 'ckl', password: 'provlosenord', status: 'provstatus', from: '+46701000000', parts: 30 };

const ADMIN = 'provadmin';

// Debian puts both where only root's path leads.
const program = (name: string): string => [`/usr/sbin/${name}`, `/usr/bin/${name}`].find((one) => existsSync(one)) ?? name;

interface Ports { admin: number; box: number; send: number; smsc: number }

// One setting a line, a blank line between groups.
const groups = (ports: Ports, callback: string, folder: string): string => `group = core
admin-port = ${ports.admin}
admin-interface = 127.0.0.1
admin-password = ${ADMIN}
status-password = ${KANNEL.status}
smsbox-port = ${ports.box}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
store-type = spool
store-location = ${folder}/spool
dlr-storage = spool
dlr-spool = ${folder}/dlr
sms-resend-freq = 1
log-level = 1

group = smsc
smsc = smpp
smsc-id = prov
host = 127.0.0.1
port = ${ports.smsc}
transceiver-mode = true
smsc-username = u
smsc-password = p
system-type = "t"
reconnect-delay = 1
enquire-link-interval = 5
wait-ack = 5
wait-ack-expire = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${ports.send}
sendsms-interface = 127.0.0.1
http-request-retry = 1000
http-queue-delay = 1

group = sendsms-user
username = ${KANNEL.user}
password = ${KANNEL.password}
max-messages = ${KANNEL.parts}
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
omit-empty = true
get-url = "${callback}"
`;

function pass(answer: IncomingMessage, answered: ServerResponse): void {
  answered.writeHead(answer.statusCode ?? 500, answer.headers);
  answer.pipe(answered);
}

export class Kannel {
  private boxes: Child[] = [];
  private readonly relays: Server[] = [];
  swallow = '';  // the next answer about a text with these words never comes
  readonly asked: string[] = [];  // the texts that came through to sendsms
  turnAway = 0;  // so many texts on their way in meet a server that takes nothing
  calledBack = 0;

  private constructor(private readonly ports: Ports, private readonly file: string) {}

  // `callback` is the path on the server's port that texts come in at.
  static async start(folder: string, smscPort: number, server: number, callback: string): Promise<Kannel> {
    const home = join(folder, 'kannel');
    for (const each of ['spool', 'dlr']) mkdirSync(join(home, each), { recursive: true });
    const ports = { admin: await freePort(), box: await freePort(), send: await freePort(), smsc: smscPort };
    const kannel = new Kannel(ports, join(home, 'kannel.conf'));
    await kannel.relay(ports.send, (answer, answered, path) => kannel.passAnswer(answer, answered, path));
    const inward = await kannel.relay(server, (answer, answered) => kannel.passCallback(answer, answered),
      (answered) => kannel.turnsAway(answered));
    writeFileSync(kannel.file, groups(ports, `http://127.0.0.1:${inward}${callback}`, home));
    await kannel.startBoxes();
    return kannel;
  }

  // As when the power goes. What Kannel has taken must be there when it comes back.
  async pull(): Promise<void> {
    for (const box of this.boxes) box.kill('SIGKILL');
    for (const box of this.boxes.splice(0)) await box.exited;
  }

  async startBoxes(): Promise<void> {
    const bearer = new Child('bearerbox', program('bearerbox'), [this.file]);
    this.boxes.push(bearer);
    await until('bearerbox answers', async () => {
      if (!bearer.running) throw bearer.trouble('ended');
      return (await this.status()).includes('<gateway>') || undefined;
    });
    const sms = new Child('smsbox', program('smsbox'), [this.file]);
    this.boxes.push(sms);
    // Not before it says so: smsbox listens before it has read its users, and whoever asks then makes it fall.
    await sms.line((line) => line.includes('Connected to bearerbox'));
    await until('smsbox is bound and answers', async () => {
      if (!sms.running) throw sms.trouble('ended');
      return (await fetch(`http://127.0.0.1:${this.ports.send}/cgi-bin/sendsms`)).status === 403 || undefined;
    });
    await this.linked(true);
  }

  // An order to the bearerbox: suspend, resume.
  async order(what: string): Promise<void> {
    const answer = await fetch(`${this.statusUrl}/${what}?password=${ADMIN}`);
    if (!answer.ok) throw new Error(`bearerbox answers ${answer.status} to ${what}`);
    await answer.text();
  }

  // Another setting of the link to the SMSC, as of the next start of the boxes; empty = none.
  setLink(setting: string): void {
    const plain = readFileSync(this.file, 'utf8').replace(/^msg-id-type = .*\n/m, '');
    writeFileSync(this.file, plain.replace(/^smsc = smpp\n/m, (line) => line + (setting && `${setting}\n`)));
  }

  // The bearerbox has written a line with those words.
  async bearerSays(words: string): Promise<void> { await this.boxes[0]?.line((line) => line.includes(words)); }

  // The link to the SMSC is up, or is not.
  async linked(up: boolean): Promise<void> {
    await until(`the link is ${up ? 'up' : 'down'}`, async () => /<status>online/.test(await this.status()) === up || undefined);
  }

  async status(): Promise<string> { return this.ask('status.xml'); }
  async store(): Promise<string> { return this.ask('store-status.xml'); }
  private async ask(page: string): Promise<string> {
    return (await fetch(`${this.statusUrl}/${page}?password=${KANNEL.status}`)).text();
  }

  private passAnswer(answer: IncomingMessage, answered: ServerResponse, path: string): void {
    const text = new URL(path, 'http://localhost').searchParams.get('text') ?? '';
    this.asked.push(text);
    if (this.swallow && text.includes(this.swallow)) {
      this.swallow = '';
      answer.resume();
    } else {
      pass(answer, answered);
    }
  }

  private passCallback(answer: IncomingMessage, answered: ServerResponse): void {
    this.calledBack += 1;
    pass(answer, answered);
  }

  private turnsAway(answered: ServerResponse): boolean {
    if (this.turnAway === 0) return false;
    this.turnAway -= 1;
    answered.writeHead(503).end();
    return true;
  }

  // Gives the port that leads to that one.
  private async relay(to: number, hear: (answer: IncomingMessage, answered: ServerResponse, path: string) => void,
    stop: (answered: ServerResponse) => boolean = () => false): Promise<number> {
    const server = createServer((asked, answered) => {
      if (stop(answered)) return;
      const through = request({ port: to, path: asked.url, method: asked.method }, (answer) => hear(answer, answered, asked.url ?? ''));
      through.on('error', () => answered.destroy());
      through.end();
    });
    this.relays.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  get sendUrl(): string { return `http://127.0.0.1:${(this.relays[0]?.address() as AddressInfo).port}/cgi-bin/sendsms`; }
  // Past the relay: when the boxes are gone nobody listens there.
  get ownUrl(): string { return `http://127.0.0.1:${this.ports.send}/cgi-bin/sendsms`; }
  get statusUrl(): string { return `http://127.0.0.1:${this.ports.admin}`; }

  async stop(): Promise<void> {
    for (const relay of this.relays) {
      relay.closeAllConnections();
      relay.close();
    }
    // smsbox first: without its bearerbox it would wait for it.
    for (const box of this.boxes.reverse()) await box.stop();
  }
}
