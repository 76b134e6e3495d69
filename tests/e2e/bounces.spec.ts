// E-mail through the real thing: ckld over SMTP with STARTTLS to Postfix, which takes each mail and bounces what it can't deliver
// into a mailbox that Dovecot shows and ckld reads over IMAP with TLS. A bounce moves the person's ladder on at once.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { POST, PostOffice } from './postfix.ts';
import { freePort, Scenery } from './scenery.ts';

const PLAN = `
  - id: post
    name: {sv: "Post", en: "Mail"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: 1
        answer_within: 30m
        waves:
          - {parallel: true, persons: [lage-1, lage-2, lage-3, lage-4]}
`;

// Nobody but a bounce makes the second rung due within the play.
const LADDER = `default_ladder:
  - {channel: mail, after: 0s}
  - {channel: sms, after: 30m}
`;

interface Attempt { channel: string; state: string; reason?: string; permanent?: boolean; started: string }
interface Message { id: string; person: string; purpose: string; attempts?: Attempt[] }

let scenery: Scenery;
let office: PostOffice;
let imaps = 0;

const gateway = (smtp: number, bounces: string): string => `  - kind: mail
    name: prov-mail
    pace: 200
    options:
      host: localhost
      port: "${smtp}"
      security: starttls
      ca_file: ${office.certificate}
      from: krisledning@${POST.domain}
      bounces:
        address: ${POST.box}@${POST.domain}
        secret: en-hemlighet-som-bara-vi-kan
        host: localhost
        username: ${POST.box}
        password: ${POST.password}
        ca_file: ${office.certificate}
        every_s: "1"
        ${bounces}
`;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build();
  const ports = { smtp: await freePort(), imap: await freePort(), imaps: await freePort() };
  imaps = ports.imaps;
  office = await PostOffice.start(ports, ['lage-1']);
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(/^default_ladder:\n(?: {2}- .*\n)+/m, LADDER));
  // One has a mailbox, one has none, one's server says no, one's server is never there.
  scenery.rewrite('stockholm/contacts.yaml', (text) => text
    .replace(/lage-([12])@example\.org/g, `lage-$1@${POST.domain}`)
    .replace('lage-3@example.org', 'lage-3@nekad.example')
    .replace('lage-4@example.org', 'lage-4@stumm.example'));
  scenery.rewrite('ckld.yaml', (text) => text.replace(/ {2}- kind: mail\n(?: {4}.*\n)+/, gateway(ports.smtp, `port: "${imaps}"`)));
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  await office?.stop();
  await scenery?.strike();
});

async function attempts(person: string): Promise<Attempt[]> {
  const messages = ((await scenery.image())['messages'] ?? []) as Message[];
  return messages.find((each) => each.person === person && each.purpose.endsWith('_CALL'))?.attempts ?? [];
}
const attempt = (person: string, what: string, fits: (attempt: Attempt) => boolean): Promise<Attempt> =>
  until(`${person}: ${what}`, async () => (await attempts(person)).find(fits), 40_000);
const texted = (person: string): Promise<Attempt> => attempt(person, 'is sent a text', ({ channel }) => channel === 'sms');
const mailed = (person: string): Promise<Attempt> =>
  attempt(person, 'mail failed', ({ channel, state }) => channel === 'mail' && state === 'ATTEMPT_STATE_FAILED');

test('an unknown mailbox bounces, and the next channel follows at once', async () => {
  const command: Json = { commandId: 'prov-1', workspace: 'skarpt', kind: 'INCIDENT_KIND_ACCIDENT', headline: 'Åska över Ängby',
    level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'post' };
  await scenery.client('tib-1').call('IncidentService/ReportIncident', command);
  const mail = await mailed('lage-2');
  expect(mail.permanent).toBe(true);
  expect(mail.reason).toBe('e-posten studsade, 5.1.1: adressen finns inte');
  const text = await texted('lage-2');
  const passed = Date.parse(text.started) - Date.parse(mail.started);
  expect(passed, 'not after 30 minutes, nor after the 2 that a receipt may take').toBeLessThan(20_000);
  expect((await attempts('lage-2')).filter(({ channel }) => channel === 'mail').length, 'mail is not tried again').toBe(1);
});

test('a server that says no is told apart by its code', async () => {
  expect((await mailed('lage-3')).reason).toContain('5.7.1: mottagarens server släpper inte in brevet');
  await texted('lage-3');
});

test('a delay is told as such, and the next channel does not wait for its end', async () => {
  const mail = await mailed('lage-4');
  expect(mail.reason).toContain('oklart om meddelandet gick fram: e-posten är försenad, 4.4.1');
  expect(mail.permanent ?? false).toBe(false);
  await texted('lage-4');
});

test('who has a mailbox gets the mail, and no bounce comes', async () => {
  const [mail] = await until('the mail is there', () => {
    const all = office.mails('lage-1');
    return all.length > 0 ? all : undefined;
  });
  expect(mail?.text).toMatch(/^Return-Path: <studs\+skarpt\.m\d+\.1\.[0-9a-f]{20}@prov\.example>/m);
  expect((await attempts('lage-1')).map(({ channel, state }) => [channel, state]))
    .toEqual([['mail', 'ATTEMPT_STATE_HANDED_OVER']]);
});

test('what is no bounce of ours is set aside for a person, and bounces that were read are gone', async () => {
  const known = await attempts('lage-1');
  // An answer to all appearances like a bounce, but with a sender that we did not sign.
  office.write(`${POST.box}+skarpt.m1.1.00000000000000000000@${POST.domain}`,
    'From: MAILER-DAEMON@x.example\nSubject: failure\n\n<lage-1>: could not be delivered: 550 5.1.1 unknown\n');
  office.write(`${POST.box}@${POST.domain}`, 'From: anna@x.example\nSubject: Hej\n\nJag kommer.\n');
  await until('the mailbox holds these two alone, flagged', () => {
    const all = office.mails(POST.box);
    return (all.length === 2 && all.every(({ file }) => /:2,[A-Z]*F/.test(file))) || undefined;
  });
  expect(await attempts('lage-1')).toEqual(known);
});

test('a mailbox that can not be read is shown, and read again when it is back', async () => {
  await office.stopDovecot();
  const faults = async (): Promise<string> => (await (await fetch(`${scenery.url}/metrics`)).text())
    .split('\n').find((line) => line.startsWith('ckl_gateway_faults{workspace="skarpt"}'))?.split(' ')[1] ?? 'none';
  await until('the fault is shown', async () => await faults() === '1' || undefined);
  await office.startDovecot();
  await until('the fault is gone', async () => await faults() === '0' || undefined);
});
