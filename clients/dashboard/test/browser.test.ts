// Every page in a real browser: clean by axe, nothing wider than the screen at any width nor at double text, and the two acts
// that matter most by keyboard alone. The page is built for the test, so that it is always the one of the sources.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Built, builtPage } from './browser/built';
import { faults, hasChromium, launch, open, overflow, tabTo } from './browser/house';
import { chainIs } from './browser/log';
import { type Scene, scenes } from './browser/scenes';
import { endpoint, play } from './browser/telephone';
import { answered, files } from './browser/verify';
import { fileOf, first, Log, second, text } from './proof/log';

const otherWidths = [320, 1440, 1920];
const longest = 30_000;
let browser: Browser;
let root: string;
let built: Built | undefined;

beforeAll(async () => {
  if (!hasChromium) return;
  built = builtPage();
  root = built.root;
  browser = await launch();
}, 4 * longest);

afterAll(async () => {
  await browser?.close();
  built?.remove();
});

async function everyWidth(page: Page): Promise<string[]> {
  const found: string[] = [];
  const { height = 0 } = page.viewportSize() ?? {};
  for (const width of otherWidths) {
    await page.setViewportSize({ width, height });
    found.push(...(await overflow(page)));
  }
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  for (const width of [390, 1920]) {
    await page.setViewportSize({ width, height });
    found.push(...(await overflow(page)).map((one) => `at double text: ${one}`));
  }
  return found;
}

/** One of each page and of each kind of state. `CKL_SCENES=all` takes them all, as `npm run shots` does too. */
const chosen = new Set(['board-declared', 'board-days', 'board-exercise', 'board-fault', 'level', 'english', 'alarm-1', 'alarm-3',
  'alarm-capacity', 'alarm-receipt', 'alarm-lost', 'callouts-me', 'callouts-days', 'relief', 'relief-sign', 'shift', 'handover',
  'duties', 'fill-duty', 'declare-missing', 'declare-receipt', 'declare-lost', 'declare-oral', 'alone-take', 'alone-return', 'confirm-oral',
  'sign-review', 'sign-stopped', 'sign-changed', 'sign-receipt', 'sign-dialog', 'signin-refused', 'signin-stopped', 'invited', 'my-keys',
  'my-keys-revoke', 'log', 'log-row', 'log-mark', 'log-broken',
  'telephone-on', 'telephone-lost', 'telephone-blocked', 'telephone-refused', 'verify-none', 'verify-good', 'verify-part', 'verify-bad',
  'verify-signed', 'verify-unsigned', 'karta', 'karta-table', 'karta-exercise', 'wall-crowded', 'wall-lost',
  'exercise-guide', 'exercise-real', 'exercise-unguarded', 'ring', 'sound-off',
  'offline-kept', 'offline-refused', 'offline-answer']);
const all = process.env['CKL_SCENES'] === 'all';

