// The service worker: shows what a push message says, opens what it points to, and subscribes anew when the browser's push
// service changes its address; and it keeps the page so that it opens without contact (net/precache.ts). A file of its own, /sw.js.
import { Pages, type Precache } from '../net/precache';
import { answerAt, subscribe } from './server';

interface Shown { close(): void; data: unknown }
interface Opened { url: string; focus(): Promise<unknown> }

/** What this file uses of a service worker's world; the page's own types know none of it. */
interface World {
  addEventListener(kind: string, act: (event: Happening) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<Opened[]>;
    openWindow(url: string): Promise<unknown>;
  };
  registration: ServiceWorkerRegistration;
  location: Location;
  /** Written before this file by the build; not there while the page is being developed. */
  precache?: Precache;
}

interface Happening {
  request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
  data?: unknown;
  notification?: Shown;
  oldSubscription?: PushSubscription | null;
}

const world = self as unknown as World;

interface Message { key: string; title: string; body: string; link: string }

/** A push message must always show something, also one that can't be read. */
function read(event: Happening): Message {
  const words = { key: '', title: 'Krisledning', body: 'Nytt meddelande. Öppna sidan. / New message. Open the page.', link: '' };
  try {
    const said = (event.data as { json(): unknown } | null)?.json() as Partial<Record<keyof Message, unknown>> | undefined;
    for (const name of Object.keys(words) as (keyof Message)[]) {
      const value = said?.[name];
      if (typeof value === 'string' && value) words[name] = value;
    }
  } catch {
    // The words above.
  }
  return words;
}

function show(event: Happening): Promise<void> {
  const { key, title, body, link } = read(event);
  const options = {
    body,
    lang: 'sv',
    data: link,
    // The same message sent again rings again, in the place of the first: the key ends with the attempt's number.
    tag: key.slice(0, key.lastIndexOf('/')) || 'ckl',
    renotify: true,
    requireInteraction: true,
    icon: '/icon.svg',
    vibrate: [400, 200, 400, 200, 400],
  };
  return world.registration.showNotification(title, options);
}

/** The answer page where the message has one, else the call-outs; in a window of ours if there is one. */
async function open(link: unknown): Promise<void> {
  const wanted = answerAt(link, world.location.origin);
  const windows = await world.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const same = windows.find(({ url }) => url === wanted);
  if (same) await same.focus();
  else await world.clients.openWindow(wanted);
}

async function again(old: PushSubscription | null | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (!key) return;
  await subscribe(await world.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

const pages = world.precache && new Pages(world.precache);

/** A page that is new already needs no more than that no older one is open, which may still want its files. */
async function takeIfAlone(): Promise<void> {
  const windows = await world.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length === 1) await world.skipWaiting();
}

// No new version in the middle of work: it waits until a page says so (state/version.ts), or until all are closed.
world.addEventListener('install', (event) => event.waitUntil(Promise.resolve(pages?.fetchAll())));
world.addEventListener('message', (event) => {
  if (event.data === 'apply') event.waitUntil(world.skipWaiting());
  if (event.data === 'alone') event.waitUntil(takeIfAlone());
});
world.addEventListener('activate', (event) => event.waitUntil(Promise.all([pages?.dropOlder(), world.clients.claim()])));
world.addEventListener('fetch', (event) => pages?.answer(event));
world.addEventListener('push', (event) => event.waitUntil(show(event)));
world.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(again(event.oldSubscription)));
world.addEventListener('notificationclick', (event) => {
  event.notification?.close();
  event.waitUntil(open(event.notification?.data));
});
