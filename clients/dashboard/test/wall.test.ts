// A wall that stands for days: its memory after a day of events, its frames under a flood, a new version taken when nobody is busy.
import { availableParallelism, loadavg } from 'node:os';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtPage } from './browser/built';
import { hasChromium, launch, open } from './browser/house';
import { crowd, walls } from './browser/wall';
import type { Scene } from './browser/scenes';
import type { Fake } from './fake/server';
import type { Journal } from './fake/world';

const long = process.env['CKL_LONG'] === '1';
let browser: Browser;
let root: string;

beforeAll(async () => {
  if (!hasChromium) return;
  root = builtPage().root;
  browser = await launch();
}, 180_000);

afterAll(async () => {
  await browser?.close();
});

const wall = walls.find(({ name }) => name === 'wall') as Scene;
let written = 0;

/** What comes in a day: notes of the log, levels that go up and down, incidents that CKL takes and leaves. */
function something(journal: Journal): void {
  written += 1;
  const incident = `incident-2${written % 8}`;
  if (written % 10 < 7) {
    journal.add({ case: 'logEntryWritten', value: { number: written, incident, kind: 1, text: `Anteckning ${written}, ${'text '.repeat(20)}` } });
  } else if (written % 10 < 9) {
    journal.add({ case: 'levelChanged', value: { incident, from: 2, to: 2 + (written % 2), reason: 'Läget ändras' } });
  } else journal.add({ case: 'cklAttachmentChanged', value: { incident, attached: written % 20 < 10 } });
}

const events = (fake: Fake, count: number): void => fake.happen((journal) => {
  for (let at = 0; at < count; at += 1) something(journal);
});

/** The page has drawn all that the server has. */
async function shown(page: Page, fake: Fake): Promise<void> {
  await page.waitForFunction((head) => document.documentElement.dataset['sequence'] === head, String(fake.head), { timeout: 120_000 });
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** Contact is there; the leap of the clock is a silence to the page, as when a machine has slept. */
const contact = (page: Page) => page.waitForSelector('html[data-contact=live]', { timeout: 30_000 });

const dayMs = 24 * 3_600_000;
const batches = 100;
const perBatch = 500;
const mostGrowth = 2_000_000;

describe.skipIf(!hasChromium)('the wall', () => {
  it('does not grow in a day of 50 000 events', { timeout: 240_000 }, async () => {
    const { page, fake, close } = await open(browser, { ...wall, before: async (before, one) => {
      crowd(before);
      await one.clock.install();
    } }, { width: 1920, root });
    const session = await page.context().newCDPSession(page);
    const sizes: number[] = [];
    for (let batch = 1; batch <= batches; batch += 1) {
      await page.clock.fastForward(dayMs / batches);
      await contact(page);
      events(fake, perBatch);
      await shown(page, fake);
      if (batch * perBatch === 10_000 || batch === batches) sizes.push(await heap(session));
    }
    const [early = 0, late = 0] = sizes;
    console.log(`heap after 10 000 events ${(early / 1e6).toFixed(2)} MB, after 50 000 ${(late / 1e6).toFixed(2)} MB`);
    expect(late - early).toBeLessThan(mostGrowth);
    await close();
  });

  it('takes a new version of the page when nobody is busy, and not while somebody writes', { timeout: 60_000 }, async () => {
    const desk: Scene = { name: 'desk', story: 'half-hour', path: '/', before: (_, one) => one.clock.install() };
    const { page, fake, close } = await open(browser, desk, { width: 1440, root, workerless: true });
    await page.waitForSelector('.board-foot');
    let asked = 0;
    await page.route('**/', async (route) => {
      if (route.request().resourceType() !== 'fetch') return route.continue();
      asked += 1;
      await route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/index-newer.js"></script>' });
    });
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.evaluate(() => sessionStorage.setItem('ckl.draft.skarpt.note', 'Halvfärdig'));
    fake.drop();
    await page.waitForSelector('html[data-contact=lost]');
    await contact(page);
    await vi.waitFor(() => expect(asked).toBe(1), 10_000);
    await page.clock.fastForward(120_000);
    await contact(page);
    expect(loads).toBe(0);
    await page.evaluate(() => sessionStorage.clear());
    await page.clock.fastForward(10_000);
    await contact(page);
    await page.clock.fastForward(6_000);
    await vi.waitFor(() => expect(loads).toBe(1), 10_000);
    await close();
  });

  it('keeps the focus on the choice when the map becomes a table, and leads from both to the incident', { timeout: 60_000 }, async () => {
    const { page, close } = await open(browser, walls.find(({ name }) => name === 'karta') as Scene, { width: 1440, root });
    await page.locator('.map-symbols a').first().focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toMatch(/^#incident-/);
    await page.getByRole('radio', { name: 'Karta' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.city table.cards a');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent)).toBe('Tabell');
    expect(await page.locator('.map-symbols').count()).toBe(0);
    await close();
  });

  it('can only be read: no key opens a dialog', { timeout: 60_000 }, async () => {
    const { page, close } = await open(browser, wall, { width: 1920, root });
    await page.keyboard.press('n');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Arbetsplats' }).click();
    await page.waitForSelector('.board-foot');
    await page.keyboard.press('n');
    await page.waitForSelector('dialog[open]');
    await close();
  });

  it('drops no frame for 100 ms at 200 events a second', { timeout: 240_000 }, async () => {
    const { page, fake, close } = await open(browser, { ...wall, before: crowd }, { width: 1920, root });
    const seconds = long ? 60 : 10;
    events(fake, 12_000);
    await shown(page, fake);
    await countFrames(page);
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
    await flood(fake, seconds);
    await shown(page, fake);
    const task = longestTask(await browser.stopTracing());
    const frame = await page.evaluate(() => (window as unknown as { longest: number }).longest);
    console.log(`${seconds} s: the longest task took ${task.toFixed(0)} ms of the processor, the longest frame ${frame.toFixed(0)} ms`);
    expect(task).toBeGreaterThan(0);
    expect(task).toBeLessThan(100);
    // What else the machine does can hold a frame up: then only the page's own work tells.
    if ((loadavg()[0] ?? 0) < availableParallelism() / 2) expect(frame).toBeLessThan(100);
    await close();
  });
});

async function countFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const told = Object.assign(window, { longest: 0 });
    let before = performance.now();
    const frame = () => {
      const now = performance.now();
      told.longest = Math.max(told.longest, now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

interface Traced {
  traceEvents: { name: string; tdur?: number }[];
}

/** What a task itself took of the processor, in milliseconds, of the one that took the most. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as Traced;
  return traceEvents.reduce((most, { name, tdur = 0 }) => (name.endsWith('RunTask') ? Math.max(most, tdur) : most), 0) / 1000;
}

/** 200 events a second in batches as a busy server commits them. */
function flood(fake: Fake, seconds: number): Promise<void> {
  const everyMs = 25;
  let left = (seconds * 1000) / everyMs;
  return new Promise((done) => {
    const timer = setInterval(() => {
      events(fake, (200 * everyMs) / 1000);
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      done();
    }, everyMs);
  });
}
