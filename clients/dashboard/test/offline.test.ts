// Without contact, in a real browser and with the built page: a reload gives the page and the last picture with its age, an alarm
// is not queued, a note and an own answer wait and come once, and a newer page waits until it is taken.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Answer, CallState } from '../src/gen/ckl/v1/model_pb';
import { ms } from '../src/state/time';
import { type Built, builtPage, newerPage } from './browser/built';
import { hasChromium, launch } from './browser/house';
import type { Fake } from './fake/server';
import { start, type Story } from './fake/stories';

const longest = 120_000;
const note = 'Elverket säger att Norrmalm har ström igen.';
let browser: Browser;
let old: Built;
let newer: Built;
let fake: Fake;
let context: BrowserContext;

beforeAll(async () => {
  if (!hasChromium) return;
  old = builtPage();
  newer = newerPage(old);
  browser = await launch();
}, 2 * longest);

afterAll(async () => {
  await browser?.close();
  old?.remove();
  newer?.remove();
});

afterEach(async () => {
  await context?.close();
  fake?.close();
});

/** A page that has its picture, and has kept itself. */
async function opened(story: Story, path = '/', person = 'tib-1'): Promise<Page> {
  fake = await start(story, person, old.root);
  context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url(path));
  await live(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  await shelf(page, 'pictures', 1);
  return page;
}

const url = (path: string): string => `http://127.0.0.1:${fake.port}${path}`;
const live = (page: Page) => page.waitForSelector('html[data-contact=live][data-sequence]');
const lost = (page: Page) => page.waitForSelector('html[data-contact=lost]');

function onShelf(page: Page, name: string): Promise<Record<string, unknown>[]> {
  return page.evaluate((store) => new Promise<Record<string, unknown>[]>((done, fail) => {
    const asked = indexedDB.open('ckl');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const all = asked.result.transaction(store).objectStore(store).getAll();
      all.onsuccess = () => {
        asked.result.close();
        done(all.result.map(({ image, who, command, head, entries, rules, ...rest }: Record<string, unknown>) =>
          ({ ...rest, kept: Boolean(image ?? command) })));
      };
    };
  }), name);
}

async function shelf(page: Page, name: string, count: number): Promise<Record<string, unknown>[]> {
  await expect.poll(() => onShelf(page, name).then((all) => all.length), { timeout: 9_000 }).toBe(count);
  return onShelf(page, name);
}

async function writeNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await page.locator('dialog textarea[name=text]').fill(text);
  await page.locator('dialog button.primary').click();
}

const notes = () => fake.options.journal.entries.flatMap(({ event, time }) =>
  event.case === 'logEntryWritten' ? [{ text: event.value.text, at: ms(event.value.eventTime) ?? 0, entered: ms(time) ?? 0 }] : []);
const own = () => notes().filter(({ text }) => text.startsWith(note));
const sentNotes = () => fake.taken.filter(({ command }) => command.case === 'writeLogEntry').length;

