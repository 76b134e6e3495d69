// The world of one play: Stockholm's configuration with short waits, real mail and SMS gateways on this machine, a server that can be
// killed and started again, and people who answer as the script says.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Child, until } from './child.ts';
import { ConnectClient, type Json } from './client.ts';
import { Gateway } from './gateway.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const BIN = process.env['CKL_BIN'] ?? join(ROOT, 'build/release/bin');

export interface Mail { to: string; subject: string; text: string; key: string }

// The plan of the play: eight are called at once, five are wanted.
const PLAN = `
  - id: prov
    name: {sv: "Provplan", en: "Test plan"}
    deadline: 60m
    positions:
      - position: CHIEF_OF_STAFF
        wanted: 1
        answer_within: 8s
        waves:
          - {persons: [stabschef-1, stabschef-2, stabschef-3]}
      - position: SITUATION
        wanted: 5
        answer_within: 8s
        waves:
          - {parallel: true, persons: [lage-1, lage-2, lage-3, lage-4, lage-5, lage-6, analys-1, analys-2]}
          - {persons: [analys-3, analys-4, planering-1, planering-2, planering-3, planering-4]}
`;

// A server that is killed comes back on its port. So it is one below those that the system lends to outgoing connections:
// nobody else gets it in between.
// Nobody holds it or those after it, over TCP or UDP: a telephone takes two.
export async function freePort(inARow = 2): Promise<number> {
  const lent = Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0]);
  for (;;) {
    const port = randomInt(lent - 8_192, lent - inARow);
    const row = Array.from({ length: inARow }, (_, at) => port + at);
    const free = await Promise.all(row.flatMap((one) => [tcpFree(one), udpFree(one)]));
    if (free.every((one) => one)) return port;
  }
}

function tcpFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((answer) => {
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}

function udpFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((answer) => {
    socket.once('error', () => answer(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => answer(true)));
  });
}

export class Scenery {
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  server: Child | undefined;
  httpPort = 0;
  grpcPort = 0;
  private readonly tokens = new Map<string, string>();

  private constructor(readonly gateway: Gateway, readonly smtp: Child, readonly smtpPort: number,
    readonly mailFile: string, folder: string) {
    this.folder = folder;
    this.data = join(folder, 'data');
    this.config = join(folder, 'config/ckld.yaml');
  }

  // With tokens of those further persons.
  static async build(further: string[] = []): Promise<Scenery> {
    mkdirSync(join(ROOT, 'build'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'build/e2e-'));
    const gateway = await Gateway.start();
    const mailFile = join(folder, 'mail.jsonl');
    const smtp = new Child('smtp.py', '/usr/bin/python3',
      [join(ROOT, 'tests/e2e/smtp.py'), '--folder', folder, '--out', mailFile,
        '--user', 'ckl', '--password', 'provlosenord']);
    const said = await smtp.line((line) => line.startsWith('port '));
    const scenery = new Scenery(gateway, smtp, Number(said.split(' ')[1]), mailFile, folder);
    scenery.httpPort = await freePort();
    scenery.grpcPort = await freePort();
    gateway.receiptsTo = scenery.url;
    scenery.writeConfig();
    for (const person of ['tib-1', 'bitr-stadsdirektor', 'registrator-1', 'kn-ordf', ...further]) {
      scenery.tokens.set(person, scenery.issueToken(person));
    }
    return scenery;
  }

