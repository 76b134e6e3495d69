// Contact tests and drills over the real ways: a text through Kannel and SMPP answered by its code, a mail answered by its link in a
// browser, an address that changes, a drill that reaches only those on the exercise's list, its evidence, and one that gives way.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { KANNEL, Kannel } from './kannel.ts';
import { Scenery } from './scenery.ts';
import { Smsc } from './smsc.ts';

const SECRET = 'svarshemlighet-i-provet';
const STRANGER = '+46701740699';
const LISTED = ['lage-1', 'lage-2'];

const PLAN = `
  - id: vag
    name: {sv: "Larmvägen", en: "The route"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: 3
        answer_within: 30m
        waves:
          - {parallel: true, persons: [lage-1, lage-2, lage-3]}
`;

let smsc: Smsc;
let scenery: Scenery;
let kannel: Kannel;
let commands = 0;

const gateway = (): string => `  - kind: sms
    name: kannel
    pace: 200
    options:
      dialect: kannel
      url: ${kannel.sendUrl}
      username: ${KANNEL.user}
      password: ${KANNEL.password}
      from: "${KANNEL.from}"
      exercise_allowed: "true"
      answers: {secret: ${SECRET}, country: "46"}
`;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  smsc = await Smsc.start();
  scenery = await Scenery.build();
  const back = `/v1/texts/kannel?secret=${SECRET}&from=%p&to=%P&id=%I&cs=%C&coding=%c&text=%b`;
  kannel = await Kannel.start(scenery.folder, smsc.port, scenery.httpPort, back);
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: sms\n(?: {4}.*\n)+/, gateway())
    .replace('exercise_list: []', `exercise_list: [${LISTED.join(', ')}]`));
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  await kannel?.stop();
  smsc?.stop();
  await scenery?.strike();
});

const number = (person: string): string => [...scenery.personByNumber].find(([, one]) => one === person)?.[0] ?? '';
const codeIn = (text: string): string => /\bK\d+[A-Z]{2}\b/.exec(text)?.[0] ?? 'no code';
const send = async (workspace: string, method: string, body: Json): Promise<Json> =>
  scenery.client('tib-1').call(method, { commandId: `prov-${++commands}`, workspace, ...body });
async function ckl(...words: string[]): Promise<string> {
  const child = scenery.cli('tib-1', ...words);
  expect(await child.exited, child.lines.join('\n')).toBe(0);
  return child.lines.join('\n');
}
const textTo = (to: string, holding: string): Promise<string> =>
  until(`a text to ${to} with «${holding}»`, () => smsc.texts(to).find((text) => text.includes(holding)), 40_000);

interface Path { channel: string; good?: string; via?: string; proved?: boolean }
interface Row { person: string; onDuty?: boolean; paths?: Path[]; proved?: number }
async function row(person: string): Promise<Row | undefined> {
  const answer = await scenery.client('tib-1').call('TrialService/ListContactTests', { workspace: 'skarpt', person });
  return ((answer['persons'] ?? []) as Row[])[0];
}
const proved = (person: string, channel: string): Promise<Path> =>
  until(`${channel} to ${person} is proved`, async () => (await row(person))?.paths?.find((path) => path.channel === channel && path.proved));

interface Outcome { called?: number; answered?: number; silent?: string[] }
interface Drill { id: string; state: string; callout?: string; reason?: string; outcome?: Outcome }
async function drills(): Promise<Drill[]> {
  return ((await scenery.client('tib-1').call('TrialService/ListDrills', { workspace: 'ovning' }))['drills'] ?? []) as Drill[];
}
const drill = (id: string, state: string): Promise<Drill> =>
  until(`${id} is ${state}`, async () => (await drills()).find((one) => one.id === id && one.state === `DRILL_STATE_${state}`));

