// The staff's log: its rows, what is looked for, its chain whole, broken and out of reach, and what is done with a row.
import type { Page } from 'playwright-core';
import type { Scene } from './scenes';

const seen = (page: Page, selector: string) => page.waitForSelector(selector);
export const chainIs = (page: Page, state: string) => seen(page, `.chain-${state}`);
export const openRow = async (page: Page, number: number): Promise<void> => {
  await page.locator(`#nr-${number} summary`).click();
  await seen(page, `#nr-${number} .ground[open]`);
};

/** Opens the page again after a visit, so that the browser knows the chain. */
async function again(page: Page): Promise<void> {
  await chainIs(page, 'good');
  await page.reload();
  await seen(page, 'html[data-contact=live][data-sequence]');
}

export const logs: Scene[] = [
  { name: 'log', story: 'log', path: '/dagbok', act: (page) => chainIs(page, 'good') },
  { name: 'log-empty', story: 'empty', path: '/dagbok', act: (page) => chainIs(page, 'good') },
  { name: 'log-long', story: 'long', path: '/dagbok', act: async (page) => {
    await chainIs(page, 'good');
    // Ten pages of a thousand, on a machine that may have other things to do.
    await page.waitForFunction(() => !document.querySelector('.log-loading'), undefined, { timeout: 40_000 });
  } },
  { name: 'log-filter', story: 'log', path: '/dagbok?slag=3&ord=mobil', act: (page) => chainIs(page, 'good') },
  { name: 'log-none', story: 'log', path: '/dagbok?ord=finnsinte', act: (page) => chainIs(page, 'good') },
  { name: 'log-row', story: 'log', path: '/dagbok', act: async (page) => {
    await chainIs(page, 'good');
    await openRow(page, 5);
  } },
  { name: 'log-correct', story: 'log', path: '/dagbok', act: async (page) => {
    await openRow(page, 2);
    await page.locator('#nr-2 button', { hasText: 'Rätta' }).click();
    await seen(page, 'dialog[open] .dialog-head');
  } },
  { name: 'log-mark', story: 'log', path: '/dagbok', act: async (page) => {
    await openRow(page, 2);
    await page.locator('#nr-2 button', { hasText: 'Sekretessmarkera' }).click();
    await seen(page, 'dialog[open] .dialog-head');
  } },
  { name: 'log-broken', story: 'log', path: '/dagbok', act: async (page, fake) => {
    await again(page);
    await chainIs(page, 'good');
    fake.proof.rewrite(5);
    fake.happen((journal) => journal.add({ case: 'logEntryWritten', value: { number: 9, kind: 3, text: 'Efter ändringen.' } }));
    await chainIs(page, 'broken');
  } },
  { name: 'log-away', story: 'log', path: '/dagbok', act: async (page, fake) => {
    await chainIs(page, 'good');
    fake.silent = true;
    await chainIs(page, 'away');
  } },
  { name: 'log-english', story: 'log', path: '/dagbok', before: (_, page) =>
    page.addInitScript(() => localStorage.setItem('ckl.language', 'en')), act: (page) => chainIs(page, 'good') },
  { name: 'log-exercise', story: 'exercise', path: '/dagbok?ws=ovning-drottninggatan-1', act: (page) => chainIs(page, 'good') },
];

