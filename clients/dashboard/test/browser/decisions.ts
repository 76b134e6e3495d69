// The chair's decisions in every state: the declaration, with and without a passkey, and the other ones.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import { deviceOf, holding } from './keys';
import type { Scene } from './scenes';

const seen = (page: Page, selector: string) => page.waitForSelector(selector);
const dialog = (page: Page) => seen(page, 'dialog[open] .dialog-head');

export async function fillDeclaration(page: Page, then = '.review'): Promise<void> {
  const texts = {
    departsFromNormal: 'Ett terrordåd i centrala staden har ingen motsvarighet i det ordinarie.',
    seriousDisturbance: 'Kollektivtrafiken står och innerstaden är avspärrad.',
    urgentAction: 'Staden måste inom timmar ordna övernattning och krisstöd.',
  };
  for (const [name, text] of Object.entries(texts)) await page.locator(`.declare [name=${name}]`).fill(text);
  await page.locator('.command-form .primary').click();
  await seen(page, then);
}

const plain = { story: 'half-hour', path: '/forklara', person: 'kn-ordf' } as const;
const signing = { ...plain, keyed: true, before: holding('kn-ordf') } as const;
const underLaw = { story: 'law', path: '/forklara', person: 'kn-ordf' } as const;

async function sign(page: Page, then: string): Promise<void> {
  await fillDeclaration(page, '#decision-sign');
  await page.locator('#decision-sign').click();
  await seen(page, then);
}

const open = (words: string) => async (page: Page) => {
  await page.getByRole('button', { name: words }).first().click();
  await dialog(page);
};

export async function sayOrally(page: Page): Promise<void> {
  await page.locator('#field-oral').check();
  await page.locator('#field-witness').selectOption('chief_of_staff-1');
  await page.locator('#field-wording').fill('Jag förklarar händelsen extraordinär. Nämnden träder i funktion.');
  await page.locator('#field-readBack').check();
}

const registrar = 'records-1';

export const declarations: Scene[] = [
  { name: 'declare', ...plain },
  { name: 'declare-not', ...plain, act: async (page) => {
    await page.locator('.not-extraordinary').click();
    await dialog(page);
  } },
  { name: 'declare-none', ...plain, story: 'empty' },
  { name: 'declare-missing', ...plain, act: async (page) => {
    await page.locator('.command-form .primary').click();
    await seen(page, '.refusal');
  } },
  { name: 'declare-vice', ...plain, person: 'kn-vice' },
  { name: 'declare-review', ...plain, act: (page) => fillDeclaration(page) },
  { name: 'declare-refused', ...plain, person: 'tib-1', act: async (page) => {
    await fillDeclaration(page);
    await page.locator('.review .primary').click();
    await seen(page, '.refusal');
  } },
  { name: 'declare-receipt', ...plain, act: async (page) => {
    await fillDeclaration(page);
    await page.locator('.review .primary').click();
    await seen(page, '.receipt');
  } },
  { name: 'declare-lost', ...plain, act: async (page, fake) => {
    fake.silent = true;
    await seen(page, '.oral-way');
  } },
  { name: 'declare-law', ...underLaw, act: (page) => seen(page, '.unconfirmed') },
  { name: 'declare-oral', ...plain, person: registrar, act: async (page) => {
    await page.locator('#field-oral').check();
    await page.locator('.command-form .primary').click();
    await seen(page, '.refusal');
  } },
  { name: 'declare-oral-receipt', ...plain, person: registrar, act: async (page) => {
    await sayOrally(page);
    await fillDeclaration(page);
    await page.locator('.review .primary').click();
    await seen(page, '.receipt');
  } },
  { name: 'alone', ...underLaw, act: open('Besluta ensam') },
  { name: 'alone-take', ...underLaw, act: async (page) => {
    await open('Ta över en nämnds område')(page);
    await page.locator('dialog .primary').click();
    await seen(page, 'dialog .refusal');
  } },
  { name: 'alone-return', ...underLaw, act: open('Återlämna ett område') },
  { name: 'confirm-oral', ...underLaw, act: open('Bekräfta beslutet') },
  { name: 'dispute-oral', ...underLaw, act: open('Bestrid') },
];

const refusing = (fake: Fake): void => {
  fake.passkeys.refusing = { code: 2, breaches: [{
    rule: 'T04', basis: 'LEH 2006:544 2 kap. 3 §',
    message: { sv: 'Händelsen är redan förklarad extraordinär.', en: 'The event is declared extraordinary already.' },
    whatNow: { sv: 'Se läget.', en: 'See the situation.' },
  }] };
};

export const signatures: Scene[] = [
  { name: 'sign-review', ...signing, act: (page) => fillDeclaration(page, '#decision-sign') },
  { name: 'sign-stopped', ...signing, act: async (page) => {
    await deviceOf(page).verify(false);
    await sign(page, '.trouble');
  } },
  { name: 'sign-receipt', ...signing, act: async (page) => {
    await sign(page, '.receipt');
    await page.getByText(/^Underskriven med passkey \w{4}/).waitFor();
  } },
  { name: 'sign-changed', ...signing, act: async (page, fake) => {
    fake.passkeys.isOvertaken = true;
    await sign(page, '.refusal');
  } },
  { name: 'sign-refused', ...signing, refused: true, before: async (fake, page) => {
    await signing.before(fake, page);
    refusing(fake);
  }, act: (page) => fillDeclaration(page, '.refusal') },
  { name: 'sign-lost', ...signing, act: async (page, fake) => {
    await fillDeclaration(page, '#decision-sign');
    fake.silent = true;
    await seen(page, '.oral-way');
  } },
  { name: 'sign-dialog', ...underLaw, keyed: true, before: holding('kn-ordf'), act: async (page) => {
    await open('Bekräfta beslutet')(page);
    await page.locator('dialog .primary').click();
    await seen(page, '#decision-sign');
  } },
  { name: 'sign-dialog-done', ...underLaw, keyed: true, before: holding('kn-ordf'), act: async (page) => {
    await open('Bekräfta beslutet')(page);
    await page.locator('dialog .primary').click();
    await page.locator('#decision-sign').click();
    await page.getByText(/^Underskriven med passkey \w{4}/).waitFor();
  } },
];