  // Changes a file of this play's configuration; a change that changes nothing is a mistake.
  rewrite(file: string, change: (text: string) => string): void {
    const path = join(this.folder, 'config', file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${file}`);
    writeFileSync(path, after);
  }

  private writeConfig(): void {
    cpSync(join(ROOT, 'config'), join(this.folder, 'config'), { recursive: true });
    this.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
    this.rewrite('stockholm/persons.yaml', (text) => text.replace('{channel: mail, after: 30s}',
      '{channel: mail, after: 1s}\n  - {channel: webhook, after: 2s}'));
    this.rewrite('stockholm/contacts.yaml', (text) =>
      text.replace(/^ {2}([a-z0-9-]+): \{sms:/gm, `  $1: {webhook: ["http://127.0.0.1:${this.gateway.port}/webhook/$1"], sms:`));
    this.rewrite('stockholm/settings.yaml', (text) => text.replace('default_plan: ckl-grund', 'default_plan: prov')
      .replace('duty_check_at: "09:00"', ''));  // a play that is on at nine is as any other
    this.rewrite('ckld.yaml', (text) => text.replace(/^gateways:\n[\s\S]*?(?=^# Personer)/m, `gateways:
  - kind: sms
    name: prov-sms
    pace: 200
    options:
      url: http://127.0.0.1:${this.gateway.port}/sms
      method: POST
      body_encoding: json
      body: '{"to":"{to}","text":"{text}","key":"{key}"}'
      receipt: {secret: ${this.gateway.secret}, delivered: delivered, failed: failed}
  - kind: mail
    name: prov-mail
    pace: 200
    options:
      host: localhost
      port: "${this.smtpPort}"
      security: starttls
      ca_file: ${join(this.folder, 'smtp-cert.pem')}
      username: ckl
      password: provlosenord
      from: krisledning@example.org
  - kind: webhook
    name: prov-webhook
    pace: 200
    options:
      secret: en-hemlighet-som-bada-kan

`).replace(/^public_url:.*$/m, `public_url: ${this.url}`));
  }

  get url(): string { return `http://localhost:${this.httpPort}`; }
  get streamUrl(): string { return `ws://localhost:${this.httpPort}/v1/stream`; }
  get grpc(): string { return `127.0.0.1:${this.grpcPort}`; }

  // Telephone number to person, as the configuration has it.
  get personByNumber(): Map<string, string> {
    const text = readFileSync(join(this.folder, "config/stockholm/contacts.yaml"), "utf8");
    return new Map([...text.matchAll(/^ {2}([a-z0-9-]+):.*sms: \["(\+\d+)"\]/gm)].map((m) => [m[2] ?? "", m[1] ?? ""]));
  }

  token(person: string): string { return this.tokens.get(person) ?? ''; }
  client(person: string): ConnectClient { return new ConnectClient(this.url, this.token(person)); }

  private arguments(): string[] {
    return ['--config', this.config, '--data', this.data, '--web', join(ROOT, 'build/dashboard'),
      '--http', `127.0.0.1:${this.httpPort}`, '--grpc', `127.0.0.1:${this.grpcPort}`];
  }

  private issueToken(person: string): string {
    const out = execFileSync(join(BIN, 'ckld'), [...this.arguments(), '--issue-token', person,
      ...(person.startsWith('administrator') ? ['--administrator'] : [])], { encoding: 'utf8' });
    return out.trim().split('\n').at(-1) ?? '';
  }

  async start(): Promise<void> {
    this.server = new Child('ckld', join(BIN, 'ckld'), this.arguments());
    const server = this.server;
    await until('ckld is ready', async () => {
      if (!server.running) throw server.trouble('ended');
      return (await fetch(`${this.url}/readyz`)).ok || undefined;
    });
  }

  // As when the power goes.
  async pull(): Promise<void> {
    this.server?.kill('SIGKILL');
    await this.server?.exited;
  }

  cli(person: string, ...words: string[]): Child {
    return new Child(`ckl ${words[0]}`, join(BIN, 'ckl'), words, {
      CKL_SERVER: this.grpc, CKL_TOKEN: this.token(person), CKL_WORKSPACE: 'skarpt', LANG: 'sv_SE.UTF-8',
    });
  }

  mails(): Mail[] {
    if (!existsSync(this.mailFile)) return [];
    return readFileSync(this.mailFile, 'utf8').split('\n').filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Mail);
  }

  async image(): Promise<Json> { return this.client('tib-1').call('WorkspaceService/GetImage', { workspace: 'skarpt' }); }

  async entries(): Promise<Json[]> {
    const all: Json[] = [];
    let after = '0';
    for (;;) {
      const page = await this.client('tib-1').call('WorkspaceService/ListEntries',
        { workspace: 'skarpt', after, limit: 1000 });
      all.push(...(page['entries'] ?? []) as Json[]);
      if (!page['next'] || page['next'] === '0') return all;
      after = String(page['next']);
    }
  }

  async strike(): Promise<void> {
    await this.server?.stop();
    await this.smtp.stop();
    this.gateway.stop();
    if (!process.env['CKL_KEEP']) rmSync(this.folder, { recursive: true, force: true });
  }
}