describe.skipIf(!hasChromium)('without contact', () => {
  it('a reload gives the page and the last picture with its age', { timeout: longest }, async () => {
    const page = await opened('declared');
    const seen = await page.locator('h1').textContent();
    const log = await page.locator('.timeline .sentence').allTextContents();
    expect(log.length).toBeGreaterThan(3);
    await fake.kill();
    await lost(page);
    await page.evaluate(() => new Promise<void>((done, fail) => {
      // As if it had been kept twelve minutes ago.
      const asked = indexedDB.open('ckl');
      asked.onerror = () => fail(asked.error);
      asked.onsuccess = () => {
        const change = asked.result.transaction('pictures', 'readwrite');
        const store = change.objectStore('pictures');
        store.getAll().onsuccess = (event) => {
          for (const one of (event.target as IDBRequest).result) store.put({ ...one, seenAt: one.seenAt - 12 * 60_000 });
        };
        change.oncomplete = () => {
          asked.result.close();
          done();
        };
      };
    }));
    await page.reload();
    await lost(page);
    await page.waitForSelector('.posture');
    expect(await page.locator('h1').textContent()).toBe(seen);
    expect(await page.locator('.timeline .sentence').allTextContents()).toEqual(log);
    expect(await page.locator('.timeline .error').textContent()).toBe('Äldre händelser gick inte att hämta.');
    expect(await page.locator('.notice-lost').textContent()).toMatch(/visar läget \d\d:\d\d, 12 min gammalt/);
    expect(await page.locator('.contact').textContent()).toContain('Ingen kontakt');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.app') as Element).outlineStyle)).toBe('dashed');
    expect(await page.locator('.who-name').textContent(), 'whose page it is').toBe('TiB 1');
    for (const path of ['/larma', '/inkallning', '/inkallning/avlosning', '/forklara', '/granska.html', '/telefon']) {
      await page.goto(url(path));
      await page.waitForSelector('h1');
    }
    await page.goto(url('/'));
    await page.waitForSelector('.posture');
    await fake.revive();
    await live(page);
    await page.waitForSelector('.timeline .entry');
    expect(await page.locator('.notice-lost').count()).toBe(0);
  });

  it('keeps one picture for each workspace, and none of whoever has signed out', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(await shelf(page, 'pictures', 1)).toMatchObject([{ workspace: 'skarpt', person: 'tib-1', kept: true }]);
    await page.locator('.who').click();
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL('**/signin');
    await shelf(page, 'pictures', 0);
  });

  it('keeps no note that is marked for secrecy', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    fake.happen((journal) => {
      journal.add({ case: 'logEntryWritten', value: { number: 71, text: 'Namnet på den skadade', kind: 1 } });
      journal.add({ case: 'logEntryWritten', value: { number: 72, text: 'Vattnet är tillbaka', kind: 1 } });
      journal.add({ case: 'secrecyMarked', value: { number: 71, provision: '25 kap. 1 § OSL', reason: 'Hälsa' } });
    });
    await page.getByText('Namnet på den skadade').waitFor();
    await fake.kill();
    await lost(page);
    await page.reload();
    await page.getByText('Vattnet är tillbaka').waitFor();
    expect(await page.getByText('Namnet på den skadade').count()).toBe(0);
  });

  it('lets nobody see the picture of another', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    fake.person = 'kn-ordf';
    await page.goto(url('/?ws=ovning'));
    await live(page);
    await expect.poll(() => onShelf(page, 'pictures')).toMatchObject([{ workspace: 'ovning', person: 'kn-ordf' }]);
    fake.person = '';
    await page.reload();
    await page.waitForSelector('.signin');
    await shelf(page, 'pictures', 0);
  });

  it('an alarm is not queued: it says so at once, with numbers to call', { timeout: longest }, async () => {
    const page = await opened('empty', '/larma');
    await fake.kill();
    await lost(page);
    await page.locator('.offline .phone-numbers').waitFor();
    await page.reload();
    await lost(page);
    await page.locator('.offline .phone-numbers').waitFor();
    expect(await page.locator('.offline a[href^="tel:"]').count()).toBeGreaterThan(2);
    await page.locator('.tile').first().click();
    await page.locator('.level-button').nth(1).click();
    await page.locator('.alarm-button').click();
    await page.getByText('Inte skickat: ingen kontakt med servern.').waitFor();
    expect(await onShelf(page, 'outbox')).toEqual([]);
    await fake.revive();
    await live(page);
    await page.locator('.tabs a').first().click();
    await page.waitForSelector('.timeline');
    await writeNote(page, note);
    await expect.poll(() => own().length).toBe(1);
    expect(fake.taken.map(({ command }) => command.case)).toEqual(['writeLogEntry']);
  });

  it('a note waits with its own time, through a reload, and is handed over once', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await fake.kill();
    await lost(page);
    await writeNote(page, `${note} 1`);
    await page.locator('.progress', { hasText: 'Ej sänd. Sparad' }).waitFor();
    await page.waitForSelector('dialog', { state: 'detached' });
    await writeNote(page, `${note} 2`);
    await page.locator('.unsent li').nth(1).waitFor();
    const written = fake.now();
    await page.reload();
    await lost(page);
    await page.locator('.unsent li').nth(1).waitFor();
    expect(await page.locator('.unsent .sentence').allTextContents()).toEqual([`${note} 1`, `${note} 2`]);
    expect(await page.locator('.notice-unsent').textContent()).toContain('2 saker är ej sända än');
    const other = await context.newPage();
    await other.goto(url('/'));
    await other.locator('.unsent li').nth(1).waitFor();
    await fake.revive();
    await Promise.all([live(page), live(other)]);
    await shelf(page, 'outbox', 0);
    await Promise.all([page, other].map((one) => one.waitForSelector('.unsent', { state: 'detached' })));
    expect(own().map(({ text }) => text)).toEqual([`${note} 1`, `${note} 2`]);
    expect(sentNotes(), 'by one of the tabs').toBe(2);
    for (const { at, entered } of own()) {
      expect(at, 'its own time').toBeLessThanOrEqual(written);
      expect(entered, 'and when it came').toBeGreaterThan(written);
    }
  });

  it('an answer that is lost on the way does not make two notes', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    fake.silent = true;
    await writeNote(page, note);
    await expect.poll(() => own().length, { timeout: 9_000 }).toBe(1);
    await lost(page);
    await shelf(page, 'outbox', 1);
    fake.silent = false;
    await live(page);
    await shelf(page, 'outbox', 0);
    expect(own()).toHaveLength(1);
    const ids = fake.taken.map(({ command }) => command.value?.commandId);
    expect(new Set(ids).size).toBe(1);
  });

  it('without locks two tabs send the same note twice, and it is one note', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    await fake.kill();
    await lost(page);
    await writeNote(page, note);
    await page.waitForSelector('.unsent');
    const other = await context.newPage();
    await Promise.all([page.reload(), other.goto(url('/'))]);
    await Promise.all([page, other].map((one) => one.waitForSelector('.unsent')));
    await fake.revive();
    await shelf(page, 'outbox', 0);
    await page.waitForSelector('.unsent', { state: 'detached' });
    expect(own()).toHaveLength(1);
    expect(new Set(fake.taken.map(({ command }) => command.value?.commandId)).size).toBe(1);
  });

  it('a refusal is shown with its reason, and what was written can be changed and sent', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await fake.kill();
    await lost(page);
    await writeNote(page, note);
    await page.waitForSelector('.unsent');
    const written = fake.now();
    fake.refusing = { code: 1, breaches: [{ message: { sv: 'Händelsen är avslutad', en: 'Closed' }, whatNow: { sv: 'Välj en annan', en: 'Choose' } }] };
    await fake.revive();
    await page.locator('.unsent', { hasText: 'Händelsen är avslutad. Välj en annan' }).waitFor();
    expect(await page.locator('.notice', { hasText: '1 sak togs inte emot' }).count()).toBe(1);
    fake.refusing = undefined;
    await page.getByRole('button', { name: 'Ändra och sänd' }).click();
    expect(await page.locator('dialog textarea[name=text]').inputValue()).toBe(note);
    await page.locator('dialog button.primary').click();
    await expect.poll(() => own().length).toBe(1);
    expect(own()[0]?.at, 'still of when it was written').toBeLessThanOrEqual(written);
    await shelf(page, 'outbox', 0);
  });

  /** As if everything that waits had been written so long ago. */
  async function olderBy(page: Page, minutes: number): Promise<void> {
    await page.evaluate((span) => new Promise<void>((done) => {
      indexedDB.open('ckl').onsuccess = ({ target }) => {
        const database = (target as IDBOpenDBRequest).result;
        const change = database.transaction('outbox', 'readwrite');
        const store = change.objectStore('outbox');
        store.getAll().onsuccess = (event) => {
          for (const one of (event.target as IDBRequest).result) store.put({ ...one, writtenAt: one.writtenAt - span });
        };
        change.oncomplete = () => {
          database.close();
          done();
        };
      };
    }), minutes * 60_000);
  }

  async function answerComing(page: Page): Promise<void> {
    await page.waitForSelector('.my-call');
    await fake.kill();
    await lost(page);
    await page.locator('.my-buttons .primary').click();
    await page.locator('.eta-buttons button', { hasText: '30' }).click();
    await page.locator('.my-call .unsent', { hasText: 'kommer om 30 min' }).waitFor();
  }

  it('minutes until there are counted from when they were said', { timeout: longest }, async () => {
    const page = await opened('half-hour', '/inkallning', 'records-1');
    await answerComing(page);
    await olderBy(page, 12);
    await fake.revive();
    await shelf(page, 'outbox', 0);
    expect(fake.taken.map(({ command }) => command.value)).toMatchObject([{ etaMinutes: 18 }]);
  });

  it('an answer does not pass a later one that came another way', { timeout: longest }, async () => {
    const page = await opened('half-hour', '/inkallning', 'records-1');
    await answerComing(page);
    await olderBy(page, 5);
    fake.happen((journal) => journal.add({ case: 'answerRecorded', value: { callout: 'callout-1', position: 'RECORDS',
      person: 'records-1', answer: Answer.CANNOT, state: CallState.DECLINED, via: 'sms' } }));
    await page.reload();
    await page.locator('.my-call .unsent').waitFor();
    await fake.revive();
    await page.locator('.my-call .unsent', { hasText: 'Det senare svaret gäller' }).waitFor();
    expect(fake.taken).toEqual([]);
    await page.locator('.my-call .unsent').getByRole('button', { name: 'Ta bort' }).click();
    await shelf(page, 'outbox', 0);
  });

  it('no more than 200 wait: then it says that nothing is sent', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await fake.kill();
    await lost(page);
    await page.evaluate(() => new Promise<void>((done) => {
      indexedDB.open('ckl').onsuccess = ({ target }) => {
        const database = (target as IDBOpenDBRequest).result;
        const change = database.transaction('outbox', 'readwrite');
        for (let at = 0; at < 200; at += 1) change.objectStore('outbox').add({ id: `x-${at}`, person: 'kn-ordf', workspace: 'skarpt' });
        change.oncomplete = () => {
          database.close();
          done();
        };
      };
    }));
    await writeNote(page, note);
    await page.getByText('Inte skickat: ingen kontakt med servern.').waitFor();
    expect(await page.locator('dialog textarea[name=text]').inputValue(), 'what was typed stays').toBe(note);
    expect(await page.locator('.unsent').count(), 'what another person wrote is not shown').toBe(0);
  });

  it('an own answer waits beside its buttons, and says in the log when it was given', { timeout: longest }, async () => {
    const page = await opened('half-hour', '/inkallning', 'records-1');
    await page.waitForSelector('.my-call');
    await fake.kill();
    await lost(page);
    const change = page.getByRole('button', { name: 'Ändra svar' });
    if (await change.count()) await change.click();
    await page.locator('.my-call').getByRole('button', { name: 'Kan inte' }).click();
    await page.locator('.my-call .unsent', { hasText: 'kan inte' }).waitFor();
    await page.reload();
    await lost(page);
    await page.locator('.my-call .unsent', { hasText: 'kan inte' }).waitFor();
    await fake.revive();
    await shelf(page, 'outbox', 0);
    const answers = fake.options.journal.entries.filter(({ event, commandId }) => event.case === 'answerRecorded' && commandId);
    expect(answers.map(({ event }) => event.value)).toMatchObject([
      { person: 'records-1', raw: expect.stringMatching(/^svarat .* utan kontakt, sänt senare$/) }]);
  });
});

