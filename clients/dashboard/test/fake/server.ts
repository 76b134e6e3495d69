// A stand-in for ckld, for pictures and browser tests: serves build/dashboard and plays a small world.
//
// It decides almost nothing: enough to see every state of the page. The real contract is held by the end-to-end test.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { type WebSocket, WebSocketServer } from 'ws';
import { emptyImage, evolve } from '../../src/fold/evolve';
import { type Command, RejectionSchema } from '../../src/gen/ckl/v1/command_pb';
import { EscalationLevel, type WorkspaceImage, WorkspaceImageSchema } from '../../src/gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../../src/gen/ckl/v1/services/access_pb';
import {
  ListEntriesRequestSchema,
  ListEntriesResponseSchema,
  ListRulesResponseSchema,
  ListWorkspacesResponseSchema,
} from '../../src/gen/ckl/v1/services/workspace_pb';
import { ClientFrameSchema, type ServerFrame, ServerFrameSchema } from '../../src/gen/ckl/v1/stream_pb';
import { stamp } from '../../src/state/time';
import { create, fromBinary, toBinary } from '../../src/wire/codec';
import { FakePresence } from './presence';
import { decideBy, isDecision } from './decisions';
import { FakePasskeys, Refused, type Rejecting } from './passkeys';
import { FakeProof, journalId } from './proof';
import { FakePush } from './push';
import { call, type Journal, organisation, plan } from './world';

export const policy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface FakeOptions {
  journal: Journal;
  /** The folder of the built page; another one is a newer server. */
  root: string;
  rate?: number;
  person?: string;
}

export class Fake {
  person: string;
  silent = false;
  /** The live workspace that an exercise watches says nothing. */
  liveSilent = false;
  /** Commands are taken in but not answered. */
  mute = false;
  port = 0;
  fault: { sv: string; en: string } | undefined;
  gatewayFaults: { sv: string; en: string }[] = [];
  readonly push = new FakePush();
  readonly presence = new FakePresence();
  /** What every command is refused with. */
  refusing: Rejecting | undefined;
  /** The service worker is of a newer page, which has another script. */
  newer = false;
  /** Every command that came, each time it came. */
  readonly taken: Command[] = [];
  private readonly accepted = new Map<string, MessageInitShape<typeof ServerFrameSchema>['frame']>();
  readonly passkeys = new FakePasskeys(() => this.now(), () => `http://localhost:${this.port}`);
  readonly proof = new FakeProof();
  private readonly image: WorkspaceImage = emptyImage();
  private readonly sockets = new Set<WebSocket>();
  /** Those that follow the live workspace from an exercise. */
  private readonly watchers = new Set<WebSocket>();
  private readonly begun = Date.now();
  private readonly from: number;
  private readonly http = createServer((request, response) => void this.serve(request, response));
  private readonly beat: ReturnType<typeof setInterval>;

  constructor(readonly options: FakeOptions) {
    this.person = options.person ?? 'tib-1';
    this.from = options.journal.time;
    for (const entry of options.journal.entries) evolve(this.image, entry);
    const sockets = new WebSocketServer({
      server: this.http,
      path: '/v1/stream',
      handleProtocols: () => 'ckl.v1.proto',
      verifyClient: () => this.person !== '',
    });
    sockets.on('connection', (socket) => this.connect(socket));
    this.beat = setInterval(() => this.heartbeat(), 1000);
  }

