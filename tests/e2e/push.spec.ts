// Web Push through the built server: a push service of the test's own takes what ckld sends, since those of the browsers are
// elsewhere. What it got is opened by the npm package http_ece, which shares no code with the sender, and given to the
// dashboard's own service worker in Chromium, as the browser would. Only the address and keys of the subscription are the test's.
import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto';
import { statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { Scenery } from './scenery.ts';

const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt(body: Buffer, how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }): Buffer;
};

const PLAN = `
  - id: push
    name: {sv: "Push", en: "Push"}
    deadline: 60m
    positions:
      - position: SITUATION
        wanted: 1
        answer_within: 30m
        waves:
          - {parallel: true, persons: [registrator-1, tib-1]}
`;

const LADDER = `default_ladder:
  - {channel: push, after: 0s}
  - {channel: sms, after: 30m}
`;

interface Pushed { path: string; headers: IncomingHttpHeaders; body: Buffer }

class PushService {
  readonly got: Pushed[] = [];
  /** Status by path; else 201. */
  readonly answers = new Map<string, number>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<PushService> {
    const server = createServer((request, answer) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const path = request.url ?? '';
        service.got.push({ path, headers: request.headers, body: Buffer.concat(parts) });
        answer.writeHead(service.answers.get(path) ?? 201).end();
      });
    });
    const service = new PushService(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get origin(): string { return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; }
  stop(): void { this.server.closeAllConnections(); this.server.close(); }
}

class Browser {
  readonly keys: ECDH = createECDH('prime256v1');
  readonly secret = randomBytes(16);
  constructor(readonly endpoint: string) { this.keys.generateKeys(); }

  get subscription(): Json {
    return { endpoint: this.endpoint, p256dh: this.keys.getPublicKey('base64'), auth: this.secret.toString('base64') };
  }

  open(body: Buffer): Json {
    return JSON.parse(ece.decrypt(body, { version: 'aes128gcm', privateKey: this.keys, authSecret: this.secret.toString('base64url') }).toString()) as Json;
  }
}

let scenery: Scenery;
let service: PushService;
let phone: Browser;
let commands = 0;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  service = await PushService.start();
  phone = new Browser(`${service.origin}/telefon-med-hemlig-adress`);
  scenery = await Scenery.build();
  scenery.rewrite('stockholm/plans.yaml', (text) => text + PLAN);
  scenery.rewrite('stockholm/persons.yaml', (text) => text.replace(/^default_ladder:\n(?: {2}- .*\n)+/m, LADDER));
  scenery.rewrite('ckld.yaml', (text) => text.replace(/^gateways:\n/m, `gateways:
  - kind: push
    name: prov-push
    pace: 200
    options: {contact: "mailto:krisledning@example.org", services: ["${service.origin}"]}
`));
  await scenery.start();
});

test.afterAll(async () => {
  service?.stop();
  await scenery?.strike();
});

const me = (method: string, body: Json = {}): Promise<Json> => scenery.client('registrator-1').call(`AccessService/${method}`, body);

interface Attempt { channel: string; state: string; reason?: string; permanent?: boolean }
interface Message { person: string; purpose: string; callout: string; attempts?: Attempt[] }

async function callOut(): Promise<string> {
  await scenery.client('tib-1').call('IncidentService/ReportIncident', { commandId: `prov-${++commands}`, workspace: 'skarpt',
    kind: 'INCIDENT_KIND_ACCIDENT', headline: `Åska ${commands} 🚨`, level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'push' });
  const callouts = ((await scenery.image())['callouts'] ?? []) as { id: string }[];
  return callouts.map(({ id }) => id).sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1])).at(-1) ?? '';
}

async function attempts(callout: string, person: string): Promise<Attempt[]> {
  const messages = ((await scenery.image())['messages'] ?? []) as Message[];
  return messages.find((one) => one.callout === callout && one.person === person && one.purpose.endsWith('_CALL'))?.attempts ?? [];
}
const attempt = (callout: string, person: string, channel: string, state: string): Promise<Attempt> =>
  until(`${person}: ${channel} ${state}`, async () =>
    (await attempts(callout, person)).find((one) => one.channel === channel && one.state === `ATTEMPT_STATE_${state}`));

test('the key is drawn once and kept, for its owner alone', async () => {
  const key = (await me('GetPush'))['publicKey'];
  expect(Buffer.from(String(key), 'base64').length).toBe(65);
  await scenery.pull();
  await scenery.start();
  expect((await me('GetPush'))['publicKey']).toBe(key);
  expect(statSync(`${scenery.data}/vapid.key`).mode & 0o777).toBe(0o600);
});

