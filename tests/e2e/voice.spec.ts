// Telephone calls through the real thing: ckld with its baresips on the calling side; on the other side other baresips whose persons
// press keys, and SIPp for those who do not. What counts is what the journal says and what the telephones heard.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { Scenery } from './scenery.ts';
import { childrenOf, Exchange, Machine, type Manner, Person } from './telephones.ts';

const OUR_NUMBER = '+46850800000';
const PLAN = `
  - id: telefon
    name: {sv: "Telefon", en: "Telephone"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: 1
        answer_within: 30m
        waves:
          - {persons: [lage-1, lage-2, lage-3]}
`;

let scenery: Scenery;
let exchange: Exchange;
let commands = 0;
const numbers: Record<string, string> = {};
const persons: Person[] = [];
const machines: Machine[] = [];

function gateway(more: string): string {
  return `  - kind: voice
    name: vaxel
    pace: 5
    options:
      from: "${OUR_NUMBER}"
      lines: "2"
      local_address: 127.0.0.1
      ring_ms: "2500"
      speak_ms: "4000"
      pause_ms: "500"
      times: "1"
      languages: sv
      speed: "300"
${more}`;
}

const plainGateway = (): string => gateway(`      server: 127.0.0.1:${exchange.port}\n`);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build();
  exchange = await Exchange.open();
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: sms\n(?: {4}.*\n)+/, plainGateway()));
  scenery.rewrite('stockholm/contacts.yaml', (text) => text.replace(/sms: (\["\+\d+"\])/g, 'sms: $1, voice: $1'));
  // Nothing but the telephone.
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(
    / {2}- \{channel: sms, after: 0s\}\n {2}- \{channel: mail, after: 1s\}\n {2}- \{channel: webhook.*\n/, '  - {channel: voice, after: 0s}\n'));
  // lage-3 deputises for lage-1.
  scenery.rewrite('stockholm/mandates.yaml', (text) => text.replace(/(lage-1, role: STAFF, unit: ckl)/, '$1, order: 1')
    .replace(/(lage-3, role: STAFF, unit: ckl)/, '$1, order: 2'));
  for (const [number, person] of scenery.personByNumber) numbers[person] = number;
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  for (const one of [...persons, ...machines]) await one.stop();
  exchange?.close();
  await scenery?.strike();
});

async function personAt(who: string, secure?: string): Promise<Person> {
  const person = await Person.start(scenery.folder, numbers[who] ?? '', secure === undefined ? undefined : { certificate: secure });
  persons.push(person);
  exchange.connect(numbers[who] ?? '', person.port);
  return person;
}

async function machineAt(who: string, manner: Manner): Promise<number> {
  const machine = await Machine.start(scenery.folder, manner);
  machines.push(machine);
  exchange.connect(numbers[who] ?? '', machine.port);
  return machine.port;
}

const send = async (method: string, body: Json): Promise<Json> =>
  scenery.client('tib-1').call(method, { commandId: `prov-${++commands}`, workspace: 'skarpt', ...body });

async function callOut(headline: string): Promise<string> {
  await send('IncidentService/ReportIncident',
    { kind: 'INCIDENT_KIND_ACCIDENT', headline, level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'telefon' });
  const callouts = ((await scenery.image())['callouts'] ?? []) as { id: string }[];
  return callouts.map(({ id }) => id).sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1])).at(-1) ?? '';
}
const end = (callout: string): Promise<Json> => send('CalloutService/EndCallout', { callout, reason: 'provet är klart' });

interface Call { person: string; state: string; raw?: string; via?: string; eta?: string; called?: string }
async function standing(callout: string, person: string, state: string): Promise<Call> {
  return until(`${person} is ${state}`, async () => {
    const callouts = ((await scenery.image())['callouts'] ?? []) as { id: string; positions: { calls?: Call[] }[] }[];
    const calls = callouts.find(({ id }) => id === callout)?.positions.flatMap(({ calls: each }) => each ?? []) ?? [];
    return calls.find((one) => one.person === person && one.state === `CALL_STATE_${state}`);
  }, 60_000);
}