  listen(): Promise<number> {
    return new Promise((done) => {
      this.http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
        this.port = (this.http.address() as { port: number }).port;
        done(this.port);
      });
    });
  }

  /** What has happened, by name. */
  events(): string[] {
    return this.options.journal.entries.map((one) => one.event.case ?? '');
  }

  close(): void {
    clearInterval(this.beat);
    for (const socket of [...this.sockets, ...this.watchers]) socket.terminate();
    this.http.close();
    this.http.closeAllConnections();
  }

  /** As when the process is killed, and started again on its port with what it had. */
  kill(): Promise<void> {
    return new Promise((done) => {
      this.http.close(() => done());
      for (const socket of this.sockets) socket.terminate();
      this.http.closeAllConnections();
    });
  }

  revive(): Promise<void> {
    return new Promise((done) => {
      this.http.listen(this.port, '127.0.0.1', () => done());
    });
  }

  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  now(): number {
    return this.from + (Date.now() - this.begun) * (this.options.rate ?? 1);
  }

  private connect(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.watchers.delete(socket);
    });
    socket.on('message', (data: Buffer) => {
      const { frame } = fromBinary(ClientFrameSchema, new Uint8Array(data));
      if (frame.case === 'subscribe' && frame.value.kinds.length > 0) this.watched(socket, frame.value.workspace);
      else if (frame.case === 'subscribe') this.subscribed(socket, frame.value.start.case === 'after');
      if (frame.case === 'command' && !this.mute) void this.decide(socket, frame.value);
    });
  }

  private subscribed(socket: WebSocket, resume: boolean): void {
    const { workspace, mode, name, sequence } = this.image;
    this.send(socket, {
      case: 'hello',
      value: {
        workspace, mode, name, head: sequence, journal: journalId, time: stamp(this.now()), clockRate: this.options.rate ?? 1, version: 'fake',
      },
    });
    if (!resume) this.send(socket, { case: 'snapshot', value: this.image });
  }

  private watched(socket: WebSocket, workspace: string): void {
    this.sockets.delete(socket);
    this.watchers.add(socket);
    this.sendLive({ case: 'hello', value: { workspace, mode: 1, journal: 'live', head: 1n, time: stamp(Date.now()), clockRate: 1 } });
  }

  /** Some page watches the live workspace. */
  async watching(): Promise<void> {
    while (this.watchers.size === 0) await new Promise((done) => setImmediate(done));
  }

  /** To whoever watches the live workspace. */
  sendLive(frame: MessageInitShape<typeof ServerFrameSchema>['frame']): void {
    if (this.liveSilent) return;
    for (const socket of this.watchers) socket.send(toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame }) as ServerFrame));
  }

  private send(socket: WebSocket, frame: MessageInitShape<typeof ServerFrameSchema>['frame']): void {
    if (this.silent) return;
    socket.send(toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame }) as ServerFrame));
  }

  private heartbeat(): void {
    this.sendLive({ case: 'heartbeat', value: { head: 1n, time: stamp(Date.now()) } });
    for (const socket of this.sockets) {
      this.send(socket, {
        case: 'heartbeat',
        value: {
          head: this.image.sequence,
          time: stamp(this.now()),
          posts: this.sockets.size,
          fault: this.fault,
          gatewayFaults: this.gatewayFaults,
        },
      });
    }
  }

  get head(): bigint {
    return this.image.sequence;
  }

  /** Adds entries to the journal and tells everyone. */
  happen(write: (journal: Journal) => void, commandId = ''): void {
    const { journal } = this.options;
    const before = journal.entries.length;
    journal.time = this.now();
    write(journal);
    const entries = journal.entries.slice(before);
    for (const entry of entries) {
      entry.commandId ||= commandId;
      evolve(this.image, entry);
    }
    const through = this.image.sequence;
    for (const socket of this.sockets) this.send(socket, { case: 'events', value: { entries, through } });
  }

  private async decide(socket: WebSocket, whole: Command): Promise<void> {
    const { command } = whole;
    const commandId = command.value?.commandId ?? '';
    this.taken.push(whole);
    const before = this.accepted.get(commandId);
    if (before) return this.send(socket, before);
    const refuse = (rejected: Rejecting) =>
      this.send(socket, { case: 'result', value: { commandId, result: { case: 'rejected', value: rejected } } });
    if (this.refusing) return refuse(this.refusing);
    let key = '';
    if (isDecision(whole) && this.passkeys.of(this.person).length > 0) {
      const signed = await this.passkeys.signedBy(whole, this.person);
      if (!('fingerprint' in signed)) return refuse(signed);
      key = signed.fingerprint;
    }
    const first = this.image.sequence + 1n;
    let subject = '';
    switch (command.case) {
      case 'reportIncident': {
        if (this.person === 'two-roles' && !command.value.capacity) return refuse(whichRole);
        const number = this.image.incidents.length + 1;
        subject = `incident-${number}`;
        const { kind, headline, text, place, level, callOut } = command.value;
        this.happen((journal) => {
          journal.add({ case: 'incidentReported', value: { incident: subject, number, kind, headline, text, place, eventTime: stamp(journal.time) } });
          journal.add({
            case: 'levelChanged',
            value: {
              incident: subject,
              from: 1,
              to: level,
              reason: '',
              provisional: level === EscalationLevel.SERIOUS,
              confirmBy: level === EscalationLevel.SERIOUS ? stamp(journal.time + 3_600_000) : undefined,
            },
          });
          if (!callOut) return;
          journal.add({
            case: 'calloutStarted',
            value: {
              callout: 'callout-1',
              incident: subject,
              plan: plan.id,
              positions: plan.positions,
              message: headline,
              deadline: stamp(journal.time + 1_800_000),
            },
          });
          for (const position of plan.positions) {
            for (const who of position.waves[0]?.persons ?? []) call(journal, position.position, who, 'handed');
          }
        }, commandId);
        break;
      }
      case 'writeLogEntry':
        this.happen((journal) => {
          const { text, kind, incident, source, corrects, reason, eventTime } = command.value;
          const number = this.image.logEntries + 1;
          journal.add({ case: 'logEntryWritten', value: { number, text, kind, incident, source, corrects, reason, eventTime } });
        }, commandId);
        break;
      case 'markSecrecy':
        this.happen((journal) => {
          const { number, provision, reason } = command.value;
          journal.add({ case: 'secrecyMarked', value: { number, provision, reason } });
        }, commandId);
        break;
      case 'liftSecrecy':
        this.happen((journal) => {
          const { number, reason } = command.value;
          journal.add({ case: 'secrecyLifted', value: { number, reason } });
        }, commandId);
        break;
      case 'changeLevel':
        if (command.value.reason.length < 5) return refuse(tooShort);
        this.happen((journal) => {
          const { incident, to, reason } = command.value;
          journal.add({ case: 'levelChanged', value: { incident, from: 2, to, reason } });
        }, commandId);
        break;
      case 'answerCall':
        this.happen((journal) => {
          const { answer, person } = command.value;
          journal.add({
            case: 'answerRecorded',
            value: {
              callout: 'callout-1',
              position: 'RECORDS',
              person: person || this.person,
              answer,
              raw: command.value.raw,
              state: answer === 1 ? 2 : 3,
              via: 'websocket',
              eta: stamp(journal.time + command.value.etaMinutes * 60_000),
            },
          });
        }, commandId);
        break;
      default:
        if (command.case === 'declareExtraordinary' && this.person !== 'kn-ordf' && !command.value.oral) return refuse(notChair);
        this.happen((journal) => decideBy(this.person, journal, whole, key), commandId);
    }
    const last = this.image.sequence;
    const firstSequence = first > last ? last : first;
    const frame = {
      case: 'result' as const,
      value: {
        commandId,
        result: { case: 'accepted' as const, value: { firstSequence, lastSequence: last, time: stamp(this.now()), subject } },
      },
    };
    this.accepted.set(commandId, frame);
    this.send(socket, frame);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (path === '/v1/session') {
      const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const known = organisation.persons.some((one) => one.id === key);
      if (request.method === 'POST' && known) this.person = key;
      response.writeHead(request.method === 'POST' && !known ? 401 : 204).end();
      return;
    }
    if (path.startsWith('/ckl.v1.PasskeyService/')) return this.passkey(path, new Uint8Array(Buffer.concat(chunks)), response);
    if (path.startsWith('/ckl.v1.')) {
      if (this.person === '') {
        response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"code":"unauthenticated"}');
        return;
      }
      if (request.headers['content-type'] === 'application/json') {
        const answer = this.push.answer(path, Buffer.concat(chunks).toString(), this.person);
        response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
        return;
      }
      const answer = this.unary(path, new Uint8Array(Buffer.concat(chunks)));
      response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/proto' }).end(answer);
      return;
    }
    this.file(path, response);
  }

  private async passkey(path: string, body: Uint8Array, response: ServerResponse): Promise<void> {
    try {
      const method = path.slice(path.lastIndexOf('/') + 1);
      const answer = await this.passkeys.answer(method, body, this.person, (person) => (this.person = person));
      response.writeHead(200, { 'Content-Type': 'application/proto' }).end(answer);
    } catch (error) {
      const { status = 500, rejection } = error as Refused;
      const value = rejection && Buffer.from(toBinary(RejectionSchema, create(RejectionSchema, rejection))).toString('base64');
      const details = value ? [{ type: 'ckl.v1.Rejection', value }] : [];
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ code: 'failed_precondition', details }));
    }
  }

  private unary(path: string, body: Uint8Array): Uint8Array | undefined {
    switch (path.slice(path.lastIndexOf('/') + 1)) {
      case 'WhoAmI':
        return toBinary(WhoAmIResponseSchema, create(WhoAmIResponseSchema, {
          person: organisation.persons.find((one) => one.id === this.person),
          mandates: organisation.mandates.filter((one) => one.person === this.person),
          demo: true,
          lostBrowsers: this.push.lost.length,
          passkeys: this.passkeys.of(this.person).length,
        }));
      case 'ListWorkspaces':
        return toBinary(ListWorkspacesResponseSchema, create(ListWorkspacesResponseSchema, {
          workspaces: [
            { workspace: 'skarpt', mode: 1, name: { sv: 'Skarpt läge', en: 'Live' } },
            { workspace: 'ovning', mode: 2, name: { sv: 'Övning', en: 'Exercise' } },
            { workspace: 'ovning-drottninggatan-1', mode: 2, name: { sv: 'Övning: Drottninggatan', en: 'Exercise: Drottninggatan' } },
          ],
        }));
      case 'ListEntries':
        return this.listEntries(body);
      case 'ListPosts':
        return this.presence.answerPosts();
      case 'ListGateways':
        return this.presence.answerGateways();
      case 'ListRules':
        return toBinary(ListRulesResponseSchema, create(ListRulesResponseSchema, { rules }));
      case 'GetImage':
        return toBinary(WorkspaceImageSchema, this.image);
      default:
        return this.proof.answer(path.slice(path.lastIndexOf('/') + 1), body, Number(this.image.sequence));
    }
  }

  private listEntries(body: Uint8Array): Uint8Array {
    const { after, limit, descending, kinds: wanted } = fromBinary(ListEntriesRequestSchema, body);
    const camel = wanted.map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    const known = this.options.journal.entries;
    const inOrder = descending
      ? [...known].reverse().filter((one) => after === 0n || one.sequence < after)
      : known.filter((one) => one.sequence > after);
    const all = inOrder.filter((one) => camel.length === 0 || camel.includes(one.event.case ?? ''));
    const entries = all.slice(0, limit || 100);
    const next = all.length > entries.length ? (entries.at(-1)?.sequence ?? 0n) : 0n;
    return toBinary(ListEntriesResponseSchema, create(ListEntriesResponseSchema, { entries, next }));
  }

  private file(path: string, response: ServerResponse): void {
    const own = path.startsWith('/assets/') || /^\/(?:sw\.js|[\w-]+\.svg|manifest\.webmanifest|granska\.html)$/.test(path);
    const name = own ? normalize(path) : path === '/telefon' ? '/telefon.html' : '/index.html';
    try {
      const content = readFileSync(join(this.options.root, name));
      response.writeHead(200, {
        'Content-Type': kinds[extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': policy,
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      const newer = this.newer && path === '/sw.js';
      response.end(newer ? String(content).replace(/"version":"\w+"/, '"version":"newer"').replace(/"\/assets\/index-[\w-]+\.js",/, '') : content);
    } catch {
      response.writeHead(404).end();
    }
  }
}

const notChair: Rejecting = {
  code: 2,
  breaches: [
    {
      rule: 'T04',
      basis: 'LEH 2006:544 2 kap. 3 §',
      message: { sv: 'Bara ordföranden i krisledningsnämnden får förklara en händelse extraordinär.', en: 'Only the chair of the crisis management committee may declare an extraordinary event.' },
      whoMay: { sv: 'Krisledningsnämndens ordförande, eller vice ordföranden vid antecknat förhinder.', en: 'The chair, or the vice chair when a hindrance is recorded.' },
      whatNow: { sv: 'Ring ordföranden och redogör för läget. Du kan höja till allvarlig händelse.', en: 'Phone the chair and report. You can raise to serious event.' },
    },
    {
      rule: 'G03',
      basis: 'LEH 2006:544 2 kap. 3 §',
      message: { sv: 'Tjänsteman i beredskap kan inte fatta beslutet.', en: 'A duty officer cannot make the decision.' },
      whatNow: { sv: 'Försöket är antecknat.', en: 'The attempt is recorded.' },
    },
  ],
};

const whichRole: Rejecting = {
  code: 3,
  breaches: [
    {
      rule: 'R27',
      field: 'capacity',
      message: { sv: 'Flera av dina roller passar: DUTY_OFFICER, CHIEF_OF_STAFF', en: 'Several of your roles fit: DUTY_OFFICER, CHIEF_OF_STAFF' },
      whatNow: { sv: 'Ange i vilken egenskap du handlar', en: 'Name the capacity in which you act' },
    },
  ],
};

const tooShort: Rejecting = {
  code: 1,
  breaches: [
    {
      rule: 'INPUT_TEXT_TOO_SHORT',
      field: 'reason',
      message: { sv: 'Skälet är för kort för att förstås.', en: 'The reason is too short to be understood.' },
      whatNow: { sv: 'Skriv minst en hel mening.', en: 'Write at least a sentence.' },
    },
  ],
};

const rules = [
  {
    id: 'T04',
    name: { sv: 'Förklara extraordinär händelse', en: 'Declare an extraordinary event' },
    who: { sv: 'Krisledningsnämndens ordförande', en: 'The chair of the crisis management committee' },
    needs: { sv: 'Skriftligt skäl för vart och ett av de tre kraven i 1 kap. 4 §', en: 'A written reason for each of the three criteria' },
    follows: { sv: 'Nämnden, kommunstyrelsen, CKL, alla nämnder och fullmäktiges presidium underrättas', en: 'The committee, board, CKL and all committees are told' },
    basis: ['LEH 2006:544 2 kap. 3 §', 'LEH 2006:544 1 kap. 4 §'],
  },
  { id: 'O01', name: { sv: 'Hålla ordföranden informerad', en: 'Keep the chair informed' }, basis: ['Trygghets- och säkerhetsprogram 2020–2023, s. 27'] },
];