test('only a browser of an allowed push service can be subscribed', async () => {
  for (const wrong of [{ endpoint: 'https://elsewhere.example/x' }, { p256dh: 'AAAA' }, { auth: 'AAAA' }]) {
    await expect(me('SubscribePush', { ...phone.subscription, ...wrong })).rejects.toThrow('INPUT_PUSH_SUBSCRIPTION');
  }
  await me('SubscribePush', phone.subscription);
  expect((await me('GetPush'))['endpoints']).toEqual([phone.endpoint]);
  expect((await scenery.client('tib-1').call('AccessService/GetPush', {}))['endpoints'] ?? [], 'of oneself alone').toEqual([]);
});

test('the browser rings, and nobody on the way can read it', async () => {
  const callout = await callOut();
  await attempt(callout, 'registrator-1', 'push', 'HANDED_OVER');
  const [pushed] = service.got;
  expect(pushed).toBeDefined();
  if (!pushed) return;
  const letter = phone.open(pushed.body);
  expect(letter['title']).toContain('INKALLNING');
  expect(letter['title']).toContain('Åska 1 🚨');
  expect(letter['body']).toContain('INKALLNING');
  expect(letter['body'], 'a locked screen has no link').not.toContain('http');
  expect(letter['link']).toContain(`${scenery.url}/s/`);
  expect(Object.keys(letter).sort()).toEqual(['body', 'key', 'link', 'mode', 'repeated', 'title']);
  expect(pushed.headers).toMatchObject({ 'content-encoding': 'aes128gcm', 'urgency': 'high', 'ttl': '14400' });

  const [, token, key] = /^vapid t=([^,]+), k=(\S+)$/.exec(pushed.headers.authorization ?? '') ?? [];
  const point = Buffer.from(key ?? '', 'base64url');
  expect(point.toString('base64')).toBe((await me('GetPush'))['publicKey']);
  const [head, claims, signature] = (token ?? '').split('.');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature ?? '', 'base64url'))).toBe(true);
  const said = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as { aud: string; exp: number; sub: string };
  expect(said.aud).toBe(service.origin);
  expect(said.exp).toBeGreaterThan(Date.now() / 1000);
  expect(said.exp).toBeLessThanOrEqual(Date.now() / 1000 + 24 * 3600);

  expect(JSON.stringify(await scenery.entries()), 'the journal knows no browser').not.toContain('telefon-med-hemlig-adress');
});

test('who has subscribed no browser is sought by the next channel at once', async () => {
  const callout = await callOut();
  expect((await attempt(callout, 'tib-1', 'push', 'FAILED')).permanent).toBe(true);
  await until('the text goes', async () => (await attempts(callout, 'tib-1')).some(({ channel }) => channel === 'sms') || undefined);
});

test('a push service that is busy is asked again, and nothing is forgotten', async () => {
  const path = new URL(phone.endpoint).pathname;
  service.answers.set(path, 429);
  const callout = await callOut();
  expect((await attempt(callout, 'registrator-1', 'push', 'FAILED')).permanent ?? false).toBe(false);
  service.answers.delete(path);
  await attempt(callout, 'registrator-1', 'push', 'HANDED_OVER');
  expect((await me('GetPush'))['endpoints']).toEqual([phone.endpoint]);
});

test('a browser that is gone is forgotten and its person told, and the next channel follows at once', async () => {
  service.answers.set(new URL(phone.endpoint).pathname, 410);
  const callout = await callOut();
  const push = await attempt(callout, 'registrator-1', 'push', 'FAILED');
  expect(push.permanent).toBe(true);
  expect(push.reason).toContain('410');
  await until('the text goes', async () => (await attempts(callout, 'registrator-1')).some(({ channel }) => channel === 'sms') || undefined);
  expect((await me('GetPush'))['endpoints'] ?? []).toEqual([]);
  expect((await me('GetPush'))['lost']).toEqual([phone.endpoint]);
  expect((await me('WhoAmI'))['lostBrowsers']).toBe(1);
  service.answers.clear();
});

test('one unsubscribes oneself', async () => {
  await me('SubscribePush', phone.subscription);
  await me('UnsubscribePush', { endpoint: phone.endpoint });
  expect((await me('GetPush'))['endpoints'] ?? []).toEqual([]);
  await expect(me('UnsubscribePush', { endpoint: phone.endpoint })).rejects.toThrow('INPUT_UNKNOWN_PUSH');
});

// ---- the dashboard's own page and service worker ----

/** Headless Chromium has no push service, so the subscription that it would have been given is handed to the page. */
async function withSubscriptions(page: Page, endpoint: string): Promise<void> {
  await page.addInitScript(([address, key, secret]) => {
    const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
    const given = {
      endpoint: address,
      getKey: (name: string) => bytes(name === 'auth' ? secret ?? '' : key ?? ''),
      unsubscribe: async () => { sessionStorage.removeItem('subscribed'); return true; },
    };
    PushManager.prototype.getSubscription = async () => (sessionStorage.getItem('subscribed') ? given : null) as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      sessionStorage.setItem('subscribed', String(new Uint8Array(options?.applicationServerKey as ArrayBuffer).length));
      return given as unknown as PushSubscription;
    };
  }, [endpoint, phone.subscription['p256dh'], phone.subscription['auth']] as string[]);
}

