// «Larm i den här telefonen»: a small page of its own that turns push messages on and off for the browser it stands in. It
// needs nothing of the dashboard, so it is light to open and adds nothing to what an alarm needs.
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/telephone.css';
import { ask, bytesOf, type Push, Refusal, type Self, subscribe } from './server';
import { type Standing, words } from './words';
import workerUrl from './worker.ts?worker&url';

interface Known {
  standing: Standing;
  name: string;
  rung: boolean;
  key: string;
  /** This browser's, as the browser has it. */
  own: PushSubscription | null;
  others: { endpoint: string; gone: boolean }[];
}

type Language = 'sv' | 'en';

const nobody: Known = { standing: 'off', name: '', rung: true, key: '', own: null, others: [] };
let language: Language = 'sv';
let known = nobody;
let trouble = '';

function keep(name: string, value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** What this browser can do, before the server is asked. */
function ability(): Standing | undefined {
  if (!isSecureContext) return 'insecure';
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const apple = /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  if (!able) return apple ? 'homescreen' : 'unsupported';
  return Notification.permission === 'denied' ? 'blocked' : undefined;
}

async function worker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(workerUrl, { scope: '/' });
  return navigator.serviceWorker.ready;
}

/** Nothing when the browser refuses the service worker, as in a private window. */
async function subscribed(): Promise<PushSubscription | null | undefined> {
  try {
    return await (await worker()).pushManager.getSubscription();
  } catch {
    return undefined;
  }
}

async function look(): Promise<Known> {
  try {
    const [me, push] = await Promise.all([ask<Self>('WhoAmI'), ask<Push>('GetPush')]);
    const { publicKey: key = '', endpoints = [], lost = [] } = push;
    let unable = key ? ability() : 'not-served';
    const own = unable ? null : await subscribed();
    if (own === undefined) unable = 'unsupported';
    const taken = own ? endpoints.includes(own.endpoint) : false;
    const broken = keep('ckl.push') === 'on' || (own ? lost.includes(own.endpoint) : false);
    const all = [...endpoints.map((endpoint) => ({ endpoint, gone: false })), ...lost.map((endpoint) => ({ endpoint, gone: true }))];
    return {
      standing: unable ?? (taken ? 'on' : broken ? 'lost' : 'off'),
      name: me.person?.name ?? '',
      rung: me.person?.ladder?.some(({ channel }) => channel === 'push') ?? false,
      key,
      own: own ?? null,
      others: all.filter(({ endpoint }) => endpoint !== own?.endpoint),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...nobody, standing: error.kind === 'signed-out' ? 'signed-out' : 'unreachable' };
  }
}

async function turnOn(): Promise<void> {
  const allowed = await Notification.requestPermission();
  if (allowed !== 'granted') {
    trouble = allowed === 'denied' ? '' : words[language].declined;
    return;
  }
  const { pushManager } = await worker();
  // One that the server does not know may hang on an older key, or be ended.
  await (await pushManager.getSubscription())?.unsubscribe();
  const applicationServerKey = bytesOf(known.key);
  await subscribe(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  keep('ckl.push', 'on');
}

async function turnOff(): Promise<void> {
  const endpoint = known.own?.endpoint ?? '';
  await known.own?.unsubscribe();
  keep('ckl.push', 'off');
  await ask('UnsubscribePush', { endpoint });
}

async function act(what: () => Promise<void>): Promise<void> {
  trouble = '';
  draw(true);
  try {
    await what();
  } catch (error) {
    const said = error instanceof Refusal ? error.words[language] : '';
    trouble = said || words[language].failed;
  }
  known = await look();
  draw();
}

type Child = Node | string | false;

function element(name: string, about: Record<string, string>, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== false));
  return made;
}

function button(text: string, kind: string, what: () => Promise<void>, about = ''): HTMLElement {
  const made = element('button', { type: 'button', class: kind, ...(about ? { 'aria-label': about } : {}) }, text);
  made.addEventListener('click', () => void act(what));
  return made;
}

function choice(): HTMLElement | false {
  const said = words[language];
  switch (known.standing) {
    case 'off':
      return button(said.turn.on, 'primary', turnOn);
    case 'lost':
      return button(said.turn.again, 'primary', turnOn);
    case 'on':
      return button(said.turn.off, '', turnOff);
    case 'unreachable':
      return button(said.retry, 'primary', async () => {});
    case 'signed-out':
      return element('a', { class: 'button primary', href: '/signin' }, said.signIn);
    default:
      return false;
  }
}

function others(): HTMLElement | false {
  if (known.others.length === 0) return false;
  const said = words[language];
  const rows = known.others.map(({ endpoint, gone }) => {
    const name = said.other(new URL(endpoint).host);
    const text = gone ? `${name} – ${said.gone}` : name;
    const remove = async () => {
      await ask('UnsubscribePush', { endpoint });
    };
    return element('li', {}, element('span', {}, text), button(said.remove, 'quiet-button', remove, `${said.remove}: ${text}`));
  });
  return element('section', {}, element('h2', {}, said.others), element('ul', {}, ...rows));
}

function speak(other: Language): HTMLElement {
  const made = element('button', { type: 'button', class: 'quiet-button', lang: other }, words[language].language);
  made.addEventListener('click', () => {
    language = other;
    keep('ckl.language', other);
    draw();
  });
  return made;
}

function draw(busy = false): void {
  const said = words[language];
  const { state, now } = said.standing[known.standing];
  document.documentElement.lang = language;
  document.title = `${said.title} – ckl`;
  const chosen = busy ? element('p', { class: 'quiet' }, element('span', { class: 'spinner', 'aria-hidden': 'true' }), ` ${said.working}`) : choice();
  document.getElementById('main')?.replaceChildren(
    element('section', { class: 'card' },
      element('h1', {}, said.title),
      known.name !== '' && element('p', { class: 'quiet' }, said.person(known.name)),
      element('p', {}, said.lead),
      element('div', { class: 'standing', role: 'status', 'data-standing': known.standing },
        element('strong', {}, state), element('p', {}, now),
        known.standing === 'on' && !known.rung && element('p', { class: 'warning' }, said.noRung)),
      trouble !== '' && element('p', { class: 'error', role: 'alert' }, trouble),
      chosen && element('div', { class: 'buttons' }, chosen)),
    ...[others()].filter((one) => one !== false),
    element('p', { class: 'buttons' }, element('a', { class: 'button', href: '/' }, said.back), speak(language === 'sv' ? 'en' : 'sv')));
}

async function start(): Promise<void> {
  language = keep('ckl.language') === 'en' ? 'en' : 'sv';
  const theme = keep('ckl.theme') ?? 'auto';
  const dark = matchMedia('(max-width: 43.75em) and (prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = theme === 'auto' ? dark : theme;
  known = await look();
  draw();
}

void start();
