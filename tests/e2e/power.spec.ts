// The power goes in the middle of a call-out over the real channels: mail by SMTP, texts by Kannel and SMPP, calls by SIP. Each run is the
// same call-out in the same journal, cut after another of its entries. Everybody must be reached by every channel all the same, nothing
// comes twice without saying so, and the position is filled. CKL_CUTS=50 cuts at fifty points; without it, at eight.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import { Post } from './client.ts';
import { KANNEL, Kannel } from './kannel.ts';
import { act, answerByLink } from './play.ts';
import { provesOrder } from './proofs.ts';
import { type Mail, Scenery } from './scenery.ts';
import { Smsc } from './smsc.ts';
import { Exchange, Machine, Person } from './telephones.ts';

const CUTS = Number(process.env['CKL_CUTS'] ?? 8);
const SECRET = 'svarshemlighet-i-provet';
// One presses a key, one answers by text, one declines by text, and whoever is called then answers by the link in the mail.
const [BY_KEY, BY_TEXT, DECLINES, BY_LINK] = ['lage-1', 'lage-2', 'lage-3', 'analys-1'] as const;
const ALL = [BY_KEY, BY_TEXT, DECLINES, BY_LINK];

const PLAN = `
  - id: kraft
    name: {sv: "Kraftprov", en: "Power test"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: 3
        answer_within: 30m
        waves:
          - {parallel: true, persons: [${BY_KEY}, ${BY_TEXT}, ${DECLINES}]}
          - {persons: [${BY_LINK}]}
`;

let smsc: Smsc;
let scenery: Scenery;
let kannel: Kannel;
let exchange: Exchange;
let person: Person;
let busy: Machine;
let post: Post;
const numbers: Record<string, string> = {};
let entriesOfARun = 0;

const gateways = (): string => `  - kind: sms
    name: kannel
    pace: 200
    options:
      dialect: kannel
      url: ${kannel.sendUrl}
      username: ${KANNEL.user}
      password: ${KANNEL.password}
      from: "${KANNEL.from}"
      report: {url: "http://127.0.0.1:${scenery.httpPort}/v1/receipts/kannel", secret: kvittohemlighet-i-provet}
      answers: {secret: ${SECRET}, country: "46"}
      status: {url: "${kannel.statusUrl}", password: ${KANNEL.status}}
  - kind: voice
    name: vaxel
    pace: 20
    options:
      server: 127.0.0.1:${exchange.port}
      from: "+46850800000"
      lines: "4"
      local_address: 127.0.0.1
      ring_ms: "2500"
      speak_ms: "20000"
      pause_ms: "500"
      times: "1"
      languages: sv
      speed: "300"
`;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  smsc = await Smsc.start();
  exchange = await Exchange.open();
  scenery = await Scenery.build();
  const back = `/v1/texts/kannel?secret=${SECRET}&from=%p&to=%P&id=%I&cs=%C&coding=%c&text=%b`;
  kannel = await Kannel.start(scenery.folder, smsc.port, scenery.httpPort, back);
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: sms\n(?: {4}.*\n)+/, gateways()));
  scenery.rewrite('stockholm/contacts.yaml', (text) => text.replace(/sms: (\["\+\d+"\])/g, 'sms: $1, voice: $1'));
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(/( {2}- \{channel: mail, after: 1s\}\n) {2}- \{channel: webhook.*\n/,
    '$1  - {channel: voice, after: 1s}\n'));
  for (const [number, one] of scenery.personByNumber) numbers[one] = number;
  await scenery.start();
  person = await Person.start(scenery.folder, numbers[BY_KEY] ?? '');
  exchange.connect(numbers[BY_KEY] ?? '', person.port);
  busy = await Machine.start(scenery.folder, 'busy');
  for (const one of [BY_TEXT, DECLINES, BY_LINK]) exchange.connect(numbers[one] ?? '', busy.port);
  post = new Post(() => scenery.streamUrl, scenery.token('registrator-1'), 'skarpt');
});