test('the page turns it on, the service worker shows the alarm, a tap opens the answer, and the page turns it off', async ({ context, page }) => {
  const endpoint = `${service.origin}/sidan`;
  await context.grantPermissions(['notifications'], { origin: scenery.url });
  await withSubscriptions(page, endpoint);
  await page.goto(`${scenery.url}/signin#${scenery.token('registrator-1')}`);
  await expect(page).toHaveURL(`${scenery.url}/`);
  await page.goto(`${scenery.url}/telefon`);
  const standing = page.locator('.standing');
  await expect(standing).toHaveAttribute('data-standing', 'off');
  await page.getByRole('button', { name: 'Slå på' }).click();
  await expect(standing).toHaveAttribute('data-standing', 'on');
  await expect(page.locator('.warning'), 'the ladder has a rung of push').toHaveCount(0);
  expect((await me('GetPush'))['endpoints']).toEqual([endpoint]);
  expect((await me('GetPush'))['lost'] ?? [], 'it is there again').toEqual([]);

  const before = service.got.length;
  const callout = await callOut();
  await attempt(callout, 'registrator-1', 'push', 'HANDED_OVER');
  const pushed = service.got[before];
  expect(pushed?.path).toBe('/sidan');
  const text = JSON.stringify(phone.open(pushed?.body ?? Buffer.alloc(0)));

  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker');
  expect(worker.url()).toBe(`${scenery.url}/sw.js`);
  const session = await context.newCDPSession(page);
  let registrationId = '';
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => { registrationId = registrations[0]?.registrationId ?? registrationId; });
  await session.send('ServiceWorker.enable');
  await until('the registration', async () => registrationId || undefined);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications())
    .map(({ title, body, tag, data }) => ({ title, body, tag, data: String(data) })));
  // The tools of the browser drop what comes while the worker is still starting; a push service does not.
  // What comes again is the same notification, by its tag.
  let looks = 0;
  const [notification] = await until('the notification', async () => {
    if (looks++ % 100 === 0) {
      await session.send('ServiceWorker.deliverPushMessage', { origin: scenery.url, registrationId, data: text });
    }
    const all = await shown();
    return all.length ? all : undefined;
  });
  const letter = JSON.parse(text) as Record<string, string>;
  expect(notification).toEqual({ title: letter['title'], body: letter['body'], data: letter['link'], tag: letter['key']?.replace(/\/\d+$/, '') });

  // The tap itself is the system's; from there on all is the worker's.
  const opened = await worker.evaluate(async () => {
    const world = self as unknown as { registration: ServiceWorkerRegistration; clients: { openWindow(url: string): Promise<unknown> } };
    const opening = new Promise<string>((done) => { world.clients.openWindow = async (url) => { done(url); return null; }; });
    const [tapped] = await world.registration.getNotifications();
    const Kind = (self as unknown as { NotificationEvent: new (kind: string, about: object) => Event }).NotificationEvent;
    self.dispatchEvent(new Kind('notificationclick', { notification: tapped }));
    return opening;
  });
  expect(opened).toBe(letter['link']);
  expect(await until('it is put away', async () => ((await shown()).length === 0 ? true : undefined))).toBe(true);
  await page.goto(opened);
  await expect(page.getByRole('button', { name: /kommer/i }).first()).toBeVisible();

  await page.goto(`${scenery.url}/telefon`);
  await page.getByRole('button', { name: 'Stäng av' }).click();
  await expect(standing).toHaveAttribute('data-standing', 'off');
  expect((await me('GetPush'))['endpoints'] ?? []).toEqual([]);
});

test('every screen of a person says that a browser is lost, until it is turned on again', async ({ context, page }) => {
  const endpoint = `${service.origin}/tappad`;
  service.answers.set('/tappad', 410);
  await context.grantPermissions(['notifications'], { origin: scenery.url });
  await me('SubscribePush', { ...phone.subscription, endpoint });
  await attempt(await callOut(), 'registrator-1', 'push', 'FAILED');
  await withSubscriptions(page, `${service.origin}/ny`);
  await page.goto(`${scenery.url}/signin#${scenery.token('registrator-1')}`);
  await expect(page.getByText('En av dina webbläsare får inga larm längre.')).toBeVisible();
  await page.getByRole('link', { name: 'Larm i den här telefonen' }).click();
  await expect(page.getByText(/får inga larm längre/)).toBeVisible();
  await page.getByRole('button', { name: 'Slå på' }).click();
  await expect(page.locator('.standing')).toHaveAttribute('data-standing', 'on');
  await expect(page.getByText(/får inga larm längre/)).toHaveCount(0);
});
