// Two Kannels, each with an operator of its own, and one is killed in the middle of a call-out: everybody is reached, once, the loss
// is told by mail, and the one that comes back is used again.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { KANNEL, Kannel } from './kannel.ts';
import { Scenery } from './scenery.ts';
import { Smsc } from './smsc.ts';

const NAMES = ['kannel-1', 'kannel-2'];
const CALLED = [1, 2, 3, 4, 5, 6].map((number) => `lage-${number}`)
  .concat([1, 2, 3, 4].map((number) => `analys-${number}`), [1, 2, 3, 4].map((number) => `planering-${number}`));
// Short enough to stand whole in a text of one part, with the longest of the links.
const HEADLINE = 'Skred';

const PLAN = `
  - id: alla
    name: {sv: "Alla", en: "All"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: ${CALLED.length}
        answer_within: 30m
        waves:
          - {parallel: true, persons: [${CALLED.join(', ')}]}
`;

let scenery: Scenery;
const operators: Smsc[] = [];
const kannels: Kannel[] = [];
let number: (person: string) => string;

// Slow enough that the one dies with most of its work before it.
const gateway = (name: string, kannel: Kannel): string => `  - kind: sms
    name: ${name}
    pace: 1
    options:
      dialect: kannel
      url: ${kannel.ownUrl}
      username: ${KANNEL.user}
      password: ${KANNEL.password}
      from: "${KANNEL.from}"
      timeout_ms: "1500"
      report: {url: "http://127.0.0.1:${scenery.httpPort}/v1/receipts/${name}", secret: kvittohemlighet-i-provet}
`;

test.beforeAll(async () => {
  scenery = await Scenery.build();
  for (const name of NAMES) {
    const smsc = await Smsc.start();
    operators.push(smsc);
    const home = join(scenery.folder, name);
    mkdirSync(home);
    kannels.push(await Kannel.start(home, smsc.port, scenery.httpPort, `/v1/texts/${name}?id=%I`));
  }
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  const ways = NAMES.map((name, at) => gateway(name, kannels[at] as Kannel)).join('');
  scenery.rewrite('ckld.yaml', (text) => `${text.replace(/ {2}- kind: sms\n(?: {4}.*\n)+/, ways)}failover: {stay: 4s}\n`);
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(/ {2}- \{channel: mail, after: 1s\}\n {2}- \{channel: webhook.*\n/,
    '  - {channel: mail, after: 10m}\n'));
  const byNumber = scenery.personByNumber;
  number = (person) => [...byNumber].find(([, one]) => one === person)?.[0] ?? '';
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  for (const kannel of kannels) await kannel.stop();
  for (const smsc of operators) smsc.goAway();
  await scenery?.strike();
});

let commands = 0;
const send = async (method: string, body: Json): Promise<Json> =>
  scenery.client('tib-1').call(method, { commandId: `prov-${++commands}`, workspace: 'skarpt', ...body });
const callOut = (headline: string): Promise<Json> => send('IncidentService/ReportIncident',
  { kind: 'INCIDENT_KIND_ACCIDENT', headline, level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'alla' });

// How often a person's telephone has got the call, by either operator.
const calls = (person: string, headline: string): string[] =>
  operators.flatMap((smsc) => smsc.texts(number(person))).filter((text) => text.includes(headline));

interface Status { gateway: string; use: string; words: { sv: string } }
async function status(name: string): Promise<Status> {
  const answer = await scenery.client('tib-1').call('GatewayService/ListGateways', { workspace: 'skarpt' });
  return ((answer['gateways'] ?? []) as Status[]).find((one) => one.gateway === name) as Status;
}
const mailsTo = (who: string, words: string): string[] =>
  scenery.mails().filter((mail) => mail.to.includes(who) && mail.text.includes(words)).map((mail) => mail.text);

test('one of two Kannels is killed in the middle of a call-out: all are reached, and the loss is told by mail', async () => {
  await callOut(HEADLINE);
  // A text of several parts, cut in two by the end of the Kannel that had taken it, is lost to everybody but the ladder.
  await until('the first are called by both', () => operators.every((smsc) =>
    CALLED.some((person) => smsc.texts(number(person)).some((text) => text.includes(HEADLINE)))) || undefined);
  await kannels[0]?.pull();
  for (const person of CALLED) {
    await until(`${person} is called`, () => calls(person, HEADLINE).length > 0 || undefined, 60_000);
  }
  // What nobody took was not repeated: no mark, and nobody has it twice.
  for (const person of CALLED) {
    const texts = calls(person, HEADLINE);
    expect(texts.length === 1 || texts.slice(1).every((text) => text.includes('UPPREPNING')), texts.join('\n')).toBe(true);
  }
  expect((await status('kannel-1')).words.sv).toContain('svarar inte sedan');
  expect((await status('kannel-2')).use).toBe('GATEWAY_USE_IN_USE');
  const ready = await (await fetch(`${scenery.url}/readyz`)).json() as { ready: boolean; gateways: { gateway: string; works: boolean }[] };
  expect(ready.ready).toBe(true);
  expect(ready.gateways.find(({ gateway: name }) => name === 'kannel-1')?.works).toBe(false);
  await until('the duty officer is told by mail', () => mailsTo('tib', 'Porten kannel-1 (sms) svarar inte').length > 0 || undefined);
  expect(mailsTo('tib', 'I stället sänder kannel-2').length).toBeGreaterThan(0);
  const lost = (await scenery.entries()).filter((entry) => entry['gatewayLost']);
  expect(lost.length).toBe(1);
});

test('the one that comes back is tried, used again, and that is told too', async () => {
  await kannels[0]?.startBoxes();
  await until('kannel-1 is used again', async () => {
    if ((await status('kannel-1')).use === 'GATEWAY_USE_IN_USE') return true;
    await callOut('Prov av vägen');
    return undefined;
  }, 90_000);
  const entries = await scenery.entries();
  expect(entries.filter((entry) => entry['gatewayRecovered']).length).toBe(1);
  const list = scenery.cli('tib-1', 'gateways', 'list');
  expect(await list.exited).toBe(0);
  expect(list.lines.find((line) => line.includes('kannel-1'))).toContain('●');
});

test('a pin holds, and its release too', async () => {
  const pin = scenery.cli('tib-1', 'gateways', 'pin', 'kannel-2', '--reason', 'Prov av låsning');
  expect(await pin.exited, pin.lines.join('\n')).toBe(0);
  expect((await status('kannel-1')).use).toBe('GATEWAY_USE_STANDBY');
  const unknown = scenery.cli('tib-1', 'gateways', 'pin', 'kannel-3', '--reason', 'Prov');
  expect(await unknown.exited).toBe(5);
  expect(unknown.lines.join(' ')).toContain('Välj en av: kannel-1 (sms), kannel-2 (sms)');
  const release = scenery.cli('tib-1', 'gateways', 'release', 'sms');
  expect(await release.exited, release.lines.join('\n')).toBe(0);
  expect((await status('kannel-1')).use).toBe('GATEWAY_USE_IN_USE');
});
