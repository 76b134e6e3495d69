// Pictures of every page at the widths that count, light and dark, with checks that a picture can't show: no overflow, no
// message from the content security policy, no axe violation. Pictures go to test/screenshots, which git does not keep.
// Usage: npm run shots [-- filter]
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = fileURLToPath(new URL('screenshots', import.meta.url));
const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8');
const filter = process.argv[2] ?? '';
mkdirSync(out, { recursive: true });

const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const { start } = await vite.ssrLoadModule('/test/fake/stories.ts');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

const widths = (process.argv[3] ?? '320,390,1440,1920').split(',').map(Number);
const live = (page) => page.waitForSelector('html[data-contact=live]');
const tapKind = async (page) => page.locator('.tile').first().click();
const tapLevel = async (page) => page.locator('.level-button').nth(1).click();

const scenes = [
  { name: 'board', story: 'half-hour', path: '/' },
  { name: 'board-empty', story: 'empty', path: '/' },
  { name: 'board-declared', story: 'declared', path: '/' },
  { name: 'board-exercise', story: 'exercise', path: '/?ws=ovning-drottninggatan-1' },
  { name: 'board-lost', story: 'half-hour', path: '/', act: async (page, fake) => {
    fake.silent = true;
    await page.waitForSelector('html[data-contact=lost]');
  } },
  { name: 'board-ground', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.ground summary').nth(1).click();
  } },
  { name: 'level', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.incident .actions button', { hasText: 'Ändra nivå' }).click();
    await page.locator('.level-choice input').nth(1).check();
    await page.locator('textarea[name=reason]').fill('kort');
    await page.locator('.checklist input').first().fill('Ja');
    await page.locator('dialog button.primary').click();
  } },
  { name: 'refused', story: 'empty', path: '/', before: (fake) => fake.happen((journal) => {
    journal.add({ case: 'incidentReported', value: { incident: 'incident-1', number: 1, kind: 5, headline: 'Snöoväder' } });
    journal.add({ case: 'levelChanged', value: { incident: 'incident-1', from: 1, to: 2, reason: 'Snö' } });
  }), act: async (page) => {
    await page.locator('.incident .actions button', { hasText: 'Ändra nivå' }).click();
    await page.locator('.level-choice input').nth(1).check();
    await page.locator('textarea[name=reason]').fill('kort');
    await page.locator('dialog button.primary').click();
    await page.waitForSelector('.refusal');
  } },
  { name: 'note', story: 'half-hour', path: '/', act: async (page) => { await page.keyboard.press('n'); } },
  { name: 'settings', story: 'half-hour', path: '/', act: async (page) => { await page.locator('.who').click(); } },
  { name: 'english', story: 'half-hour', path: '/', act: async (page) => {
    await page.locator('.who').click();
    await page.getByLabel('English').check();
    await page.keyboard.press('Escape');
  } },
  { name: 'alarm-1', story: 'empty', path: '/larma' },
  { name: 'alarm-2', story: 'empty', path: '/larma', act: tapKind },
  { name: 'alarm-3', story: 'empty', path: '/larma', act: async (page) => { await tapKind(page); await tapLevel(page); } },
  { name: 'alarm-twin', story: 'half-hour', path: '/larma', before: (fake) => fake.happen((journal) => {
    journal.add({ case: 'incidentReported', value: { incident: 'incident-2', number: 2, kind: 1, headline: '', registeredTime: undefined } });
    journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: 1, to: 2, reason: 'Hot' } });
  }), act: async (page) => { await tapKind(page); await tapLevel(page); } },
  { name: 'alarm-receipt', story: 'empty', path: '/larma', act: async (page) => {
    await tapKind(page);
    await tapLevel(page);
    await page.locator('.alarm-button').click();
    await page.waitForSelector('.reach');
  } },
  { name: 'alarm-lost', story: 'empty', path: '/larma', act: async (page, fake) => {
    fake.silent = true;
    await page.waitForSelector('.offline');
  } },
  { name: 'alarm-unknown', story: 'empty', path: '/larma', act: async (page, fake) => {
    await tapKind(page);
    await tapLevel(page);
    fake.mute = true;
    await page.locator('.alarm-button').click();
    await page.waitForSelector('.offline', { timeout: 15000 });
  } },
  { name: 'callouts', story: 'half-hour', path: '/inkallning' },
  { name: 'callouts-me', story: 'half-hour', path: '/inkallning', person: 'records-1' },
  { name: 'callouts-eta', story: 'half-hour', path: '/inkallning', person: 'records-1', act: async (page) => {
    await page.locator('.my-buttons .primary').click();
  } },
  { name: 'callouts-empty', story: 'empty', path: '/inkallning' },
  { name: 'answer', story: 'half-hour', path: '/inkallning', act: async (page) => {
    await page.locator('.call-action button').first().click();
  } },
  { name: 'declare', story: 'half-hour', path: '/forklara', person: 'kn-ordf' },
  { name: 'declare-missing', story: 'half-hour', path: '/forklara', person: 'kn-ordf', act: async (page) => {
    await page.locator('.command-form .primary').click();
    await page.waitForSelector('.refusal');
  } },
  { name: 'declare-vice', story: 'half-hour', path: '/forklara', person: 'kn-vice' },
  { name: 'declare-review', story: 'half-hour', path: '/forklara', person: 'kn-ordf', act: fillDeclaration },
  { name: 'declare-refused', story: 'half-hour', path: '/forklara', person: 'tib-1', act: async (page) => {
    await fillDeclaration(page);
    await page.locator('.review .primary').click();
    await page.waitForSelector('.refusal');
  } },
  { name: 'declare-receipt', story: 'half-hour', path: '/forklara', person: 'kn-ordf', act: async (page) => {
    await fillDeclaration(page);
    await page.locator('.review .primary').click();
    await page.waitForSelector('.receipt');
  } },
  { name: 'signin', story: 'empty', path: '/signin', still: true },
  { name: 'signed-out', story: 'empty', path: '/', person: '', still: true },
];

