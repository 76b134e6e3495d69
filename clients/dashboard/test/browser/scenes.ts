// Every page in every state that a person may meet, as steps of a browser. Used for the pictures and for the checks.
//
// Each step ends with a fact about the page that it has led to; nothing waits for time to pass.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import type { Story } from '../fake/stories';
import { offlines } from './offline';
import { exercises } from './exercise';
import { declarations, signatures } from './decisions';
import { doors, ownKeys } from './keys';
import { logs } from './log';
import { telephones } from './telephone';
import { verifies } from './verify';
import { walls } from './wall';

export interface Scene {
  name: string;
  story: Story;
  path: string;
  person?: string;
  /** The world before the page is opened. */
  before?: (fake: Fake, page: Page) => unknown;
  act?: (page: Page, fake: Fake) => Promise<unknown>;
  /** The page has no contact with a workspace, and is drawn when this is there. */
  still?: string;
  /** The server is killed here, and Chromium says so in its console. */
  cut?: boolean;
  /** The server refuses something here, and Chromium says so in its console. */
  refused?: boolean;
  /** Passkeys want a name, not a number. */
  keyed?: boolean;
}

const seen = (page: Page, selector: string) => page.waitForSelector(selector);

async function tapKind(page: Page): Promise<void> {
  await page.locator('.tile').first().click();
  await seen(page, '.levels');
}

async function tapLevel(page: Page): Promise<void> {
  await tapKind(page);
  await page.locator('.level-button').nth(1).click();
  await seen(page, '.alarm-button');
}

async function lowerLevel(page: Page): Promise<void> {
  await page.locator('.incident .actions button', { hasText: 'Ändra nivå' }).click();
  await page.locator('.level-choice input').nth(1).check();
  await page.locator('textarea[name=reason]').fill('kort');
}

const lost = (page: Page) => seen(page, 'html[data-contact=lost]');
const dialog = (page: Page) => seen(page, 'dialog[open] .dialog-head');

const boards: Scene[] = [
  { name: 'board', story: 'half-hour', path: '/' },
  { name: 'board-empty', story: 'empty', path: '/' },
  { name: 'board-days', story: 'days', path: '/' },
  { name: 'board-declared', story: 'declared', path: '/' },
  { name: 'board-law', story: 'law', path: '/', act: (page) => seen(page, '.lead-list') },
  { name: 'board-law-elsewhere', story: 'law', path: '/', before: (fake) => fake.happen((journal) => {
    journal.add({ case: 'alertChanged', value: { grade: 3, reference: 'Fö2017/3', areas: ['09'], record: 'record-1' } });
  }), act: (page) => seen(page, '.lead-list') },
  { name: 'board-exercise', story: 'exercise', path: '/?ws=ovning-drottninggatan-1' },
  { name: 'board-lost', story: 'half-hour', path: '/', act: async (page, fake) => {
    fake.silent = true;
    await lost(page);
  } },
  { name: 'board-fault', story: 'half-hour', path: '/', before: (fake) => {
    fake.fault = { sv: 'Disken är full. Allt som är mottaget finns kvar.', en: 'The disk is full. What was received is safe.' };
    fake.gatewayFaults = [{ sv: 'SMS-porten svarar inte sedan 14:52.', en: 'The SMS gateway has not answered since 14:52.' }];
  }, act: (page) => seen(page, '.notice-gateway') },
  { name: 'board-ground', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.ground summary').nth(1).click();
    await seen(page, '.ground[open]');
  } },
  { name: 'level', story: 'half-hour', path: '/', act: async (page) => {
    await lowerLevel(page);
    await page.locator('.checklist input').first().fill('Ja');
    await page.locator('dialog button.primary').click();
    await seen(page, '.refusal');
  } },
  { name: 'refused', story: 'empty', path: '/', before: (fake) => fake.happen((journal) => {
    journal.add({ case: 'incidentReported', value: { incident: 'incident-1', number: 1, kind: 5, headline: 'Snöoväder' } });
    journal.add({ case: 'levelChanged', value: { incident: 'incident-1', from: 1, to: 2, reason: 'Snö' } });
  }), act: async (page) => {
    await lowerLevel(page);
    await page.locator('dialog button.primary').click();
    await seen(page, '.refusal');
  } },
  { name: 'note', story: 'half-hour', path: '/', act: async (page) => {
    await page.keyboard.press('n');
    await dialog(page);
  } },
  { name: 'settings', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.who').click();
    await dialog(page);
  } },
  { name: 'english', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.who').click();
    await page.getByLabel('English').check();
    await seen(page, 'html[lang=en]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  } },
];

const alarms: Scene[] = [
  { name: 'alarm-1', story: 'empty', path: '/larma' },
  { name: 'alarm-2', story: 'empty', path: '/larma', act: tapKind },
  { name: 'alarm-3', story: 'empty', path: '/larma', act: tapLevel },
  { name: 'alarm-more', story: 'empty', path: '/larma', act: async (page) => {
    await tapLevel(page);
    await page.locator('.alarm-more summary').click();
    await page.locator('.call-instead summary').click();
    await seen(page, '.call-instead[open]');
  } },
  { name: 'alarm-twin', story: 'half-hour', path: '/larma', before: (fake) => fake.happen((journal) => {
    journal.add({ case: 'incidentReported', value: { incident: 'incident-2', number: 2, kind: 1, headline: '' } });
    journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: 1, to: 2, reason: 'Hot' } });
  }), act: tapLevel },
  { name: 'alarm-capacity', story: 'empty', path: '/larma', person: 'two-roles', act: async (page) => {
    await tapLevel(page);
    await page.locator('.alarm-button').click();
    await seen(page, '.refusal');
  } },
  { name: 'alarm-receipt', story: 'empty', path: '/larma', act: async (page) => {
    await tapLevel(page);
    await page.locator('.alarm-button').click();
    await seen(page, '.reach');
  } },
  { name: 'alarm-lost', story: 'empty', path: '/larma', act: async (page, fake) => {
    fake.silent = true;
    await seen(page, '.offline');
  } },
  { name: 'alarm-unknown', story: 'empty', path: '/larma', act: async (page, fake) => {
    await tapLevel(page);
    fake.mute = true;
    await page.locator('.alarm-button').click();
    await page.waitForSelector('.offline', { timeout: 15_000 });
  } },
];