test.afterAll(async () => {
  post?.close();
  await scenery?.server?.stop();
  await person?.stop();
  await busy?.stop();
  exchange?.close();
  await kannel?.stop();
  smsc?.stop();
  await scenery?.strike();
});

interface Call { person: string; state: string }
interface Callout { id: string; positions: { calls?: Call[]; filled?: boolean }[] }
interface Attempt { state: string; channel: string; repeated?: boolean }
interface Message { callout: string; person: string; purpose: string; attempts?: Attempt[] }

const calloutOf = async (): Promise<Callout | undefined> => (((await scenery.image())['callouts'] ?? []) as Callout[])
  .sort((a, b) => Number(a.id.split('-')[1]) - Number(b.id.split('-')[1])).at(-1);
const stateOf = async (one: string): Promise<string | undefined> =>
  (await calloutOf())?.positions.flatMap(({ calls }) => calls ?? []).find((call) => call.person === one)?.state;

// What has come to a person since the run began: the texts and mails that call them, and the calls.
class Reach {
  private readonly callsBefore: Record<string, number> = {};
  private readonly textsBefore: Record<string, number> = {};
  constructor(private readonly headline: string) {
    for (const one of ALL) {
      this.callsBefore[one] = exchange.callsTo(numbers[one] ?? '');
      this.textsBefore[one] = smsc.texts(numbers[one] ?? '').length;
    }
  }
  // A text that is marked as a repetition may have no room for the headline.
  texts(one: string): string[] {
    return smsc.texts(numbers[one] ?? '').slice(this.textsBefore[one]).filter((text) => text.includes('/s/'));
  }
  mails(one: string): Mail[] {
    return scenery.mails().filter(({ to, subject, text }) =>
      to.startsWith(`${one}@`) && subject.includes(this.headline) && text.includes('/s/'));
  }
  calls(one: string): number { return exchange.callsTo(numbers[one] ?? '') - (this.callsBefore[one] ?? 0); }
  async byAll(one: string): Promise<void> {
    await until(`${one} is reached by every channel`, () =>
      this.texts(one).length > 0 && this.mails(one).length > 0 && this.calls(one) > 0 || undefined, 60_000);
  }
}

const codeIn = (text: string): string => /\bK\d+[A-Z]{2}\b/.exec(text)?.[0] ?? 'no code';

// Presses the key in each call until the server has taken it.
async function answersByKey(established: number): Promise<void> {
  let heard = established;
  await until(`${BY_KEY} has pressed a key`, async () => {
    for (; heard < person.count('CALL_ESTABLISHED'); ++heard) person.press('1');
    return await stateOf(BY_KEY) === 'CALL_STATE_COMING' || undefined;
  }, 60_000);
}

async function answersByText(one: string, says: string, reach: Reach): Promise<void> {
  await reach.byAll(one);
  smsc.deliver(numbers[one] ?? '', `${codeIn(reach.texts(one)[0] ?? '')} ${says}`);
}

async function answersByLink(reach: Reach): Promise<void> {
  await reach.byAll(BY_LINK);
  const link = /https?:\/\/\S+\/s\/[A-Za-z0-9_-]+/.exec(reach.mails(BY_LINK)[0]?.text ?? '')?.[0] ?? 'no link';
  await until(`${BY_LINK} has answered`, async () => { await answerByLink(link, 'coming'); return true; }, 60_000);
}

function provesMarks(reach: Reach): void {
  for (const one of ALL) {
    for (const again of reach.texts(one).slice(1)) expect(again, `a text to ${one}`).toContain('UPPREPNING');
    for (const again of reach.mails(one).slice(1)) expect(again.text, `a mail to ${one}`).toContain('UPPREPNING');
  }
}

