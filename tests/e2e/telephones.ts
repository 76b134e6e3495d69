// The other end of the telephone: an exchange that passes each number's call on to whoever has that telephone; baresips of their own as
// persons who answer and press keys; and sip-tester scenarios as those who are busy, decline, do not answer, or let a machine answer.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket as Stream } from 'node:net';
import { join } from 'node:path';
import { Child, until } from './child.ts';
import { freePort } from './scenery.ts';

interface End { address: string; port: number }

const header = (text: string, name: string): string | undefined => new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim();

// Passes SIP over UDP on, by the number that is called and then by the call's id. The sound goes from end to end.
export class Exchange {
  readonly calls: { to: string; from: string; at: number }[] = [];
  private readonly telephones = new Map<string, number[]>();  // number to the ports of its calls to come; the last one stays
  private readonly open = new Map<string, { caller: End; port: number }>();  // by the call's id

  private constructor(private readonly socket: Socket) {
    socket.on('message', (bytes, from) => this.take(bytes, from));
  }

  static async open(): Promise<Exchange> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new Exchange(socket);
  }

  get port(): number { return this.socket.address().port; }
  connect(number: string, ...ports: number[]): void { this.telephones.set(number, ports); }
  callsTo(number: string): number { return this.calls.filter(({ to }) => to === number).length; }
  close(): void { this.socket.close(); }

  private take(bytes: Buffer, from: RemoteInfo): void {
    const text = bytes.toString('latin1');
    const id = header(text, 'Call-ID') ?? '';
    const known = this.open.get(id);
    if (known && from.port === known.port) {
      this.socket.send(bytes, known.caller.port, known.caller.address);
      return;
    }
    const number = /^INVITE sip:(\+\d+)@/.exec(text)?.[1];
    if (!known && number && !this.telephones.has(number)) {
      this.socket.send(nobodyThere(text), from.port, from.address);
      return;
    }
    if (!known && number) {
      this.calls.push({ to: number, from: /sip:(\+\d+)@/.exec(header(text, 'From') ?? '')?.[1] ?? 'nobody', at: Date.now() });
      const ports = this.telephones.get(number) ?? [];
      this.open.set(id, { caller: from, port: (ports.length > 1 ? ports.shift() : ports[0]) ?? 0 });
    }
    const port = this.open.get(id)?.port;
    if (port !== undefined) this.socket.send(bytes, port, '127.0.0.1');
  }
}

// The answer to a call to a number that nobody has.
function nobodyThere(invite: string): string {
  const same = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(invite, name) ?? ''}`);
  return ['SIP/2.0 404 Not Found', ...same, `To: ${header(invite, 'To') ?? ''};tag=nobody`, 'Content-Length: 0', '', ''].join('\r\n');
}

const frame = (command: string, params?: string): string => {
  const inside = JSON.stringify(params === undefined ? { command, token: 't' } : { command, params, token: 't' });
  return `${Buffer.byteLength(inside)}:${inside},`;
};

interface PhoneEvent { type: string; param?: string; direction?: string }
interface Secure { certificate: string }

// Somebody with a telephone: a baresip of the test's own, which answers by itself and presses the keys that it is told to.
export class Person {
  readonly events: PhoneEvent[] = [];
  private heard = '';

  private constructor(readonly port: number, private readonly program: Child, private readonly control: Stream,
    private readonly folder: string) {
    control.on('data', (bytes) => this.take(bytes.toString()));
    control.on('error', () => { /* the test ends */ });
  }

  static async start(folder: string, number: string, secure?: Secure): Promise<Person> {
    const home = join(folder, `person-${number.slice(1)}${secure ? '-tls' : ''}`);
    mkdirSync(home, { recursive: true });
    const [port, control] = [await freePort(), await freePort()];
    const lines = ['poll_method epoll', `sip_listen 127.0.0.1:${port}`, ...(secure ? [`sip_certificate ${secure.certificate}`] : []),
      'audio_source aufile,silence.wav', 'audio_player aubridge,nowhere', 'ausrc_srate 8000', 'auplay_srate 8000', 'ausrc_channels 1',
      'auplay_channels 1', 'rtp_ports 24100-24500', 'module_path /usr/lib/baresip/modules', 'module g711.so', 'module aufile.so',
      'module aubridge.so', 'module srtp.so', 'module sndfile.so', 'snd_path .', 'module_tmp uuid.so', 'module_tmp account.so',
      'module_app menu.so', 'module_app ctrl_tcp.so', `ctrl_tcp_listen 127.0.0.1:${control}`];
    writeFileSync(join(home, 'config'), `${lines.join('\n')}\n`);
    writeFileSync(join(home, 'accounts'),
      `<sip:${number}@127.0.0.1:${port}>;regint=0;answermode=auto${secure ? ';mediaenc=srtp-mand' : ''}\n`);
    writeFileSync(join(home, 'contacts'), '');
    writeFileSync(join(home, 'silence.wav'), silence(60));
    const program = new Child('baresip', 'sh', ['-c', `cd '${home}' && exec baresip -f . > said.log`]);
    const stream = await until('the person\'s telephone answers', () => new Promise<Stream | undefined>((resolve) => {
      if (!program.running) throw new Error(`${program.trouble('ended').message}\n${readFileSync(join(home, 'said.log'), 'utf8')}`);
      const attempt = connect(control, '127.0.0.1', () => resolve(attempt));
      attempt.on('error', () => resolve(undefined));
    }));
    return new Person(secure ? port + 1 : port, program, stream, home);
  }

  private take(text: string): void {
    this.heard += text;
    for (;;) {
      const length = /^(\d+):/.exec(this.heard);
      if (!length || this.heard.length < length[0].length + Number(length[1]) + 1) return;
      const end = length[0].length + Number(length[1]);
      const message = JSON.parse(this.heard.slice(length[0].length, end)) as PhoneEvent & { event?: boolean };
      this.heard = this.heard.slice(end + 1);
      if (message.event) this.events.push(message);
    }
  }

  count(type: string): number { return this.events.filter((event) => event.type === type).length; }
  async happens(type: string, times = 1, withinMs = 40_000): Promise<void> {
    await until(`${type} ${times} times at the person's telephone`, () => this.count(type) >= times || undefined, withinMs);
  }

  press(keys: string): void {
    for (const key of keys) {
      this.control.write(frame('sndcode', key));
      this.control.write(frame('sndcode'));
    }
  }

  // The loudest sample of all that was heard, of 32768.
  loudest(): number {
    let most = 0;
    for (const name of readdirSync(this.folder).filter((one) => one.endsWith('-dec.wav'))) {
      const bytes = readFileSync(join(this.folder, name));
      for (let at = 44; at + 1 < bytes.length; at += 2) most = Math.max(most, Math.abs(bytes.readInt16LE(at)));
    }
    return most;
  }

  async stop(): Promise<void> {
    this.control.destroy();
    await this.program.stop();
  }
}