async function fillDeclaration(page) {
  const texts = ['Ett terrordåd i centrala staden har ingen motsvarighet i det ordinarie.',
    'Kollektivtrafiken står och innerstaden är avspärrad.', 'Staden måste inom timmar ordna övernattning och krisstöd.'];
  for (const [at, text] of texts.entries()) await page.locator('.declare textarea').nth(at).fill(text);
  await page.locator('.command-form .primary').click();
  await page.waitForSelector('.review');
}

let problems = 0;
const complain = (words) => {
  problems += 1;
  console.log(`  ! ${words}`);
};

async function picture(scene, width, dark) {
  const name = `${scene.name}-${width}${dark ? '-dark' : ''}`;
  const fake = await start(scene.story, scene.person ?? 'tib-1');
  const context = await browser.newContext({
    viewport: { width, height: width < 800 ? 844 : 1000 },
    colorScheme: dark ? 'dark' : 'light',
    bypassCSP: false,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(9000);
  if (dark) await context.addInitScript(() => localStorage.setItem('ckl.theme', 'dark'));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/401|WebSocket/.test(message.text())) complain(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`${name}: ${error}`));
  page.on('request', (request) => {
    if (new URL(request.url()).port !== String(fake.port)) complain(`${name}: asks ${request.url()}`);
  });
  try {
    if (scene.before) scene.before(fake);
    await page.goto(`http://127.0.0.1:${fake.port}${scene.path}`);
    if (!scene.still) await live(page);
    await page.waitForTimeout(350);
    if (scene.act) await scene.act(page, fake);
    await page.waitForTimeout(250);
    const over = await page.evaluate(() => {
      const root = document.documentElement;
      const wide = [...document.querySelectorAll('body *')].filter(
        (one) =>
          one.getBoundingClientRect().right > root.clientWidth + 1 &&
          !one.closest('.sr-only, .exercise-banner'),
      );
      return root.scrollWidth > root.clientWidth ? `${root.scrollWidth} > ${root.clientWidth} ${wide.slice(0, 3).map((one) => one.className || one.tagName)}` : '';
    });
    if (over) complain(`${name}: overflows ${over}`);
    const small = await page.evaluate(() => [...document.querySelectorAll('button, a.button, select, input:not([type=radio],[type=checkbox]), summary, .tabs a')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 47.5).map((one) => `${one.tagName}.${one.className}`));
    if (small.length) complain(`${name}: small targets ${[...new Set(small)].slice(0, 4)}`);
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
    const found = await violations(page);
    for (const one of found) complain(`${name}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`);
    console.log(name);
  } catch (error) {
    complain(`${name}: ${String(error).split('\n')[0]}`);
    await page.screenshot({ path: `${out}/${name}-failed.png` }).catch(() => {});
  }
  await context.close();
  fake.close();
}

/** axe runs in the page's own world over the debugger, so that the page keeps its policy. */
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'], resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value ? JSON.parse(result.value) : [];
}

for (const scene of scenes) {
  if (!scene.name.startsWith(filter)) continue;
  for (const width of widths) {
    await picture(scene, width, false);
    if (width === 390 || width === 1920) await picture(scene, width, true);
  }
}
await browser.close();
await vite.close();
console.log(problems ? `${problems} problems` : 'no problems');
process.exit(problems ? 1 : 0);
