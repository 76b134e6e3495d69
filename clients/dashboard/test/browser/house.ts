// A browser of Debian's, a page in a state, and what can be said of any page: no overflow, no small target, no axe violation,
// no word from the content security policy, no request to another host.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import { start } from '../fake/stories';
import type { Scene } from './scenes';

export const chromiumPath = '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A button of 3 rem; 24 px is the law, a wet glove wants more. */
const smallestTarget = 47.5;

export const launch = (): Promise<Browser> => chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

export interface Look {
  width: number;
  dark?: boolean;
  /** The folder of the built page. */
  root?: string;
  /** Without the service worker, whose own requests no test can answer. */
  workerless?: boolean;
}

export interface Opened {
  page: Page;
  fake: Fake;
  /** What the page has complained of so far. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a page in the state of a scene, drawn to the end. */
export async function open(browser: Browser, scene: Scene, look: Look): Promise<Opened> {
  const fake = await start(scene.story, scene.person ?? 'tib-1', look.root);
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width < 800 ? 844 : 1000 },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    serviceWorkers: look.workerless ? 'block' : 'allow',
  });
  if (look.dark) await context.addInitScript(() => localStorage.setItem('ckl.theme', 'dark'));
  const page = await context.newPage();
  page.setDefaultTimeout(9000);
  const complaints = listen(page, fake, scene);
  const opened = { page, fake, complaints, close: async () => {
    await context.close();
    fake.close();
  } };
  try {
    await scene.before?.(fake, page);
    await page.goto(`http://${scene.keyed ? 'localhost' : '127.0.0.1'}:${fake.port}${scene.path}`);
    await drawn(page, scene);
    await scene.act?.(page, fake);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function listen(page: Page, fake: Fake, scene: Scene): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // ES256 is the only algorithm that the server knows.
    const expected = /401|WebSocket|pubKeyCredParams/.test(message.text()) || (scene.refused && /status of 4\d\d/.test(message.text()))
      || (scene.cut && message.text().includes('ERR_CONNECTION'));
    if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).port !== String(fake.port)) complaints.push(`asks ${request.url()}`);
  });
  return complaints;
}

/** The picture of the workspace is there, nothing says that it is being fetched, and the log has come. */
async function drawn(page: Page, scene: Scene): Promise<void> {
  if (scene.still) {
    await page.waitForSelector(scene.still);
    return;
  }
  await page.waitForSelector('html[data-contact=live][data-sequence]');
  await page.waitForFunction(() => {
    const log = document.querySelector('.timeline');
    return !document.querySelector('main .loading') && (!log || log.querySelector('.entry, .empty'));
  });
}

/** All that a picture does not show. */
export async function faults(page: Page): Promise<string[]> {
  return [...(await overflow(page)), ...(await smallTargets(page)), ...(await violations(page))];
}

export async function overflow(page: Page): Promise<string[]> {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return '';
    const right = (one: Element) => one.getBoundingClientRect().right;
    const wide = [...document.querySelectorAll('body *')]
      .filter((one) => right(one) > root.clientWidth + 1 && !one.closest('.sr-only'))
      .sort((a, b) => right(b) - right(a));
    return `${root.scrollWidth} > ${root.clientWidth}: ${wide.slice(0, 4).map((one) => `${one.tagName}.${one.className}`)}`;
  });
  return over ? [`overflows ${over}`] : [];
}

async function smallTargets(page: Page): Promise<string[]> {
  const small = await page.evaluate((least) =>
    [...document.querySelectorAll('button, a.button, select, input:not([type=radio],[type=checkbox]), summary, .tabs a')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < least)
      .map((one) => `${one.tagName}.${one.className}`), smallestTarget);
  return small.length ? [`small targets ${[...new Set(small)].slice(0, 4)}`] : [];
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** axe runs in the page's own world over the debugger, so that the page keeps its policy. */
async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (!result.value) return ['axe gave no answer'];
  return (JSON.parse(result.value as string) as Violation[]).map(
    ({ id, nodes }) => `${id} ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Goes on with Tab until what has the focus says so. */
export async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const name = await page.evaluate(() => {
      const one = document.activeElement;
      const label = one instanceof HTMLElement && 'labels' in one ? (one as HTMLInputElement).labels?.[0]?.textContent : '';
      return label || one?.textContent || '';
    });
    if (words.test(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${words} can not be reached by keyboard`);
}