const unclear = (fake: Fake): void => fake.happen((journal) => journal.machine('sms', { case: 'answerUnclear', value: {
  answer: { id: 'unclear-9', raw: 'kanske, om åskan lägger sig', via: 'sms', calls: [{ callout: 'callout-1', person: 'situation-3' }] },
} }));

const callouts: Scene[] = [
  { name: 'callouts', story: 'half-hour', path: '/inkallning' },
  { name: 'callouts-me', story: 'half-hour', path: '/inkallning', person: 'records-1' },
  { name: 'callouts-eta', story: 'half-hour', path: '/inkallning', person: 'records-1', act: async (page) => {
    await page.locator('.my-buttons .primary').click();
    await seen(page, '.eta-choice');
  } },
  { name: 'callouts-empty', story: 'empty', path: '/inkallning' },
  { name: 'callouts-unclear', story: 'half-hour', path: '/inkallning', before: unclear, act: (page) => seen(page, '.lead-list') },
  { name: 'settle', story: 'half-hour', path: '/inkallning', before: unclear, act: async (page) => {
    await page.locator('.lead-list button').click();
    await dialog(page);
  } },
  { name: 'answer', story: 'half-hour', path: '/inkallning', act: async (page) => {
    await page.locator('.call-action button').first().click();
    await dialog(page);
  } },
];

const open = (selector: string, words: string) => async (page: Page) => {
  await page.locator(selector, { hasText: words }).first().click();
  await dialog(page);
};

const staffing: Scene[] = [
  { name: 'callouts-days', story: 'days', path: '/inkallning', act: (page) => seen(page, '.position-relief') },
  { name: 'word', story: 'days', path: '/inkallning', act: open('.callout-facts button', 'Skicka besked') },
  { name: 'take-in', story: 'days', path: '/inkallning', act: open('.call-action button', 'Ta emot') },
  { name: 'recall', story: 'days', path: '/inkallning', act: open('.callout-facts button', 'Återkalla larmet') },
  { name: 'relief', story: 'change', path: '/inkallning/avlosning', person: 'chief_of_staff-1' },
  { name: 'relief-sign', story: 'handover', path: '/inkallning/avlosning', person: 'chief_of_staff-2', act: async (page) => {
    await page.locator('.shift summary').click();
  } },
  { name: 'relief-empty', story: 'empty', path: '/inkallning/avlosning' },
  { name: 'shift', story: 'days', path: '/inkallning/avlosning', act: open('.shift button', 'Ändra') },
  { name: 'propose', story: 'days', path: '/inkallning/avlosning', act: open('.relief .actions button', 'Föreslå på nytt') },
  { name: 'handover', story: 'change', path: '/inkallning/avlosning', person: 'chief_of_staff-1',
    act: open('.my-call button', 'Skriv överlämningen') },
  { name: 'duties', story: 'days', path: '/inkallning/beredskap' },
  { name: 'duties-empty', story: 'empty', path: '/inkallning/beredskap' },
  { name: 'take-over', story: 'days', path: '/inkallning/beredskap', act: open('.on-duty .actions button', 'Ta över nu') },
  { name: 'fill-duty', story: 'days', path: '/inkallning/beredskap', act: open('.gaps button', 'Bemanna luckan') },
  { name: 'absence', story: 'days', path: '/inkallning/beredskap', act: open('button', 'Anmäl frånvaro') },
];

export const scenes: readonly Scene[] =
  [...boards, ...alarms, ...callouts, ...staffing, ...declarations, ...signatures, ...doors, ...ownKeys, ...exercises, ...logs, ...offlines,
    ...telephones, ...verifies, ...walls];
