// Signing in, making a passkey, and one's own keys, in every state.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import { type Authenticator, authenticator } from './authenticator';
import type { Scene } from './scenes';

const seen = (page: Page, selector: string) => page.waitForSelector(selector);
const device = new WeakMap<Page, Authenticator>();

/** The device of a page that `before` gave one. */
export const deviceOf = (page: Page): Authenticator => device.get(page) as Authenticator;

/** A device for the page, and so many keys in it. */
export const holding = (person: string, keys = 1) => async (fake: Fake, page: Page): Promise<void> => {
  const own = await authenticator(page);
  device.set(page, own);
  for (let count = 0; count < keys; count += 1) await own.give(fake, person, count ? 'Säkerhetsnyckel' : 'Min telefon');
};

export const invitation = 'cklp_abcdefghijkl';
const invite = async (fake: Fake, page: Page): Promise<void> => {
  await holding('kn-ordf', 0)(fake, page);
  fake.passkeys.invitations.set(invitation, 'kn-ordf');
};

const sessions = (fake: Fake): void => {
  const key = fake.passkeys.keys[0]?.fingerprint ?? '';
  for (const [at, browser] of ['Chrome på Android', 'Firefox på Windows', 'Safari på iPhone'].entries()) {
    fake.passkeys.sessions.push({ id: `session-${at}`, person: 'kn-ordf', key, browser });
  }
  fake.passkeys.own = 'session-0';
};

const mine = (keys: number) => async (fake: Fake, page: Page): Promise<void> => {
  await holding('kn-ordf', keys)(fake, page);
  if (keys > 0) sessions(fake);
};

const still = '#passkey-sign-in';
const press = async (page: Page, then: string): Promise<void> => {
  await page.locator('#passkey-sign-in').click();
  await seen(page, then);
};

export const doors: Scene[] = [
  { name: 'signin', story: 'empty', path: '/signin', still },
  { name: 'signin-refused', story: 'empty', path: '/signin', still, act: async (page) => {
    await page.locator('.signin summary').click();
    await page.locator('.signin input').fill('fel');
    await page.locator('.signin form button').click();
    await seen(page, '.signin .error');
  } },
  { name: 'signin-stopped', story: 'empty', path: '/signin', person: '', still, keyed: true, before: holding('tib-1'), act: async (page) => {
    await deviceOf(page).verify(false);
    await press(page, '.trouble');
  } },
  { name: 'signin-busy', story: 'empty', path: '/signin', person: '', still, refused: true, before: (fake) => {
    fake.passkeys.isBusy = true;
  }, act: (page) => press(page, '.trouble') },
  { name: 'signed-out', story: 'empty', path: '/', person: '', still },
  { name: 'invited', story: 'empty', path: `/nyckel#${invitation}`, person: '', still: '.signin .lead', keyed: true, before: invite },
  { name: 'invited-refused', story: 'empty', path: '/nyckel#cklp_gammal', person: '', still: '.trouble', refused: true },
  { name: 'invited-done', story: 'empty', path: `/nyckel#${invitation}`, person: '', still: '.signin .lead', keyed: true, before: invite,
    act: async (page) => {
      await page.locator('#passkey-make').click();
      await page.getByText('Din passkey är skapad.').waitFor();
    } },
];

export const ownKeys: Scene[] = [
  { name: 'my-keys', story: 'empty', path: '/nyckel', person: 'kn-ordf', keyed: true, before: mine(2), act: (page) => seen(page, '.key-list') },
  { name: 'my-keys-none', story: 'empty', path: '/nyckel', person: 'kn-ordf', keyed: true, before: mine(0), act: async (page) => {
    await page.getByRole('button', { name: 'Lägg till en passkey' }).click();
    await seen(page, '#passkey-make');
  } },
  { name: 'my-keys-revoke', story: 'empty', path: '/nyckel', person: 'kn-ordf', keyed: true, before: mine(1), act: async (page) => {
    await page.locator('.key-list button', { hasText: 'Återkalla' }).click();
    await seen(page, 'dialog[open] .notice');
  } },
];