interface Attempt { state: string; reason?: string; permanent?: boolean; repeated?: boolean; channel: string }
async function attempts(callout: string, person: string): Promise<Attempt[]> {
  const messages = ((await scenery.image())['messages'] ?? []) as { callout: string; person: string; purpose: string; attempts?: Attempt[] }[];
  return messages.find((one) => one.callout === callout && one.person === person && one.purpose.endsWith('_CALL'))?.attempts ?? [];
}

async function happened(kind: string, fits: (event: Json) => boolean): Promise<boolean> {
  return (await scenery.entries()).some((entry) => entry[kind] && fits(entry[kind] as Json));
}

test('whoever answers and presses 1 hears the alarm and is counted as coming', async () => {
  const person = await personAt('lage-1');
  const callout = await callOut('Bussolycka');
  await person.happens('CALL_ESTABLISHED');
  // A word or two first, as people do.
  await until('the voice is heard', () => person.loudest() > 2_000 || undefined);
  person.press('1');
  expect(await standing(callout, 'lage-1', 'COMING')).toMatchObject({ raw: '1', via: 'voice' });
  await person.happens('CALL_CLOSED');  // thanked for, and ended by us
  await until('the attempt is delivered', async () =>
    (await attempts(callout, 'lage-1'))[0]?.state === 'ATTEMPT_STATE_DELIVERED' || undefined);
  expect(exchange.callsTo(numbers['lage-1'] ?? '')).toBe(1);
  expect(exchange.calls.map(({ from }) => from)).toEqual([OUR_NUMBER]);
  await end(callout);
});

// Early, while few notices of earlier alarms wait for a line: contact tests go after all of them.
test('a contact test by telephone: the words say that nothing has happened, and key 1 proves the way', async () => {
  const person = await personAt('lage-4');
  await send('TrialService/TestContact', { person: 'lage-4', channel: 'voice' });
  await person.happens('CALL_ESTABLISHED');
  await until('the voice is heard', () => person.loudest() > 2_000 || undefined);
  person.press('1');
  const proved = async (): Promise<boolean | undefined> => {
    const answer = await scenery.client('tib-1').call('TrialService/ListContactTests', { workspace: 'skarpt', person: 'lage-4' });
    const [row] = (answer['persons'] ?? []) as { paths?: { channel: string; proved?: boolean; via?: string }[] }[];
    return row?.paths?.some((path) => path.channel === 'voice' && path.proved && path.via === 'voice') || undefined;
  };
  await until('the way is proved', proved);
  await person.happens('CALL_CLOSED');
});