function silence(seconds: number): Buffer {
  const size = seconds * 16_000;
  const wav = Buffer.alloc(44 + size);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + size, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(16_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(size, 40);
  return wav;
}

export type Manner = 'busy' | 'declines' | 'rings' | 'machine';

const reply = (status: string, more = 'Content-Length: 0\n\n'): string => `  <send><![CDATA[
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]SIPpTag[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
${more}]]></send>
`;
const again = (status: string): string => `  <send><![CDATA[
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
`;
const sound = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
`;
const receive = (method: string): string => `  <recv request="${method}"></recv>\n`;

const MANNERS: Record<Manner, string> = {
  busy: receive('INVITE') + reply('486 Busy Here') + receive('ACK'),
  declines: receive('INVITE') + reply('180 Ringing') + reply('603 Decline') + receive('ACK'),
  // Until the caller gives up. The answer to the INVITE carries the INVITE's own headers, so it is left out: CANCEL is all that counts.
  rings: receive('INVITE') + reply('180 Ringing') + receive('CANCEL') + again('200 OK'),
  machine: receive('INVITE') + reply('180 Ringing') + reply('200 OK', sound) + receive('ACK') + receive('BYE') + again('200 OK'),
};

// A telephone that always behaves the same: SIPp with a scenario.
export class Machine {
  private constructor(readonly port: number, private readonly program: Child) {}

  static async start(folder: string, manner: Manner): Promise<Machine> {
    const file = join(folder, `${manner}.xml`);
    writeFileSync(file, `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="${manner}">\n${MANNERS[manner]}</scenario>\n`);
    // Its own, then a pair each for sound and picture: SIPp takes both, whatever it is called for, and ends when one is held.
    const port = await freePort(6);
    const program = new Child(`sipp ${manner}`, 'sipp', ['-sf', file, '-i', '127.0.0.1', '-p', String(port), '-mp', String(port + 2),
      '-nostdin', '-nr', '-trace_err', '-error_file', join(folder, `${manner}.err`)]);
    await until('SIPp listens', () => {
      if (!program.running) throw program.trouble('ended');
      return listens(port) || undefined;
    });
    return new Machine(port, program);
  }

  async stop(): Promise<void> {
    this.program.kill('SIGKILL');
    await this.program.exited;
  }
}

// Whether a UDP port of this machine is held.
function listens(port: number): boolean {
  const held = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  return existsSync('/proc/net/udp') && readFileSync('/proc/net/udp', 'utf8').includes(held);
}

// The telephone programs of a running server.
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((one) => one !== '').map(Number)
    .filter((one) => readFileSync(`/proc/${one}/comm`, 'utf8').trim() === 'baresip');
}
