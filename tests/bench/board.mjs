// How long an answer takes to the board: a real browser on the call-out page, and the moment at
// which its text has changed. One clock: page and this program run on one machine.
//
// node tests/bench/board.mjs <server> <token> <call-out> <person> ...; prints JSON.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../clients/dashboard/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const [server, token, callout, ...persons] = process.argv.slice(2);
const longest = 20_000;

async function answer(person, number) {
  const reply = await fetch(`${server}/ckl.v1.CalloutService/AnswerCall`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: `tavla-${number}`, workspace: 'skarpt', callout, person,
      answer: 'ANSWER_COMING', etaMinutes: 30 }),
  });
  if (!reply.ok) throw new Error(`AnswerCall: ${reply.status} ${await reply.text()}`);
}

// Runs in the page: notes when each count of those who are coming was first seen.
function watch() {
  window.seenAt = {};
  const look = () => {
    const found = /Bemanning (\d+) av \d+/.exec(document.body.textContent);
    if (found) window.seenAt[found[1]] ??= Date.now();
  };
  new MutationObserver(look).observe(document.body,
    { subtree: true, childList: true, characterData: true });
  look();
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'sv-SE' });
  await page.goto(`${server}/signin#${token}`);
  await page.waitForSelector('html[data-contact=live]', { timeout: longest });
  await page.goto(`${server}/inkallning`);
  await page.getByText(/Bemanning \d+ av \d+/).first().waitFor({ timeout: longest });
  await page.evaluate(watch);
  const waits = [];
  for (const [number, person] of persons.entries()) {
    const began = Date.now();
    await answer(person, number);
    const seen = await page.waitForFunction((count) => window.seenAt[count], String(number + 1),
      { timeout: longest, polling: 5 });
    waits.push(await seen.jsonValue() - began);
  }
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.ceil(share * waits.length) - 1];
  console.log(JSON.stringify({ answers: waits.length, p50_ms: at(0.5), p99_ms: at(0.99) }));
} finally {
  await browser.close();
}