test('a machine answers twice, nobody presses a key: silent, and the next is called and comes in forty minutes', async () => {
  await machineAt('lage-1', 'machine');
  const next = await personAt('lage-2');
  const before = exchange.callsTo(numbers['lage-1'] ?? '');
  const callout = await callOut('Översvämning');
  await next.happens('CALL_ESTABLISHED');
  expect(exchange.callsTo(numbers['lage-1'] ?? '') - before, 'rung twice').toBe(2);
  await standing(callout, 'lage-1', 'SILENT');
  expect((await attempts(callout, 'lage-1')).map(({ state, permanent }) => [state, permanent])).toEqual([['ATTEMPT_STATE_FAILED', true]]);
  expect((await attempts(callout, 'lage-1'))[0]?.reason).toBe('ingen svarade med en knapp');
  next.press('34');
  const coming = await standing(callout, 'lage-2', 'COMING');
  expect(coming).toMatchObject({ raw: '34', via: 'voice' });
  const minutes = (Date.parse(coming.eta ?? '') - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(38);
  expect(minutes).toBeLessThanOrEqual(40);
  await end(callout);
});

for (const [manner, reason, state] of [['busy', 'upptaget', 'UNREACHABLE'], ['declines', 'samtalet avvisades', 'UNREACHABLE'],
  ['rings', 'ingen svarade', 'SILENT']] as const) {
  test(`a telephone (${manner}) that nobody answers: the next is called`, async () => {
    await machineAt('lage-1', manner);
    const next = persons.at(-1) as Person;
    const [before, established] = [exchange.callsTo(numbers['lage-1'] ?? ''), next.count('CALL_ESTABLISHED')];
    const callout = await callOut(`Brand, ${manner}`);
    await next.happens('CALL_ESTABLISHED', established + 1);
    await standing(callout, 'lage-1', state);
    expect((await attempts(callout, 'lage-1')).map((one) => one.reason)).toEqual([reason]);
    expect(exchange.callsTo(numbers['lage-1'] ?? '') - before).toBe(manner === 'rings' ? 2 : 1);
    next.press('1');
    await standing(callout, 'lage-2', 'COMING');
    await end(callout);
  });
}

test('who does not hear the first call answers the second: from the same number, within three minutes', async () => {
  const silent = await machineAt('lage-1', 'rings');
  const person = await personAt('lage-1');
  exchange.connect(numbers['lage-1'] ?? '', silent, person.port);
  const before = exchange.calls.length;
  const callout = await callOut('Explosion');
  await person.happens('CALL_ESTABLISHED');
  const [first, second, ...more] = exchange.calls.slice(before);
  expect([first?.to, second?.to, more]).toEqual([numbers['lage-1'], numbers['lage-1'], []]);
  expect([first?.from, second?.from]).toEqual([OUR_NUMBER, OUR_NUMBER]);
  expect((second?.at ?? Infinity) - (first?.at ?? 0)).toBeLessThan(180_000);
  person.press('1');
  await standing(callout, 'lage-1', 'COMING');
  expect(await attempts(callout, 'lage-1')).toHaveLength(1);
  await end(callout);
});

// One that has ended and that nobody has asked about yet (state Z) is not alive.
function alive(program: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${program}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('SIGKILL of the server in the middle of a call: the line is let go, and whoever was called is called again with the mark', async () => {
  const person = await personAt('lage-1');
  const callout = await callOut('Strömavbrott');
  await person.happens('CALL_ESTABLISHED');
  const programs = childrenOf(scenery.server?.pid ?? 0);
  expect(programs).toHaveLength(2);
  await scenery.pull();
  await person.happens('CALL_CLOSED');  // no silent line is left behind
  await scenery.start();
  await person.happens('CALL_ESTABLISHED', 2);
  person.press('1');
  await standing(callout, 'lage-1', 'COMING');
  expect((await attempts(callout, 'lage-1')).map(({ state, repeated }) => [state, repeated ?? false])).toEqual([
    ['ATTEMPT_STATE_DOUBTED', false], expect.arrayContaining([true])]);
  // They hang up and end by themselves when their server is gone; some are quicker than the new server, some are not.
  for (const program of programs) await until(`the old telephone program ${program} ends`, () => !alive(program));
  await end(callout);
});

test('SIGKILL of the telephone program in the middle of a call: another is started, and the call is made again with the mark', async () => {
  const person = persons.at(-1) as Person;
  const established = person.count('CALL_ESTABLISHED');
  const callout = await callOut('Stormskador');
  await person.happens('CALL_ESTABLISHED', established + 1);
  const before = childrenOf(scenery.server?.pid ?? 0);
  for (const program of before) process.kill(program, 'SIGKILL');
  await until('the attempt is in doubt', async () =>
    (await attempts(callout, 'lage-1'))[0]?.reason?.startsWith('oklart om meddelandet gick fram') || undefined);
  // Nobody hung up at the person's end: that telephone still holds the dead call, and says so.
  await until('new telephone programs run', () => {
    const now = childrenOf(scenery.server?.pid ?? 0);
    return now.length === 2 && now.every((one) => !before.includes(one)) || undefined;
  });
  await until('called again', () => person.count('CALL_ESTABLISHED') > established + 1 || undefined, 60_000);
  person.press('2');
  expect(await standing(callout, 'lage-1', 'DECLINED')).toMatchObject({ raw: '2' });
  await end(callout);
});

test('key 5: the deputy is called before whoever is in turn', async () => {
  const [person, deputy] = [await personAt('lage-1'), await personAt('lage-3')];
  const callout = await callOut('Vattenläcka');
  await person.happens('CALL_ESTABLISHED');
  const before = exchange.callsTo(numbers['lage-2'] ?? '');
  person.press('5');
  expect(await standing(callout, 'lage-1', 'DECLINED')).toMatchObject({ raw: '5', via: 'voice' });
  await deputy.happens('CALL_ESTABLISHED');
  deputy.press('1');
  await standing(callout, 'lage-3', 'COMING');
  expect(exchange.callsTo(numbers['lage-2'] ?? '')).toBe(before);
  await end(callout);
});

// Certificates of two authorities, and one for the exchange by the first.
function certificates(): { right: string; wrong: string; exchange: string } {
  const openssl = (...words: string[]): void => { execFileSync('openssl', words, { cwd: scenery.folder, stdio: 'pipe' }); };
  for (const name of ['right', 'wrong']) {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`);
  }
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'sip.key', '-out', 'sip.csr', '-subj', '/CN=127.0.0.1');
  openssl('x509', '-req', '-in', 'sip.csr', '-CA', 'right.pem', '-CAkey', 'right.key', '-CAcreateserial', '-out', 'sip.pem', '-days', '2');
  const both = join(scenery.folder, 'sip-both.pem');
  writeFileSync(both, readFileSync(join(scenery.folder, 'sip.key'), 'utf8') + readFileSync(join(scenery.folder, 'sip.pem'), 'utf8'));
  return { right: join(scenery.folder, 'right.pem'), wrong: join(scenery.folder, 'wrong.pem'), exchange: both };
}

test('TLS and SRTP: a call by the right authority, and none when the authority is wrong', async () => {
  const files = certificates();
  const person = await personAt('lage-1', files.exchange);
  const secured = (authority: string): string =>
    gateway(`      server: 127.0.0.1:${person.port}\n      transport: tls\n      srtp: "true"\n      ca_file: ${authority}\n`);
  const use = async (authority: string): Promise<void> => {
    await scenery.server?.stop();
    scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: voice\n(?: {4}.*\n)+/, secured(authority)));
    await scenery.start();
  };
  await use(files.right);
  const callout = await callOut('Rätt utfärdare');
  await person.happens('CALL_ESTABLISHED');
  expect(person.count('CALL_MENC'), 'the sound is encrypted').toBeGreaterThan(0);
  person.press('1');
  await standing(callout, 'lage-1', 'COMING');
  await person.happens('CALL_CLOSED');
  await end(callout);
  await use(files.wrong);
  const rung = person.count('CALL_REMOTE_SDP');
  const refused = await callOut('Fel utfärdare');
  const failed = await until('the call failed', async () =>
    (await attempts(refused, 'lage-1')).find(({ state }) => state === 'ATTEMPT_STATE_FAILED'));
  expect(failed).toMatchObject({ reason: 'telefonväxeln kunde inte nås' });
  expect(failed.permanent ?? false, 'it is tried again').toBe(false);
  expect(person.count('CALL_REMOTE_SDP'), 'its telephone heard of no call').toBe(rung);
  await end(refused);
});

test('no telephone number is in the journal', async () => {
  const written = JSON.stringify(await scenery.entries());
  expect(await happened('answerRecorded', ({ via, raw }) => via === 'voice' && raw === '34')).toBe(true);
  expect(written).not.toContain('4670174');
});