test('a text with a code: answered from any telephone, it proves the way', async () => {
  await ckl('contacts', 'test', 'sms');
  const text = await textTo(number('tib-1'), 'KONTAKTPROV');
  expect(text).toContain('inget har hänt');
  expect(text).not.toContain('INKALLNING');
  expect(text).toMatch(/http:\/\/localhost:\d+\/s\//);
  expect(smsc.parts.filter(({ to }) => to === number('tib-1')), 'one part').toHaveLength(1);
  expect((await row('tib-1'))?.proved ?? 0, 'that it was sent proves nothing').toBe(0);
  smsc.deliver(STRANGER, `${codeIn(text).toLowerCase()} japp`);
  expect(await proved('tib-1', 'sms')).toMatchObject({ via: 'sms' });
  const unclear = await scenery.client('tib-1').call('CalloutService/ListUnclearAnswers', { workspace: 'skarpt' });
  expect(unclear['answers'] ?? []).toEqual([]);
});

test('a mail with a link: opening it proves nothing, the tap does', async ({ page }) => {
  await ckl('contacts', 'test', 'mail');
  const mail = await until('the mail', () => scenery.mails().find(({ subject }) => subject.includes('Kontaktprov')), 40_000);
  const link = /http:\/\/localhost:\d+\/s\/\S+/.exec(mail.text)?.[0] ?? '';
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Kontaktprov' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('contact-test.png') });
  expect((await row('tib-1'))?.proved).toBe(1);
  await page.getByRole('button', { name: 'Ja, jag nås här' }).click();
  await expect(page.getByRole('heading', { name: 'Tack, det fungerar' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('contact-test-thanks.png') });
  expect(await proved('tib-1', 'mail')).toMatchObject({ via: 'link' });
  const shown = await ckl('contacts', 'tests', '--person', 'tib-1');
  expect(shown.match(/● prövad/g)).toHaveLength(2);
  // The same again is no second fact.
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Tack, det fungerar' })).toBeVisible();
  const confirmed = (await scenery.entries()).filter((entry) => entry['contactConfirmed']);
  expect(confirmed).toHaveLength(2);
});

test('a way that is not in the ladder is refused, with those that are', async () => {
  const child = scenery.cli('tib-1', 'contacts', 'test', 'brevduva');
  expect(await child.exited).not.toBe(0);
  expect(child.lines.join('\n')).toContain('Välj en av: sms, mail');
});

test('an address that is another one after a restart is no longer proved', async () => {
  await scenery.server?.stop();
  scenery.rewrite('stockholm/contacts.yaml', (text) => text.replace(number('tib-1'), '+46701740688'));
  await scenery.start();
  await until('the proof is forgotten', async () => (await row('tib-1'))?.proved === 1 || undefined);
  expect((await scenery.entries()).find((entry) => entry['contactForgotten'])).toMatchObject(
    { contactForgotten: { person: 'tib-1', channel: 'sms' } });
  expect(JSON.stringify(await scenery.entries()), 'no address in the journal').not.toContain('4670174');
});

test('a drill reaches those on the list with ÖVNING, says who never answered, and is kept as evidence', async () => {
  expect(await ckl('--workspace', 'ovning', 'drill', 'plan', 'vag')).toContain('drill-');
  const running = await until('the drill runs', async () => (await drills()).find(({ state }) => state === 'DRILL_STATE_RUNNING'));
  const text = await textTo(number('lage-1'), 'ÖVNING');
  expect(text).toContain('INKALLNING som Läge. Larmöv');  // the rest stands behind the link
  await textTo(number('lage-2'), 'ÖVNING');
  smsc.deliver(number('lage-1'), `${codeIn(text)} ja 20`);
  await until('lage-1 comes', async () => {
    const report = await scenery.client('tib-1').call('CalloutService/GetCalloutReport', { workspace: 'ovning', callout: running.callout ?? '' });
    return (report['times'] as { answered?: number } | undefined)?.answered === 1 || undefined;
  });
  await send('ovning', 'CalloutService/EndCallout', { callout: running.callout, reason: 'alla har hunnit svara' });
  expect(await drill(running.id, 'ENDED')).toMatchObject({ outcome: { called: 3, answered: 1, silent: ['lage-2', 'lage-3'] } });
  expect(smsc.texts(number('lage-3')), 'not on the list').toEqual([]);
  const evidence = await until('the live workspace keeps it', async () =>
    (await scenery.entries()).map((entry) => (entry['exerciseRecorded'] as Json | undefined)?.['exercise'] as Json | undefined)
      .find((exercise) => exercise));
  expect(evidence['reference']).toContain(`ovning/${running.id} (vag): 1 av 3 svarade`);
  const listed = await ckl('--workspace', 'ovning', 'drill', 'list');
  expect(listed).toContain('1 av 3 svarade');
  expect(listed).toContain('SVARADE ALDRIG: lage-2, lage-3');
});

test('a live alarm breaks off the drill that runs, and whoever was called hears it', async () => {
  await ckl('--workspace', 'ovning', 'drill', 'plan', 'vag');
  const running = await until('the drill runs', async () => (await drills()).find(({ state }) => state === 'DRILL_STATE_RUNNING'));
  await send('skarpt', 'IncidentService/ReportIncident',
    { kind: 'INCIDENT_KIND_ACCIDENT', headline: 'Bussolycka', level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'prov' });
  expect(await drill(running.id, 'CANCELLED')).toMatchObject({ reason: 'Skarpt larm pågår' });
  await textTo(number('lage-2'), 'INTE komma');
  expect((await scenery.entries()).filter((entry) => entry['exerciseRecorded']), 'it is no evidence').toHaveLength(1);
});

test('in the live workspace no drill can be planned', async () => {
  const child = scenery.cli('tib-1', 'drill', 'plan', 'vag');
  expect(await child.exited).not.toBe(0);
  expect(child.lines.join('\n')).toContain('Välj en arbetsyta för övning');
});