// Whoever was rung or written to again without the mark, or whose attempt nobody knows the end of.
async function provesAttempts(reach: Reach): Promise<void> {
  const callout = (await calloutOf())?.id;
  const messages = (((await scenery.image())['messages'] ?? []) as Message[])
    .filter((one) => one.callout === callout && one.purpose.endsWith('_CALL'));
  expect(messages.map((one) => one.person).sort()).toEqual([...ALL].sort());
  for (const message of messages) {
    const attempts = message.attempts ?? [];
    expect(attempts.map(({ state }) => state), message.person).not.toContain('ATTEMPT_STATE_STARTED');
    expect([...new Set(attempts.map(({ channel }) => channel))].sort(), message.person).toEqual(['mail', 'sms', 'voice']);
    for (const channel of ['mail', 'sms', 'voice']) {
      const by = attempts.filter((one) => one.channel === channel);
      expect(by.slice(1).filter(({ repeated }) => !repeated), `${message.person} by ${channel}`).toEqual([]);
    }
    // A call that rings in vain is made twice; a message is never sent more often than the journal says.
    const rung = attempts.filter(({ channel }) => channel === 'voice').length;
    expect(reach.calls(message.person)).toBeLessThanOrEqual(2 * rung);
    expect(reach.texts(message.person).length).toBeLessThanOrEqual(attempts.filter(({ channel }) => channel === 'sms').length);
  }
}

// One call-out, cut after so many of its entries. Gives how many it had.
async function run(name: string, cutAfter: number | undefined): Promise<number> {
  const id = name.replaceAll(' ', '-');
  const before = post.entries.length;
  const reach = new Reach(name);
  const established = person.count('CALL_ESTABLISHED');
  let cut: Promise<void> | undefined;
  post.heard = () => {
    if (cutAfter === undefined || cut || post.entries.length < before + cutAfter) return;
    cut = (async () => { await scenery.pull(); await scenery.start(); })();
  };
  await act(scenery.client('tib-1'), 'IncidentService/ReportIncident', { commandId: `larm-${id}`, kind: 'INCIDENT_KIND_ACCIDENT',
    headline: name, level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'kraft' });
  await Promise.all([answersByKey(established), answersByText(BY_TEXT, 'ja 20', reach), answersByText(DECLINES, 'nej', reach),
    answersByLink(reach), reach.byAll(BY_KEY)]);
  await until('the position is filled', async () => (await calloutOf())?.positions.every(({ filled }) => filled) || undefined, 60_000);
  await cut;
  expect(cut !== undefined, 'the power went').toBe(cutAfter !== undefined);
  expect(await Promise.all(ALL.map((one) => stateOf(one))))
    .toEqual(['COMING', 'COMING', 'DECLINED', 'COMING'].map((state) => `CALL_STATE_${state}`));
  await until('no attempt is under way', async () => {
    const messages = ((await scenery.image())['messages'] ?? []) as Message[];
    return messages.every(({ attempts }) => (attempts ?? []).every(({ state }) => state !== 'ATTEMPT_STATE_STARTED')) || undefined;
  }, 40_000);
  const entries = await scenery.entries();
  provesOrder(entries);
  provesMarks(reach);
  await provesAttempts(reach);
  await act(scenery.client('tib-1'), 'CalloutService/EndCallout',
    { commandId: `slut-${id}`, callout: (await calloutOf())?.id, reason: 'provet är klart' });
  await until('the subscriber has everything', async () => post.entries.length >= (await scenery.entries()).length || undefined);
  return entries.length - before;
}

test('nobody pulls the plug', async () => { entriesOfARun = await run('Kraftprov 0', undefined); });

for (let cut = 1; cut <= CUTS; ++cut) {
  test(`SIGKILL in the middle of a call-out, point ${cut} of ${CUTS}`, async () => {
    // A run has some entries more or less, and after the last of them nothing is under way.
    await run(`Kraftprov ${cut}`, 1 + Math.floor((cut - 1) * (entriesOfARun * 0.75) / CUTS));
    expect(post.entries).toEqual(await scenery.entries());
  });
}
