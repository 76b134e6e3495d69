// The telephone's page in every state. Headless Chromium has no push service and asks nobody for leave, so both are played here;
// the service worker is the real one.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import type { Scene } from './scenes';

export interface Phone {
  permission?: 'default' | 'denied' | 'granted';
  /** What the person says when the browser asks. */
  says?: 'denied' | 'granted';
  subscribed?: boolean;
  /** It was on when the page was last open. */
  was?: 'on';
  able?: boolean;
}

export const endpoint = 'https://push.example.net/den-har';

/** The browser as the page will find it. */
export const play = (page: Page, phone: Phone): Promise<unknown> => page.addInitScript(({ phone: given, address }) => {
  const { permission = 'default', says = 'granted', ...rest } = given;
  let now: NotificationPermission = permission;
  const left = sessionStorage;
  if (rest.was) localStorage.setItem('ckl.push', rest.was);
  if (rest.subscribed && !left.getItem('played')) left.setItem('subscribed', 'yes');
  left.setItem('played', 'yes');
  Object.defineProperty(Notification, 'permission', { get: () => now });
  Notification.requestPermission = async () => (now = says);
  if (rest.able === false) Reflect.deleteProperty(window, 'PushManager');
  else {
    const bytes = (length: number) => new Uint8Array(length).fill(4).buffer;
    const subscription = {
      endpoint: address,
      getKey: (name: string) => bytes(name === 'auth' ? 16 : 65),
      unsubscribe: async () => (left.removeItem('subscribed'), true),
    } as unknown as PushSubscription;
    PushManager.prototype.getSubscription = async () => (left.getItem('subscribed') ? subscription : null);
    PushManager.prototype.subscribe = async (options) => {
      left.setItem('subscribed', String(new Uint8Array(options?.applicationServerKey as ArrayBuffer).length));
      return subscription;
    };
  }
}, { phone, address: endpoint });

const scene = (name: string, standing: string, phone: Phone, before?: (fake: Fake) => void, act?: Scene['act']): Scene => ({
  name: `telephone-${name}`,
  story: 'empty',
  path: '/telefon',
  still: `.standing[data-standing="${standing}"]`,
  before: async (fake, page) => {
    before?.(fake);
    await play(page, phone);
  },
  act,
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export const telephones: Scene[] = [
  scene('off', 'off', {}),
  scene('on', 'on', { permission: 'granted', subscribed: true }, (fake) => {
    fake.push.endpoints = ['https://fcm.googleapis.com/fcm/send/x', endpoint];
  }),
  scene('no-rung', 'on', { permission: 'granted', subscribed: true }, (fake) => {
    fake.push.endpoints = [endpoint];
    fake.push.rung = false;
  }),
  scene('lost', 'lost', { permission: 'granted', subscribed: true }, (fake) => {
    fake.push.lost = [endpoint, 'https://updates.push.services.mozilla.com/wpush/v2/x'];
  }),
  scene('blocked', 'blocked', { permission: 'denied' }),
  scene('unsupported', 'unsupported', { able: false }),
  scene('not-served', 'not-served', {}, (fake) => {
    fake.push.publicKey = '';
  }),
  scene('signed-out', 'signed-out', {}, (fake) => {
    fake.person = '';
  }),
  { ...scene('refused', 'off', {}, (fake) => {
    fake.push.refuses = true;
  }, async (page) => {
    await press(page, 'Slå på');
    await page.waitForSelector('.error');
  }), refused: true },
  scene('english', 'off', {}, undefined, async (page) => {
    await press(page, 'In English');
    await page.waitForSelector('html[lang=en]');
  }),
];
