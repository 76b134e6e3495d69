// SMS through the real thing: ckld over HTTP to Kannel, Kannel over SMPP to an operator's end that this test plays. What is looked
// at is what would have reached a telephone, and what the journal says of it.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { KANNEL, Kannel } from './kannel.ts';
import { Scenery } from './scenery.ts';
import { Smsc } from './smsc.ts';

const SECRET = 'svarshemlighet-i-provet';
const STRANGER = '+46701740699';
const WANTED = 2;
const CALLED = ['lage-1', 'lage-2', 'lage-3'];

const PLAN = `
  - id: sms
    name: {sv: "Sms", en: "Texts"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: ${WANTED}
        answer_within: 30m
        waves:
          - {parallel: true, persons: [${CALLED.join(', ')}]}
`;

// Every sign of the GSM alphabet that a headline may hold, and the Swedish letters among words.
const GSM = 'Åska över Ängby: @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0:;<=>?¡ÄÖÑÜ§¿äöñüà€[]{}\\^~|';

let smsc: Smsc;
let scenery: Scenery;
let kannel: Kannel;
let number: (person: string) => string;
let commands = 0;

function gateway(): string {
  return `  - kind: sms
    name: kannel
    pace: 200
    options:
      dialect: kannel
      url: ${kannel.sendUrl}
      username: ${KANNEL.user}
      password: ${KANNEL.password}
      from: "${KANNEL.from}"
      text: full
      max_messages: "${KANNEL.parts}"
      timeout_ms: "1500"
      report: {url: "http://127.0.0.1:${scenery.httpPort}/v1/receipts/kannel", secret: kvittohemlighet-i-provet}
      answers: {secret: ${SECRET}, country: "46"}
      status: {url: "${kannel.statusUrl}", password: ${KANNEL.status}}
`;
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  smsc = await Smsc.start();
  scenery = await Scenery.build();
  const back = `/v1/texts/kannel?secret=${SECRET}&from=%p&to=%P&id=%I&cs=%C&coding=%c&text=%b`;
  kannel = await Kannel.start(scenery.folder, smsc.port, scenery.httpPort, back);
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: sms\n(?: {4}.*\n)+/, gateway()));
  // Nothing but texts, so that each message is the Kannel's alone.
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(/ {2}- \{channel: mail, after: 1s\}\n {2}- \{channel: webhook.*\n/, ''));
  const byNumber = scenery.personByNumber;
  number = (person) => [...byNumber].find(([, one]) => one === person)?.[0] ?? '';
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  await kannel?.stop();
  smsc?.stop();
  await scenery?.strike();
});

const send = async (method: string, body: Json): Promise<Json> =>
  scenery.client('tib-1').call(method, { commandId: `prov-${++commands}`, workspace: 'skarpt', ...body });

// Raises an alarm with a call-out; gives the call-out's id.
async function callOut(headline: string): Promise<string> {
  await send('IncidentService/ReportIncident',
    { kind: 'INCIDENT_KIND_ACCIDENT', headline, level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'sms' });
  const callouts = ((await scenery.image())['callouts'] ?? []) as { id: string }[];
  return callouts.map(({ id }) => id).sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1])).at(-1) ?? '';
}
const end = (callout: string): Promise<Json> => send('CalloutService/EndCallout', { callout, reason: 'provet är klart' });

interface Attempt { channel: string; state: string; reason?: string; gatewayRef?: string; permanent?: boolean }
interface Message { id: string; person: string; callout: string; purpose: string; attempts?: Attempt[] }
interface Call { person: string; state: string; raw?: string; via?: string; earlier?: { raw: string } }

// The attempts to call a person by text, in one call-out.
async function attempts(callout: string, person: string): Promise<Attempt[]> {
  const messages = ((await scenery.image())['messages'] ?? []) as Message[];
  const one = messages.find((each) => each.callout === callout && each.person === person && each.purpose.endsWith('_CALL'));
  return one?.attempts ?? [];
}
const attempt = (callout: string, person: string, fits: (attempt: Attempt) => boolean, what: string): Promise<Attempt> =>
  until(`${person}: ${what}`, async () => (await attempts(callout, person)).find(fits), 40_000);
const delivered = (callout: string, person: string): Promise<Attempt> =>
  attempt(callout, person, ({ state }) => state === 'ATTEMPT_STATE_DELIVERED', 'delivered');

