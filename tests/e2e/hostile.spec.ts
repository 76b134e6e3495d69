// What comes in from outside when nobody means well: tens of thousands of connections, halves of requests, frames cut anywhere, bytes that
// are no protocol. Each is refused with its own code, nobody else notices, and the server's memory stays where it was.
import { createConnection, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import WebSocket from 'ws';
import { type Child, until } from './child.ts';
import { type Json, Post } from './client.ts';
import { Scenery } from './scenery.ts';

const ATTEMPTS = 20_000;
const AT_A_TIME = 400;
const PLACES = 2_000;  // listen.connections of the configuration
const MIB = 1024;

let scenery: Scenery;
let screen: Post;
let follower: Child;
let commander: WebSocket;
let notes = 0;
let idleKib = 0;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build();
  await scenery.start();
  screen = new Post(() => scenery.streamUrl, scenery.token('registrator-1'), 'skarpt');
  follower = scenery.cli('registrator-1', 'tail', '--json', '--after', '0');
  await follower.line((line) => line.includes('workspaceOpened'));
  commander = new WebSocket(scenery.streamUrl, 'ckl.v1.json', { headers: { Authorization: `Bearer ${scenery.token('tib-1')}` } });
  await new Promise((resolve, reject) => { commander.on('open', resolve); commander.on('error', reject); });
  await othersWork();
  idleKib = residentKib();
});

test.afterAll(async () => {
  screen?.close();
  commander?.close();
  await follower?.stop();
  await scenery?.strike();
});