describe.skipIf(!hasChromium)('every page', () => {
  const dark = new Set(['telephone-lost', 'alarm-3', 'alarm-receipt', 'callouts-me', 'relief', 'duties', 'declare-missing',
    'board-exercise', 'exercise-real', 'ring', 'offline-refused', 'verify-part', 'sign-stopped', 'sign-receipt', 'my-keys', 'alone-take',
    'log-row']);
  describe.concurrent('on a phone and wider', () => {
    for (const scene of scenes.filter(({ name }) => all || chosen.has(name))) {
      it(scene.name, { timeout: longest }, async () => {
        const { page, complaints, close } = await open(browser, scene, { width: 390, root, dark: dark.has(scene.name) });
        expect([...(await faults(page)), ...(await everyWidth(page)), ...complaints]).toEqual([]);
        await close();
      });
    }
  });

  const named = (name: string): Scene => scenes.find((one) => one.name === name) as Scene;

  it('lets an alarm be sent by keyboard alone', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('alarm-1'), { width: 1440, root });
    await tabTo(page, /^Dricksvatten/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Allvarlig händelse/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Larma \d+ personer/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.reach');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await close();
  });

  it('lets the chair declare by keyboard alone', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('declare'), { width: 1440, root });
    for (const label of [/^Händelsen avviker/, /^Den innebär/, /^Den kräver/]) {
      await tabTo(page, label);
      await page.keyboard.type('Skäl som räcker.');
    }
    await tabTo(page, /^Granska$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.review');
    await tabTo(page, /^Förklara extraordinär händelse$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.receipt');
    await close();
  });

  it('fetches relief and duty only for the pages of the call-out, and then opens them without contact', { timeout: longest }, async () => {
    const chair = { ...named('board'), person: 'kn-ordf' };
    const { page, fake, close } = await open(browser, chair, { width: 1440, root });
    const scripts = () => page.evaluate(() =>
      performance.getEntriesByType('resource').map((one) => /assets\/([a-z]+)/.exec(one.name)?.[1] ?? ''));
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((one) => one.name.includes('/desk-')));
    expect(await scripts()).not.toContain('staffing');
    await page.locator('.tabs a', { hasText: 'Inkallning' }).click();
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((one) => one.name.includes('/staffing-')));
    await page.waitForSelector('.position-relief');
    fake.close();
    await page.waitForSelector('html[data-contact=lost]');
    await page.locator('.subnav a', { hasText: 'Avlösning' }).click();
    await page.getByRole('heading', { level: 1, name: 'Avlösning' }).waitFor();
    await page.locator('.tabs a', { hasText: 'Förklara' }).click();
    await page.locator('.declare').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['contact'])).toBe('lost');
    await close();
  });

  it('gives the screen of an exercise to a real alarm, and keeps the keyboard in it', { timeout: longest }, async () => {
    const { page, complaints, close } = await open(browser, named('exercise-real'), { width: 1440, root });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('SKARPT LARM');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.live-alarm[open]');
    await tabTo(page, /^Till skarpt läge$/);
    await tabTo(page, /^Stanna i övningen$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.live-alarm', { state: 'detached' });
    expect(await page.locator('.notice-lost a').getAttribute('href')).toBe('/#incident-9');
    expect(await page.title()).toMatch(/^ÖVNING/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('marks each page of an exercise on paper', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('board-exercise'), { width: 1440, root });
    await page.emulateMedia({ media: 'print' });
    const marks = await page.evaluate(() => {
      const app = document.querySelector('.app') as Element;
      const behind = getComputedStyle(app, '::before');
      return [getComputedStyle(app).getPropertyValue('page'), behind.content, behind.position];
    });
    expect(marks).toEqual(['exercise', '"ÖVNING"', 'fixed']);
    await close();
  });

  it('asks for a click before it sounds, and rings for a new alarm until somebody has seen it', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('ring'), { width: 1440, root });
    await page.getByRole('button', { name: 'Tysta' }).click();
    await page.waitForSelector('.sound-off', { state: 'detached' });
    expect(await page.locator('.ring').count(), 'silence stops the sound only').toBe(1);
    await page.getByRole('button', { name: 'Jag har sett' }).click();
    await page.waitForSelector('.ring', { state: 'detached' });
    await close();
  });

  it('leads from signing in to the page and the workspace that the link names', { timeout: longest }, async () => {
    const scene: Scene = { ...named('signin'), story: 'exercise', still: '.tile',
      path: '/signin?ws=ovning-drottninggatan-1&to=/larma&lang=en#tib-1' };
    const { page, close } = await open(browser, scene, { width: 390, root });
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/larma?ws=ovning-drottninggatan-1');
    await page.waitForSelector('html[lang=en]');
    await close();
  });

  it('turns alarms on this telephone on and off', { timeout: longest }, async () => {
    const { page, fake, complaints, close } = await open(browser, named('telephone-off'), { width: 390, root });
    await page.getByRole('button', { name: 'Slå på' }).click();
    await page.waitForSelector('.standing[data-standing=on]');
    expect(fake.push.given).toEqual([
      { endpoint, p256dh: expect.stringMatching(/^BAQE.{84}$/), auth: expect.stringMatching(/^BAQE.{20}$/) }]);
    expect(await page.evaluate(() => sessionStorage.getItem('subscribed')), 'with the server\u2019s key').toBe('65');
    expect(page.context().serviceWorkers().map((one) => new URL(one.url()).pathname)).toEqual(['/sw.js']);
    await page.reload();
    await page.waitForSelector('.standing[data-standing=on]');
    await page.getByRole('button', { name: 'Stäng av' }).click();
    await page.waitForSelector('.standing[data-standing=off]');
    expect(fake.push.endpoints).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says what a refusal of the browser means, and that the server has forgotten this one', { timeout: longest }, async () => {
    const no: Scene = { ...named('telephone-off'), before: (_, one) => play(one, { says: 'denied' }) };
    const { page, fake, close } = await open(browser, no, { width: 390, root });
    await page.getByRole('button', { name: 'Slå på' }).click();
    await page.waitForSelector('.standing[data-standing=blocked]');
    expect(fake.push.given).toEqual([]);
    await close();
    const lost = await open(browser, named('telephone-lost'), { width: 390, root });
    await lost.page.getByRole('button', { name: 'Slå på igen' }).click();
    await lost.page.waitForSelector('.standing[data-standing=on]');
    expect(lost.fake.push.lost).toEqual([]);
    await lost.close();
  });

  const drawnRows = (page: Page): Promise<number[]> => page.locator('tr[data-at]').evaluateAll((all) =>
    all.map((one) => Number(one.getAttribute('aria-rowindex'))));

  it('looks through ten thousand rows of the log in less than 100 ms of script, and keeps few of them in the page', { timeout: 3 * longest }, async () => {
    const { page, complaints, close } = await open(browser, named('log-long'), { width: 1440, root });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const script = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
    };
    const spent: number[] = [];
    for (const [word, count] of [['vattentrycket', 1250], ['vattentrycket normalt', 1250], ['område 42', 87], ['', 10_000]] as const) {
      const before = await script();
      await page.locator('#log-ord').fill(word);
      await page.waitForFunction((rows) => document.querySelector('table')?.getAttribute('aria-rowcount') === String(rows), count + 1);
      spent.push((await script()) - before);
    }
    console.log(`filtering 10,000 rows and drawing the hits, ms of script: ${spent.map((one) => one.toFixed(1)).join(', ')}`);
    expect(Math.max(...spent)).toBeLessThan(100);
    expect((await drawnRows(page)).length).toBeLessThanOrEqual(100);
    await page.getByRole('button', { name: 'Visa 200 fler' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '102');
    for (let at = 0; at < 3; at += 1) await page.locator('.older').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll('.log-gap').length > 2);
    expect((await drawnRows(page)).length).toBeLessThan(260);
    expect(await page.locator('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes through the log by keyboard alone, and the way back undoes a filter', { timeout: longest }, async () => {
    const { page, complaints, close } = await open(browser, named('log'), { width: 1440, root });
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.id === 'nr-8');
    for (const key of ['j', 'ArrowDown', 'k', 'j']) await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement?.id === 'nr-7');
    await page.keyboard.press('/');
    expect(await focused()).toBe('log-ord');
    await page.keyboard.type('mobil');
    await page.getByText(/^1 av \d+ visas/).first().waitFor();
    expect(new URL(page.url()).search).toBe('?ord=mobil');
    await page.goBack();
    await page.locator('#nr-8').waitFor();
    await page.locator('#nr-3 a').click();
    await page.waitForFunction(() => document.activeElement?.id === 'nr-6');
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.activeElement?.matches('dialog textarea'));
    await page.keyboard.type('Skrivet från dagboken.');
    await page.getByRole('button', { name: 'Skriv i dagboken' }).click();
    await page.locator('#nr-9', { hasText: 'Skrivet från dagboken.' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('verifies the chain again when the log grows, and gives an export', { timeout: longest }, async () => {
    const { page, fake, complaints, close } = await open(browser, named('log'), { width: 390, root });
    fake.happen((journal) => journal.add({ case: 'logEntryWritten', value: { number: 9, kind: 3, text: 'En till.' } }));
    await page.getByText(/^Kedjan verifierad till och med nr 9/).waitFor();
    expect(Object.keys(await page.evaluate(() => ({ ...localStorage })))).toContain('ckl.chain.skarpt.j1');
    await page.locator('.chain summary').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Hämta utdrag' }).click()]);
    expect(file.suggestedFilename()).toBe('skarpt.ckl-export');
    fake.proof.rewrite(3);
    fake.happen((journal) => journal.add({ case: 'logEntryWritten', value: { number: 10, kind: 3, text: 'Efter ändringen.' } }));
    await chainIs(page, 'broken');
    expect(await page.getByRole('alert').textContent()).toContain('Kedjan stämmer inte. Loggen är omskriven');
    expect(complaints).toEqual([]);
    await close();
  });

  it('prints all that is looked for, with the heads on each sheet', { timeout: 3 * longest }, async () => {
    const { page, close } = await open(browser, named('log-long'), { width: 1440, root });
    await page.locator('#log-ord').fill('vattentrycket');
    await page.waitForFunction(() => document.querySelector('table')?.getAttribute('aria-rowcount') === '1251');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect((await drawnRows(page)).length).toBe(1250);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.log-new').isVisible()).toBe(false);
    expect(await page.locator('thead').evaluate((one) => getComputedStyle(one).display)).toBe('table-header-group');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.waitForFunction(() => document.querySelectorAll('tr[data-at]').length <= 100);
    await close();
  });

  it('tells on every page that a browser is lost', { timeout: longest }, async () => {
    const scene: Scene = { ...named('board-empty'), before: (fake) => fake.push.lost.push('https://push.example.net/x') };
    const { page, close } = await open(browser, scene, { width: 390, root });
    await page.getByText('En av dina webbläsare får inga larm längre.').waitFor();
    expect(await page.getByRole('link', { name: 'Larm i den här telefonen' }).getAttribute('href')).toBe('/telefon');
    await close();
  });

  it('checks a file by keyboard alone, and asks the server for nothing', { timeout: longest }, async () => {
    const { page, complaints, close } = await open(browser, named('verify-start'), { width: 1440, root });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('#file').setInputFiles(files.turned);
    await answered(page, 'keyless');
    await tabTo(page, /^Loggens nyckel/);
    await page.keyboard.type(second.vkey);
    expect(await page.locator('.verdict').count(), 'an answer is of what was given').toBe(0);
    await tabTo(page, /^Granska$/);
    await page.keyboard.press('Enter');
    await answered(page, 'good');
    expect(await page.getByRole('status').textContent()).toContain('Godkänd');
    expect(asked).toEqual([]);
    await tabTo(page, /^In English$/);
    await page.keyboard.press('Enter');
    await page.getByText('This is checked').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('På svenska');
    expect(await page.locator('#keys').inputValue(), 'what was given stays').toBe(second.vkey);
    expect(asked.map((one) => /english/.test(one)), 'but for the other language').toEqual([true]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes on answering while it reads a long file, and leaves it for another', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('verify-start'), { width: 390, root });
    const long = new Log().adopt(first);
    for (let entry = 2; entry <= 6000; entry += 1) long.add(20, text(1, `incident-${entry}`), text(5, 'x'.repeat(200)));
    const file = { ...files.whole, buffer: fileOf(long.sign().export()) };
    await page.evaluate(() => {
      const seen = new Set<number>();
      Object.assign(window, { seen });
      setInterval(() => {
        const bar = document.querySelector('.running:not([hidden]) progress');
        if (bar instanceof HTMLProgressElement) seen.add(bar.value);
      }, 5);
    });
    await page.locator('#file').setInputFiles(file);
    await answered(page, 'keyless');
    expect(await page.evaluate(() => (window as unknown as { seen: Set<number> }).seen.size)).toBeGreaterThan(2);
    await page.locator('#file').setInputFiles(file);
    await page.locator('#file').setInputFiles(files.receipt);
    await page.getByText('beslut.tlog-proof').waitFor();
    await close();
  });

  it('takes a file that is dropped beside the field', { timeout: longest }, async () => {
    const { page, close } = await open(browser, named('verify-start'), { width: 390, root });
    const carried = await page.evaluateHandle((content) => {
      const all = new DataTransfer();
      all.items.add(new File([content], 'dropped.ckl-export'));
      return all;
    }, files.damaged.buffer.toString());
    await page.dispatchEvent('h1', 'drop', { dataTransfer: carried });
    await answered(page, 'bad');
    expect(await page.locator('table tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/^Rad 8, post 6, fält 1.*commitment$/), expect.stringMatching(/^Rad 13, post 11.*order$/)]);
    await close();
  });
});