describe.skipIf(!hasChromium)('contact', () => {
  it('is lost within 3.5 s of a server that stops in its tracks, and of a network that stalls; the clock goes on', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await page.evaluate(() => {
      const root = document.documentElement;
      new MutationObserver(() => {
        if (root.dataset['contact'] === 'lost') root.dataset['lostAt'] = String(Date.now());
      }).observe(root, { attributeFilter: ['data-contact'] });
    });
    // By the page's own account: how soon the test looks does not count.
    const lostAfter = async (begun: number) => {
      await lost(page);
      return Number(await page.evaluate(() => document.documentElement.dataset['lostAt'])) - begun;
    };
    const seconds = () => page.locator('.clock time').textContent();
    fake.silent = true;
    expect(await lostAfter(Date.now())).toBeLessThan(3_500);
    const before = await seconds();
    await expect.poll(seconds).not.toBe(before);
    fake.silent = false;
    await live(page);
    await context.setOffline(true);
    expect(await lostAfter(Date.now())).toBeLessThan(3_500);
    await context.setOffline(false);
    await live(page);
    const killed = Date.now();
    await fake.kill();
    expect(await lostAfter(killed)).toBeLessThan(500);
    await fake.revive();
    const back = Date.now();
    await live(page);
    expect(Date.now() - back).toBeLessThan(5_000);
  });
});