const residentKib = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${scenery.server?.pid}/status`, 'utf8'))?.[1]);

// Since before all of it.
const grownMib = (): number => (residentKib() - idleKib) / MIB;

// Those who were there before work on: a command on the connection that stands, and its entry on the screen and at the follower over gRPC.
async function othersWork(): Promise<number> {
  const text = `Ostörd ${++notes}`;
  const begun = performance.now();
  commander.send(JSON.stringify({ command: { writeLogEntry: {
    commandId: `ostord-${notes}`, workspace: 'skarpt', kind: 'LOG_KIND_INCOMING', text } } }));
  await until(`«${text}» on the screen`, () => screen.entries.some((entry) => JSON.stringify(entry).includes(text)) || undefined, 10_000);
  const took = performance.now() - begun;
  await follower.line((line) => line.includes(text));
  return took;
}

interface Raw { socket: Socket; heard: () => string; bytes: () => Buffer; closed: Promise<void>; isClosed: () => boolean }

// A bare connection, from another of this machine's addresses each time so that none runs out of ports.
let from = 0;
async function raw(port: number): Promise<Raw> {
  from = (from + 1) % 50;
  const socket = createConnection({ port, host: '127.0.0.1', localAddress: `127.0.1.${from + 1}` });
  const parts: Buffer[] = [];
  let over = false;
  socket.on('data', (part: Buffer) => { parts.push(part); });
  const closed = new Promise<void>((resolve) => { socket.on('close', () => { over = true; resolve(); }); });
  await new Promise<void>((resolve) => {
    socket.on('connect', () => resolve());
    socket.on('error', () => resolve());
  });
  return { socket, heard: () => Buffer.concat(parts).toString('latin1'), bytes: () => Buffer.concat(parts), closed, isClosed: () => over };
}

const many = <T>(count: number, one: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => one(at)));

// Opens so many connections, keeps as many as there are places, and says how the rest fared.
async function storm(port: number, keep: number): Promise<{ kept: Raw[]; told: number; cut: number; slowest: number }> {
  const kept: Raw[] = [];
  const outcome = { told: 0, cut: 0, slowest: 0 };
  for (let done = 0; done < ATTEMPTS; done += AT_A_TIME) {
    const round = await many(AT_A_TIME, () => raw(port));
    const room = Math.max(0, keep - kept.length);
    kept.push(...round.slice(0, room));
    for (const one of round.slice(room)) {
      one.socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      await one.closed;
      if (one.heard().includes('503')) outcome.told += 1;
      else outcome.cut += 1;
    }
    if (done % (AT_A_TIME * 10) === 0) outcome.slowest = Math.max(outcome.slowest, await othersWork());
  }
  return { kept, ...outcome };
}

test(`${ATTEMPTS} connection attempts over HTTP: who is in stays in, the rest are told, and there is room again after it`, async () => {
  test.setTimeout(300_000);
  const { kept, told, cut, slowest } = await storm(scenery.httpPort, PLACES);
  const grown = grownMib();
  console.log(`  ${told} told 503, ${cut} closed, slowest ${slowest.toFixed(0)} ms for others, ${grown.toFixed(1)} MiB more with ${PLACES} held`);
  expect(told, 'somebody is told why').toBeGreaterThan(0);
  expect(slowest).toBeLessThan(2_000);
  expect(grown).toBeLessThan(64);
  for (const one of kept) one.socket.destroy();
  await until('there is room again', async () => (await fetch(`${scenery.url}/healthz`)).ok || undefined);
  await othersWork();
});

test(`${ATTEMPTS} connection attempts over gRPC do not disturb those who are in`, async () => {
  test.setTimeout(300_000);
  const { kept, slowest } = await storm(scenery.grpcPort, PLACES);
  const grown = grownMib();
  console.log(`  slowest ${slowest.toFixed(0)} ms for others, ${grown.toFixed(1)} MiB more with ${PLACES} held`);
  expect(slowest).toBeLessThan(2_000);
  expect(grown).toBeLessThan(192);
  await until('who says nothing is let go of', () => kept.every((one) => one.isClosed()) || undefined, 20_000);
  expect(await scenery.cli('tib-1', 'workspaces').exited).toBe(0);
});

test('requests that never end are closed after ten seconds, and cost next to nothing', async () => {
  const slow = await many(300, async () => {
    const one = await raw(scenery.httpPort);
    one.socket.write('POST /ckl.v1.LogService/WriteLogEntry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n');
    return one;
  });
  const dripping = setInterval(() => { for (const one of slow) if (!one.isClosed()) one.socket.write('X-Long: x\r\n'); }, 1_000);
  await othersWork();
  const grown = grownMib();
  await until('all are closed', () => slow.every((one) => one.isClosed()) || undefined, 20_000);
  clearInterval(dripping);
  console.log(`  300 dripping requests: ${grown.toFixed(1)} MiB more than at the start`);
  expect(grown).toBeLessThan(192);
  await othersWork();
});

const handshake = (more = ''): string => ['GET /v1/stream HTTP/1.1', 'Host: localhost', 'Upgrade: websocket', 'Connection: Upgrade',
  'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, 'Sec-WebSocket-Protocol: ckl.v1.json',
  `Authorization: Bearer ${scenery.token('tib-1')}`, ...(more ? [more] : []), '', ''].join('\r\n');

// A frame as a client sends it: masked, whole.
function frame(payload: Buffer, first = 0x81, mask = true): Buffer {
  const size = payload.length;
  const length = size < 126 ? Buffer.from([size]) : Buffer.from([126, size >> 8, size & 255]);
  if (!mask) return Buffer.concat([Buffer.from([first]), length, payload]);
  length[0] = (length[0] ?? 0) | 0x80;
  const key = randomBytes(4);
  return Buffer.concat([Buffer.from([first]), length, key, payload.map((byte, at) => byte ^ (key[at % 4] ?? 0))]);
}

const subscribe = (more: Json = {}): Buffer => Buffer.from(JSON.stringify({ subscribe: { workspace: 'skarpt', after: '0', ...more } }));

test('a handshake and its first frame, cut after each byte', async () => {
  const whole = Buffer.concat([Buffer.from(handshake()), frame(subscribe())]);
  for (let cut = 0; cut <= whole.length; cut += AT_A_TIME) {
    const round = await many(Math.min(AT_A_TIME, whole.length + 1 - cut), async (at) => {
      const one = await raw(scenery.httpPort);
      one.socket.end(whole.subarray(0, cut + at));
      return one;
    });
    // Whoever has ended may still hear what was under way.
    await until('each is let go of', () => round.every((one) => one.isClosed()) || undefined, 30_000);
  }
  await othersWork();
});

// The code of the close frame that the server ends with; undefined when it ends without one.
async function closeCode(after: Buffer): Promise<number | undefined> {
  const one = await raw(scenery.httpPort);
  one.socket.write(handshake());
  await until('the handshake is answered', () => one.heard().includes('\r\n\r\n') || undefined);
  one.socket.write(after);
  await one.closed;
  const frames = one.bytes().subarray(one.bytes().indexOf('\r\n\r\n') + 4);
  for (let at = 0; at + 1 < frames.length;) {
    const short = (frames[at + 1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length = short < 126 ? short : short === 126 ? frames.readUInt16BE(at + 2) : Number(frames.readBigUInt64BE(at + 2));
    if (((frames[at] ?? 0) & 0x0f) === 8) return frames.readUInt16BE(at + head);
    at += head + length;
  }
  return undefined;
}

// Only its head: binary, masked, of 2^40 bytes.
const huge = Buffer.concat([Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0]), randomBytes(4)]);
const BAD: [string, () => Buffer, number][] = [
  ['a frame of a terabyte', () => huge, 1009],
  ['text that is not UTF-8', () => frame(Buffer.from([0xc3, 0x28])), 1007],
  ['a frame that says it is compressed', () => frame(Buffer.from('xx'), 0xc1), 1002],
  ['a frame without a mask', () => frame(subscribe(), 0x81, false), 1002],
  ['an opcode that nobody has defined', () => frame(Buffer.from('x'), 0x83), 1002],
  ['a ping longer than pings are', () => frame(Buffer.alloc(126), 0x89), 1002],
  ['the rest of a message that never began', () => frame(Buffer.from('x'), 0x80), 1002],
];
for (const [what, bytes, code] of BAD) {
  test(`${what} is closed with ${code}`, async () => {
    expect(await closeCode(bytes())).toBe(code);
    await othersWork();
  });
}

test('compression is never agreed to, so that no bomb can be sent', async () => {
  const one = await raw(scenery.httpPort);
  one.socket.write(handshake('Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'));
  await until('the handshake is answered', () => one.heard().includes('\r\n\r\n') || undefined);
  expect(one.heard()).toContain('101');
  expect(one.heard().toLowerCase()).not.toContain('sec-websocket-extensions');
  one.socket.destroy();
  const zipped = await fetch(`${scenery.url}/ckl.v1.LogService/WriteLogEntry`, {
    method: 'POST', body: new Uint8Array(1_000),
    headers: { Authorization: `Bearer ${scenery.token('tib-1')}`, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
  });
  expect(zipped.status).toBeGreaterThanOrEqual(400);
});

test('a subprotocol that nobody speaks is refused in words', async () => {
  const one = await raw(scenery.httpPort);
  one.socket.write(handshake().replace('ckl.v1.json', 'mqtt'));
  await one.closed;
  expect(one.heard()).toMatch(/^HTTP\/1\.1 400/);
  expect(one.heard()).toContain('ckl.v1.proto');
});

// What a subscription is refused with.
async function refusal(request: Json): Promise<string> {
  const socket = new WebSocket(scenery.streamUrl, 'ckl.v1.json', { headers: { Authorization: `Bearer ${scenery.token('tib-1')}` } });
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(String(subscribe(request))));
    socket.on('message', (bytes) => {
      const frames = String(bytes);
      if (frames.includes('"closing"')) { resolve(frames); socket.close(); }
    });
    socket.on('close', () => resolve('closed without a word'));
  });
}

test('a resume beyond the head, or in another journal, says so', async () => {
  expect(await refusal({ after: '999999' })).toContain('STREAM_BEYOND_HEAD');
  expect(await refusal({ after: '1', journal: '00000000000000000000000000000000' })).toContain('STREAM_OTHER_JOURNAL');
});

test('bytes that are no gRPC on its port end that connection alone', async () => {
  await many(300, async (at) => {
    const one = await raw(scenery.grpcPort);
    const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    one.socket.end(Buffer.concat([at % 2 ? preface : Buffer.alloc(0), randomBytes(1 + (at * 211) % 65_536)]));
    await one.closed;
  });
  const grown = grownMib();
  console.log(`  300 connections of garbage: ${grown.toFixed(1)} MiB more than at the start`);
  expect(grown).toBeLessThan(192);
  expect(await scenery.cli('tib-1', 'workspaces').exited).toBe(0);
  await othersWork();
});
