// Scenes without contact: the last picture after a reload, what waits to be sent, what was refused, and a newer page that waits.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import type { Scene } from './scenes';

const lost = (page: Page) => page.waitForSelector('html[data-contact=lost]');

/** The page has kept itself and its picture before the server goes away. */
async function cut(page: Page, fake: Fake): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(() => new Promise((done) => {
    const asked = indexedDB.open('ckl');
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      const count = asked.result.transaction('pictures').objectStore('pictures').count();
      count.onsuccess = () => {
        asked.result.close();
        done(count.result > 0);
      };
    };
  }));
  await fake.kill();
  await lost(page);
}

async function note(page: Page, text: string): Promise<void> {
  await page.locator('.timeline .section-head button').click();
  await page.locator('dialog textarea[name=text]').fill(text);
  await page.locator('dialog button.primary').click();
  await page.waitForSelector('dialog', { state: 'detached' });
}

const first = 'Elverket: Norrmalm har ström igen, Vasastan väntas inom en timme.';

export const offlines: Scene[] = [
  { name: 'offline-kept', story: 'declared', path: '/', cut: true, act: async (page, fake) => {
    await cut(page, fake);
    await page.reload();
    await lost(page);
    await page.waitForSelector('.posture');
  } },
  { name: 'offline-writing', story: 'half-hour', path: '/', cut: true, act: async (page, fake) => {
    await cut(page, fake);
    await page.locator('.timeline .section-head button').click();
    await page.locator('dialog textarea[name=text]').fill(first);
    await page.locator('dialog button.primary').click();
    await page.waitForSelector('.kept');
  } },
  { name: 'offline-unsent', story: 'half-hour', path: '/', cut: true, act: async (page, fake) => {
    await cut(page, fake);
    await note(page, first);
    await note(page, 'Trygghetspunkten på Drottninggatan 22 är öppnad.');
    await page.locator('.unsent li').nth(1).waitFor();
  } },
  { name: 'offline-refused', story: 'half-hour', path: '/', cut: true, act: async (page, fake) => {
    await cut(page, fake);
    await note(page, first);
    fake.refusing = { code: 3, breaches: [{ rule: 'R49', message: { sv: 'Händelsen är avslutad', en: 'The incident is closed' },
      whatNow: { sv: 'Skriv anteckningen för hela staden', en: 'Write the note for the whole city' } }] };
    await fake.revive();
    await page.locator('.unsent .tag-warning').waitFor();
  } },
  { name: 'offline-answer', story: 'half-hour', path: '/inkallning', person: 'records-1', cut: true, act: async (page, fake) => {
    await page.waitForSelector('.my-call');
    await cut(page, fake);
    const change = page.getByRole('button', { name: 'Ändra svar' });
    if (await change.count()) await change.click();
    await page.locator('.my-buttons .primary').click();
    await page.locator('.eta-buttons button').nth(2).click();
    await page.locator('.my-call .unsent').waitFor();
  } },
  { name: 'offline-version', story: 'half-hour', path: '/', act: async (page, fake) => {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    fake.newer = true;
    fake.drop();
    await page.waitForSelector('.notice button');
  } },
];