describe.skipIf(!hasChromium)('a newer page', () => {
  it('takes over when it is asked to and not before, and leaves nothing of the old one', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    const kept = () => page.evaluate(async () => {
      const names = await caches.keys();
      const files = await Promise.all(names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url: one }) => new URL(one).pathname)));
      return { names, files: files.flat() };
    });
    const first = await kept();
    const script = first.files.find((one) => /assets\/index-/.test(one)) as string;
    await fake.kill();
    fake.options.root = newer.root;
    await fake.revive();
    await live(page);
    await page.getByText('Det finns en ny version av sidan.').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['newer'])).toBeUndefined();
    expect((await kept()).names).toHaveLength(2);
    const other = await context.newPage();
    await other.goto(url('/'));
    await other.waitForSelector('html[data-newer=yes][data-contact=live]');
    expect((await kept()).names, 'the older page still has its files').toHaveLength(2);
    expect(await other.getByText('Det finns en ny version').count(), 'on a page that is new').toBe(0);
    await page.getByRole('button', { name: 'Byt till den' }).click();
    await page.waitForSelector('html[data-newer=yes][data-contact=live]');
    await expect.poll(async () => (await kept()).names).toHaveLength(1);
    const after = await kept();
    expect(after.names).not.toEqual(first.names);
    expect(after.files).not.toContain(script);
    await fake.kill();
    await page.reload();
    await page.waitForSelector('html[data-newer=yes][data-contact=lost]');
    await page.waitForSelector('.posture');
  });

  it('that is opened alone brings its own files without a word', { timeout: longest }, async () => {
    const page = await opened('half-hour');
    await fake.kill();
    fake.options.root = newer.root;
    await fake.revive();
    await live(page);
    await page.getByText('Det finns en ny version av sidan.').waitFor();
    await page.reload();
    await page.waitForSelector('html[data-newer=yes][data-contact=live]');
    await page.waitForFunction(async () => (await caches.keys()).join() === 'ckl-newer');
    expect(await page.getByText('Det finns en ny version').count()).toBe(0);
  });

  it('keeps the page and nothing that the server answers with', { timeout: longest }, async () => {
    const page = await opened('half-hour', '/inkallning/beredskap');
    const files = await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname);
    });
    expect(files.filter((one) => !/^\/(assets\/.+|[a-z-]+\.(html|svg|webmanifest))$/.test(one))).toEqual([]);
    await fake.kill();
    await lost(page);
    const fails = await page.evaluate(() => Promise.all(['/v1/session', '/ckl.v1.AccessService/WhoAmI', '/healthz', '/demo', '/s/abc'].map(
      (one) => fetch(one).then(() => false, () => true))));
    expect(fails).toEqual([true, true, true, true, true]);
  });
});