async function call(callout: string, person: string): Promise<Call | undefined> {
  const callouts = ((await scenery.image())['callouts'] ?? []) as { id: string; positions: { calls?: Call[] }[] }[];
  return callouts.find(({ id }) => id === callout)?.positions.flatMap(({ calls }) => calls ?? []).find((one) => one.person === person);
}
const standing = (callout: string, person: string, state: string): Promise<Call> =>
  until(`${person} is ${state}`, async () => {
    const found = await call(callout, person);
    return found?.state === `CALL_STATE_${state}` ? found : undefined;
  });

interface Unclear { id: string; raw: string; reason: string; calls?: { callout: string; person: string }[] }
async function unclear(): Promise<Unclear[]> {
  return ((await scenery.client('tib-1').call('CalloutService/ListUnclearAnswers', { workspace: 'skarpt' }))['answers'] ?? []) as Unclear[];
}
const unclearWith = (raw: string): Promise<Unclear> =>
  until(`«${raw}» waits in the queue`, async () => (await unclear()).find((one) => one.raw === raw));

// The text that called a person in a call-out, as the telephone has it.
const received = (person: string, headline: string): Promise<string> =>
  until(`a text to ${person}`, () => smsc.texts(number(person)).find((text) => text.includes(headline)), 40_000);
const codeIn = (text: string): string => /\bK\d+[A-Z]{2}\b/.exec(text)?.[0] ?? 'no code';
const blanksAway = (text: string): string => text.replace(/\s+/g, '');

test('every letter and sign of the GSM alphabet arrives, in several parts, and the receipt comes back', async () => {
  const callout = await callOut(GSM);
  const text = await received('lage-1', 'INKALLNING');
  expect(text).toContain(GSM);
  expect(codeIn(text)).toMatch(/^K\d+[A-Z]{2}$/);
  const parts = smsc.parts.filter((part) => part.to === number('lage-1'));
  expect(parts.length).toBeGreaterThan(1);
  expect(new Set(parts.map((part) => part.coding))).toEqual(new Set([0]));
  expect(parts.every((part) => part.from === KANNEL.from.slice(1))).toBe(true);
  for (const person of CALLED) await delivered(callout, person);
  await end(callout);
});

test('«ja 40» from the own telephone, and with the code from any other, fills a position', async () => {
  const callout = await callOut('Brand i Ängby');
  const code = codeIn(await received('lage-2', 'Brand i Ängby'));
  smsc.deliver(number('lage-1'), 'Ja 40');
  expect(await standing(callout, 'lage-1', 'COMING')).toMatchObject({ raw: 'Ja 40', via: 'sms' });
  smsc.deliver(STRANGER, `${code.toLowerCase()} ja`);
  await standing(callout, 'lage-2', 'COMING');
  await standing(callout, 'lage-3', 'STOOD_DOWN');
  const entries = await scenery.entries();
  expect(entries.some((entry) => (entry['positionFilled'] as Json | undefined)?.['callout'] === callout)).toBe(true);
  // The last answer counts, and both are kept.
  smsc.deliver(number('lage-1'), 'nej');
  expect((await standing(callout, 'lage-1', 'DECLINED')).earlier).toMatchObject({ raw: 'Ja 40' });
  await end(callout);
});

test('an unclear answer waits for a person, and is read by one', async () => {
  const callout = await callOut('Översvämning');
  await received('lage-3', 'Översvämning');
  smsc.deliver(STRANGER, 'ja 41');
  expect(await unclearWith('ja 41')).toMatchObject({ reason: 'NO_CALL' });
  smsc.deliver(number('lage-3'), 'kanske, om åskan lägger sig 👍🚒');
  const waiting = await unclearWith('kanske, om åskan lägger sig 👍🚒');
  expect(waiting).toMatchObject({ reason: 'UNREADABLE', calls: [{ callout, person: 'lage-3' }] });
  smsc.deliver(number('lage-3'), 'K999999CC ja');
  expect(await unclearWith('K999999CC ja')).toMatchObject({ reason: 'UNKNOWN_CODE' });
  expect((await call(callout, 'lage-3'))?.state).toBe('CALL_STATE_CALLING');

  const list = scenery.cli('registrator-1', 'answers', 'unclear');
  expect(await list.exited).toBe(0);
  expect(list.lines.find((line) => line.includes(waiting.id))).toContain('kanske, om åskan lägger sig 👍🚒');
  const settle = scenery.cli('registrator-1', 'answers', 'settle', waiting.id, 'coming', '--callout', callout, '--person', 'lage-3', '--eta', '30');
  expect(await settle.exited, settle.lines.join('\n')).toBe(0);
  expect(await standing(callout, 'lage-3', 'COMING')).toMatchObject({ raw: waiting.raw, takenBy: 'registrator-1' });
  for (const { id } of await unclear()) {
    const away = scenery.cli('registrator-1', 'answers', 'settle', id, '--reason', 'provad');
    expect(await away.exited, away.lines.join('\n')).toBe(0);
  }
  expect(await unclear()).toEqual([]);
  await end(callout);
});

