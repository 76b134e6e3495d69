// Passkeys in a real browser with a virtual authenticator: made, signed in with, refused, and a declaration signed with them. The
// fake server verifies what the key signed.
import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Built, builtPage } from './browser/built';
import { fillDeclaration } from './browser/decisions';
import { hasChromium, launch, open, type Opened, tabTo } from './browser/house';
import { deviceOf, holding, invitation } from './browser/keys';
import { type Scene, scenes } from './browser/scenes';

const longest = 30_000;
let browser: Browser;
let built: Built | undefined;
let root: string;
let opened: Opened;

beforeAll(async () => {
  if (!hasChromium) return;
  built = builtPage();
  root = built.root;
  browser = await launch();
}, longest);

afterAll(async () => {
  await browser?.close();
  built?.remove();
});

async function show(name: string, change: Partial<Scene> = {}): Promise<Opened> {
  const scene = scenes.find((one) => one.name === name) as Scene;
  opened = await open(browser, { ...scene, ...change }, { width: 1440, root });
  return opened;
}

const inside = (page: Page) => page.waitForSelector('html[data-contact=live][data-sequence]');
const button = (page: Page, name: string) => page.getByRole('button', { name });
const signed = (page: Page) => page.getByText(/^Underskriven med passkey \w{4}\s\w{4}$/).waitFor();
const within = (work: () => Promise<void>) => async () => {
  try {
    await work();
  } finally {
    await opened.close();
  }
};

describe.skipIf(!hasChromium)('a passkey', () => {
  it('is made by an invitation and signs in, by keyboard alone', { timeout: longest }, within(async () => {
    const { page, fake, complaints } = await show('invited');
    expect(page.url(), 'the code is taken out of the address').not.toContain(invitation);
    await tabTo(page, /^Nyckelns namn/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Min säkerhetsnyckel');
    await tabTo(page, /^Skapa passkey$/);
    await page.keyboard.press('Enter');
    await page.getByText('Din passkey är skapad.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Klart');
    expect(fake.passkeys.keys.map(({ person, label }) => [person, label])).toEqual([['kn-ordf', 'Min säkerhetsnyckel']]);
    expect(await deviceOf(page).count()).toBe(1);
    await tabTo(page, /^Logga in$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/signin$/);
    await page.waitForSelector('#passkey-sign-in');
    await tabTo(page, /^Logga in med passkey$/);
    await page.keyboard.press('Enter');
    await inside(page);
    expect(fake.person).toBe('kn-ordf');
    expect(complaints).toEqual([]);
  }));

  it('does not sign in when the device does not know its owner', { timeout: longest }, within(async () => {
    const { page, fake } = await show('signin-stopped');
    expect(await page.locator('.trouble').textContent()).toContain('Kände enheten inte igen dig?');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('trouble');
    expect(fake.person).toBe('');
    await deviceOf(page).verify(true);
    await page.locator('#passkey-sign-in').click();
    await inside(page);
    expect(fake.person).toBe('tib-1');
  }));

  it('that is revoked does not sign in, nor one that comes too late', { timeout: longest }, within(async () => {
    const { page, fake } = await show('signin-stopped', { act: async () => {} });
    const gone = fake.passkeys.keys.splice(0);
    await page.locator('#passkey-sign-in').click();
    await page.getByText('Passkeyn är inte registrerad här').waitFor();
    fake.passkeys.keys.push(...gone);
    fake.passkeys.isSlow = true;
    await page.locator('#passkey-sign-in').click();
    await page.getByText('Det tog för lång tid').waitFor();
    fake.passkeys.isSlow = false;
    await page.locator('#passkey-sign-in').click();
    await inside(page);
  }));

  it('signs in again in place, and what was written stays', { timeout: longest }, within(async () => {
    const { page, fake } = await show('declare', { keyed: true, before: holding('kn-ordf') });
    await page.locator('.declare textarea').first().fill('Avviker från allt.');
    fake.person = '';
    fake.drop();
    await page.getByText('Det du har skrivit är kvar. Logga in igen').waitFor();
    await page.locator('#passkey-sign-in').click();
    await page.waitForSelector('.signin', { state: 'detached' });
    await inside(page);
    expect(await page.locator('.declare textarea').first().inputValue()).toBe('Avviker från allt.');
  }));

  it('is revoked with its sessions, after a question', { timeout: longest }, within(async () => {
    const { page, fake } = await show('my-keys-revoke');
    expect(await page.locator('dialog').textContent()).toContain('Det är din enda passkey.');
    await page.locator('dialog button.primary').click();
    await page.locator('#passkey-sign-in').waitFor();
    expect(fake.passkeys.keys).toEqual([]);
  }));

  it('is one of several, and other sign-ins are ended', { timeout: longest }, within(async () => {
    const { page, fake } = await show('my-keys');
    await button(page, 'Avsluta alla andra').click();
    await page.waitForFunction(() => document.querySelectorAll('.my-sessions li').length === 1);
    expect(fake.passkeys.sessions.map(({ id }) => id)).toEqual(['session-0']);
    await button(page, 'Lägg till en passkey').click();
    await page.locator('#passkey-make').click();
    await page.getByText('Den här enheten har redan en passkey för dig.').waitFor();
  }));
});

describe.skipIf(!hasChromium)('a declaration', () => {
  it('is signed by keyboard alone, over exactly the words that were shown', { timeout: longest }, within(async () => {
    const { page, fake, complaints } = await show('sign-review', { act: async () => {} });
    for (const label of [/^Händelsen avviker/, /^Den innebär/, /^Den kräver/]) {
      await tabTo(page, label);
      await page.keyboard.type('Skäl som räcker.');
    }
    await tabTo(page, /^Granska$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#decision-sign');
    expect(fake.events()).not.toContain('extraordinaryDeclared');
    const text = (await page.locator('#decision-text').textContent()) ?? '';
    const code = createHash('sha256').update(text).digest('hex').slice(0, 12).match(/.{4}/g)?.join(' ');
    expect(await page.locator('#decision-hash').textContent()).toBe(code);
    await tabTo(page, /^Signera med passkey$/);
    await page.keyboard.press('Enter');
    await signed(page);
    expect(fake.events().slice(-4)).toEqual(['extraordinaryDeclared', 'levelChanged', 'committeeStateChanged', 'decisionSigned']);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.locator('#decision-text').textContent()).toBe(text);
    expect(complaints).toEqual([]);
  }));

  it('is not made when the signing is stopped, and is with another try', { timeout: longest }, within(async () => {
    const { page, fake } = await show('sign-stopped');
    await page.getByText('Inget beslut är fattat.').first().waitFor();
    expect(fake.events()).not.toContain('extraordinaryDeclared');
    await deviceOf(page).verify(true);
    await button(page, 'Använd en annan nyckel').click();
    await signed(page);
    expect(fake.events().filter((one) => one === 'extraordinaryDeclared')).toHaveLength(1);
  }));

  it('is reviewed again when the situation has changed', { timeout: longest }, within(async () => {
    const { page, fake } = await show('sign-changed');
    await page.getByText('Läget har ändrats sedan du granskade: granska igen.').first().waitFor();
    expect(fake.events()).not.toContain('extraordinaryDeclared');
    fake.passkeys.isOvertaken = false;
    await button(page, 'Granska igen').click();
    await page.locator('#decision-sign').click();
    await signed(page);
  }));

  it('is reviewed again when the time is out', { timeout: longest }, within(async () => {
    const { page, fake } = await show('sign-review');
    fake.passkeys.isSlow = true;
    await page.locator('#decision-sign').click();
    await page.getByText('Tiden att underteckna har gått ut: granska igen.').first().waitFor();
    fake.passkeys.isSlow = false;
    await button(page, 'Granska igen').click();
    await page.locator('#decision-sign').click();
    await signed(page);
  }));

  it('is not made with somebody else\u2019s key', { timeout: longest }, within(async () => {
    const { page, fake } = await show('sign-review');
    for (const key of fake.passkeys.keys) key.person = 'kn-vice';
    fake.passkeys.keys.push({ ...fake.passkeys.keys[0]!, id: '00', person: 'kn-ordf' });
    await page.locator('#decision-sign').click();
    await page.getByText('Underskriften godtogs inte.').first().waitFor();
    expect(fake.events()).not.toContain('extraordinaryDeclared');
  }));

  it('is laid out only for who may make it, and what was written stays', { timeout: longest }, within(async () => {
    const { page } = await show('sign-refused');
    expect(await page.locator('.refusal').textContent()).toContain('Händelsen är redan förklarad extraordinär.');
    expect(await page.locator('.declare textarea').first().inputValue()).toContain('terrordåd');
  }));

  it('is not sent without contact, and the oral way is shown', { timeout: longest }, within(async () => {
    const { page, fake } = await show('sign-lost');
    expect(await page.locator('.oral-way').textContent()).toContain('Ett vittne lyssnar med.');
    expect(fake.events()).not.toContain('extraordinaryDeclared');
  }));

  it('that was oral is entered by a registrar, and confirmed with a passkey', { timeout: longest }, within(async () => {
    const { page, fake } = await show('declare-oral-receipt');
    expect(await page.locator('.receipt-facts').textContent()).toContain('KN:s ordförande (muntligt');
    expect(fake.events()).toContain('oralDecisionRecorded');
    await opened.close();
    const chair = await show('sign-dialog-done');
    expect(chair.fake.events().slice(-2)).toEqual(['oralDecisionSettled', 'decisionSigned']);
    await chair.page.locator('dialog button.primary').click();
    await chair.page.waitForSelector('dialog', { state: 'detached' });
    expect(await chair.page.locator('.unconfirmed').count()).toBe(0);
  }));

  it('of a takeover is signed too', { timeout: longest }, within(async () => {
    const { page, fake } = await show('alone', { keyed: true, before: holding('kn-ordf') });
    const field = (name: string) => page.locator(`dialog [name=${name}]`);
    await field('kind').selectOption('2');
    for (const name of ['title', 'text', 'urgencyReason', 'necessity', 'parts']) await field(name).fill('Hemtjänst');
    await field('unit').selectOption({ index: 1 });
    await field('review').fill('2017-04-14T12:00');
    await page.locator('dialog .primary').click();
    await page.locator('#decision-sign').click();
    await signed(page);
    expect(fake.events().slice(-2)).toEqual(['decisionMade', 'decisionSigned']);
  }));

  it('keeps its words when the form is opened again', { timeout: longest }, within(async () => {
    const { page } = await show('sign-review', { act: (one) => fillDeclaration(one, '#decision-sign') });
    await button(page, 'Ändra').click();
    expect(await page.locator('.declare textarea').first().inputValue()).toContain('terrordåd');
  }));
});