test('two call-outs at once never mix', async () => {
  const [first, second] = [await callOut('Brand ett'), await callOut('Brand två')];
  const code = codeIn(await received('lage-1', 'Brand två'));
  smsc.deliver(number('lage-1'), 'ja 20');
  const doubtful = await unclearWith('ja 20');
  expect(doubtful.reason).toBe('SEVERAL_CALLS');
  expect(doubtful.calls?.map((one) => one.callout).sort()).toEqual([first, second].sort());
  smsc.deliver(number('lage-1'), `${code} ja 20`);
  await standing(second, 'lage-1', 'COMING');
  // Not answered there, and no longer asked: who comes to one event is not called by another.
  expect(await call(first, 'lage-1')).toMatchObject({ state: 'CALL_STATE_PASSED_OVER', reason: 'ELSEWHERE' });
  await send('CalloutService/SettleAnswer', { unclear: doubtful.id, reason: 'svarade sedan med kod' });
  await end(first);
  await end(second);
});

test('a long text with emoji arrives whole: no part ends in half of one', async () => {
  const headline = `Åska ${'🚨👩‍🚒🌊'.repeat(6)} över Ängby`;
  const callout = await callOut(headline);
  const text = await until('the whole text', () =>
    smsc.texts(number('lage-1')).find((one) => blanksAway(one).includes(blanksAway(headline))), 40_000);
  expect(text).toContain('INKALLNING');
  const parts = smsc.parts.filter((part) => part.to === number('lage-1') && part.coding === 8);
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts) {
    expect(part.text, `part ${part.number} of ${part.of}`).not.toMatch(/[\uD800-\uDBFF]$/);
    expect(part.text, `part ${part.number} of ${part.of}`).not.toMatch(/^[\uDC00-\uDFFF]/);
  }
  await delivered(callout, 'lage-1');
  await end(callout);
});

test('an operator that throttles or has a fault delays a text and loses none', async () => {
  const before = smsc.submits;
  smsc.throttle = 3;
  smsc.faults = 2;
  const callout = await callOut('Strypt');
  for (const person of CALLED) await delivered(callout, person);
  expect([smsc.throttle, smsc.faults]).toEqual([0, 0]);
  expect(smsc.submits - before).toBeGreaterThanOrEqual(CALLED.length + 5);
  await end(callout);
});

test('an operator that takes a text and does not answer gets it again; the person is called once in the journal', async () => {
  smsc.deafTo = 'Tyst operatör';
  const callout = await callOut('Tyst operatör');
  for (const person of CALLED) await delivered(callout, person);
  const twice = (): number => {
    const taken = smsc.parts.filter(({ text }) => text.includes('Tyst operatör')).map(({ to, text }) => to + text);
    return taken.length - new Set(taken).size;
  };
  await until('the part comes again', () => twice() > 0 || undefined, 40_000);
  expect(twice(), 'parts that came twice').toBe(1);
  for (const person of CALLED) expect(await attempts(callout, person)).toHaveLength(1);
  await end(callout);
});

test('what Kannel has taken outlives it: killed with texts in its queue, it sends them all when it is back', async () => {
  smsc.goAway();
  await kannel.linked(false);
  const callout = await callOut('Kannel dör');
  for (const person of CALLED) await attempt(callout, person, ({ gatewayRef }) => !!gatewayRef?.startsWith('köad'), 'queued');
  await kannel.pull();
  await smsc.listen();
  await kannel.startBoxes();
  for (const person of CALLED) {
    await delivered(callout, person);
    await received(person, 'Kannel dör');
  }
  await end(callout);
});

test('without Kannel nothing is taken for sent: the attempt fails, and is made again when Kannel is back', async () => {
  await kannel.pull();
  const callout = await callOut('Ingen Kannel');
  await attempt(callout, 'lage-1', ({ state }) => state === 'ATTEMPT_STATE_FAILED', 'failed');
  expect((await attempts(callout, 'lage-1')).some(({ state }) => state === 'ATTEMPT_STATE_HANDED_OVER')).toBe(false);
  await kannel.startBoxes();
  await delivered(callout, 'lage-1');
  await end(callout);
});

test('without a link texts wait in Kannel, and an answer lost on the way is asked about there', async () => {
  smsc.goAway();
  await kannel.linked(false);
  kannel.swallow = 'Meddelande: Avbrott';
  const callout = await callOut('Avbrott');
  const refs: string[] = [];
  for (const person of CALLED) {
    refs.push((await attempt(callout, person, ({ gatewayRef }) => !!gatewayRef, 'queued')).gatewayRef ?? '');
  }
  expect(refs.filter((ref) => ref.startsWith('köad'))).toHaveLength(CALLED.length - 1);
  expect(refs.filter((ref) => ref === 'väntar i Kannel')).toHaveLength(1);
  const calls = kannel.asked.filter((text) => text.includes('INKALLNING') && text.includes('Avbrott'));
  expect(calls, 'nobody was sent the text twice').toHaveLength(CALLED.length);
  await smsc.listen();
  await kannel.linked(true);
  for (const person of CALLED) {
    await delivered(callout, person);
    // Kannel asks for a receipt of one part, and sends the parts that waited in no certain order.
    await received(person, 'Avbrott');
    expect(smsc.texts(number(person)).filter((text) => text.includes('Avbrott'))).toHaveLength(1);
  }
  await end(callout);
});

test('somebody has suspended Kannel: nobody is said to have got a text, and all get it when Kannel is resumed', async () => {
  await kannel.order('suspend');
  const callout = await callOut('Vilande');
  // It may let the first text through. Of the others not even its answer comes, so that they are in doubt.
  const taken = ({ state, reason }: Attempt): boolean => /HANDED_OVER|DELIVERED/.test(state) || /oklart/.test(reason ?? '');
  for (const person of CALLED) await attempt(callout, person, taken, 'taken, or in doubt');
  const texts = (person: string): string[] => smsc.texts(number(person)).filter((text) => text.includes('Vilande'));
  const waiting = CALLED.filter((person) => texts(person).length === 0);
  expect(waiting.length).toBeGreaterThanOrEqual(CALLED.length - 1);
  for (const person of waiting) {
    expect((await attempts(callout, person)).filter(({ state }) => state === 'ATTEMPT_STATE_DELIVERED')).toEqual([]);
  }
  await kannel.order('resume');
  for (const person of CALLED) {
    await received(person, 'Vilande');
    expect(texts(person).filter((text) => !text.includes('UPPREPNING')).length, 'a second one is marked').toBeLessThanOrEqual(1);
  }
  await end(callout);
});

test('somebody has isolated Kannel: the texts leave, and answers and receipts wait at the operator until it is resumed', async () => {
  await kannel.order('isolate');
  const callout = await callOut('Isolerad');
  for (const person of CALLED) await received(person, 'Isolerad');
  smsc.deliver(number('lage-1'), 'ja 15');
  await until('the operator is told to keep it', async () => smsc.keptTexts.some((text) => text.includes('ja 15')) || undefined);
  expect((await call(callout, 'lage-1'))?.state, 'nothing has come through').toBe('CALL_STATE_CALLING');
  await kannel.order('resume');
  smsc.offerAgain();
  await standing(callout, 'lage-1', 'COMING');
  for (const person of CALLED) await delivered(callout, person);
  expect(smsc.keptTexts).toEqual([]);
  await end(callout);
});

test('with a wrong msg-id-type no report finds its text: it is handed over, never said to be delivered, and can be answered', async () => {
  await kannel.pull();
  kannel.setLink('msg-id-type = 0x02');
  await kannel.startBoxes();
  const callout = await callOut('Fel kvittonummer');
  await received('lage-1', 'Fel kvittonummer');
  await kannel.bearerSays('could not find message');
  // Kannel may have said so before its answer to ckld is in the journal.
  await attempt(callout, 'lage-1', ({ state }) => state === 'ATTEMPT_STATE_HANDED_OVER', 'handed over');
  smsc.deliver(number('lage-1'), 'ja 15');
  await standing(callout, 'lage-1', 'COMING');
  expect((await attempts(callout, 'lage-1')).map(({ state }) => state)).toEqual(['ATTEMPT_STATE_HANDED_OVER']);
  await end(callout);
  await kannel.pull();
  kannel.setLink('');
  await kannel.startBoxes();
});

test('receipts may come late, and tell why a text did not arrive', async () => {
  smsc.holdReceipts = true;
  smsc.fate.set(number('lage-2'), 'UNDELIV');
  smsc.unknown.add(number('lage-3').slice(1));
  const callout = await callOut('Sent kvitto');
  await attempt(callout, 'lage-1', ({ state }) => state === 'ATTEMPT_STATE_HANDED_OVER', 'handed over');
  const refused = await attempt(callout, 'lage-3', ({ state }) => state === 'ATTEMPT_STATE_FAILED', 'refused');
  // Kannel tells the cause of a text in one part only, so this one may be tried again.
  expect(refused.reason).toBe('operatören tog inte emot');
  expect(refused.permanent ?? false).toBe(false);
  await received('lage-1', 'Sent kvitto');
  await received('lage-2', 'Sent kvitto');
  smsc.releaseReceipts();
  await delivered(callout, 'lage-1');
  const failed = await attempt(callout, 'lage-2', ({ state }) => state === 'ATTEMPT_STATE_FAILED', 'undeliverable');
  expect(failed).toMatchObject({ permanent: true, reason: 'operatören meddelade UNDELIV (err 000)' });
  smsc.fate.clear();
  smsc.unknown.clear();
  await end(callout);
});

test('an answer that comes while the server is down is taken when it is back, and only once', async () => {
  const callout = await callOut('Strömavbrott');
  await received('lage-1', 'Strömavbrott');
  await scenery.pull();
  smsc.deliver(number('lage-1'), 'kommer om en timme');
  await scenery.start();
  await standing(callout, 'lage-1', 'COMING');
  // A gateway that did not hear our 200 sends the same again.
  const again = async (text: string): Promise<number> => (await fetch(
    `http://127.0.0.1:${scenery.httpPort}/v1/texts/kannel?secret=${SECRET}&id=samma&cs=UTF-8&from=%2B${number('lage-2').slice(1)}&text=${text}`)).status;
  expect([await again('ja'), await again('ja'), await again('nej')]).toEqual([200, 200, 200]);
  const answers = (await scenery.entries()).map((entry) => entry['answerRecorded'] as Json | undefined)
    .filter((answer) => answer?.['callout'] === callout);
  expect(answers.map((answer) => [answer?.['person'], answer?.['raw']])).toEqual([['lage-1', 'kommer om en timme'], ['lage-2', 'ja']]);
  const forged = await fetch(`http://127.0.0.1:${scenery.httpPort}/v1/texts/kannel?secret=fel&id=1&from=x&text=ja`);
  expect(forged.status).toBe(403);
  await end(callout);
});

test('a text that the server can not take comes again, and one in several parts comes whole', async () => {
  const callout = await callOut('Avvisad');
  await received('lage-1', 'Avvisad');
  kannel.turnAway = 2;
  const before = kannel.calledBack;
  smsc.deliver(number('lage-1'), 'ja 25');
  await standing(callout, 'lage-1', 'COMING');
  expect([kannel.turnAway, kannel.calledBack - before]).toEqual([0, 1]);
  const long = `Jag ${'är på väg men trafiken står still vid Slussen, '.repeat(6)}hälsar Åsa`;
  smsc.deliver(number('lage-2'), long);
  expect(await unclearWith(long)).toMatchObject({ reason: 'UNREADABLE', calls: [{ callout, person: 'lage-2' }] });
  const emoji = `Kommer nog ${'👩‍🚒🌊 '.repeat(20)}!`;
  smsc.deliver(number('lage-3'), emoji);
  expect(await unclearWith(emoji)).toMatchObject({ reason: 'UNREADABLE', calls: [{ callout, person: 'lage-3' }] });
  await end(callout);
});

test('no telephone number is in the journal', async () => {
  const written = JSON.stringify(await scenery.entries());
  expect(written).toContain('K999999CC ja');
  expect(written).not.toContain('4670174');
});
