// The server goes away under a screen that is in use: frozen, then killed. The page stands, a reload shows the last picture, what is
// written waits, and is in the log once with both times when the server is back.
import { expect, type Page, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { Scenery } from './scenery.ts';

const text = 'Vattnet är avstängt på Odengatan, skrivet utan kontakt.';
const lost = (page: Page) => page.waitForSelector('html[data-contact=lost]');
const live = (page: Page) => page.waitForSelector('html[data-contact=live][data-sequence]');

/** When the page says that contact is lost, by the clock of this machine: how soon the test looks does not count. */
async function watchContact(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const root = document.documentElement;
    new MutationObserver(() => {
      if (root.dataset['contact'] === 'lost') root.dataset['lostAt'] = String(Date.now());
    }).observe(root, { attributeFilter: ['data-contact'] });
  });
  return async () => {
    await lost(page);
    return Number(await page.evaluate(() => document.documentElement.dataset['lostAt']));
  };
}

async function keptPictures(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((done, fail) => {
    const asked = indexedDB.open('ckl');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const count = asked.result.transaction('pictures').objectStore('pictures').count();
      count.onsuccess = () => {
        asked.result.close();
        done(count.result);
      };
    };
  }));
}

test('a frozen and a killed server: the picture stays, a note waits and comes once', async ({ page }) => {
  const scenery = await Scenery.build();
  try {
    await scenery.start();
    await scenery.client('tib-1').call('IncidentService/ReportIncident', { commandId: 'prov-1', workspace: 'skarpt',
      kind: 'INCIDENT_KIND_ACCIDENT', headline: 'Vattenläcka på Odengatan', level: 'ESCALATION_LEVEL_DISTURBANCE' });
    await page.goto(`${scenery.url}/signin#${scenery.token('tib-1')}`);
    await live(page);
    await expect(page.locator('.incident')).toContainText('Vattenläcka på Odengatan');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await expect.poll(() => keptPictures(page)).toBe(1);

    const lostAt = await watchContact(page);
    const frozen = Date.now();
    scenery.server?.kill('SIGSTOP');
    expect(await lostAt() - frozen).toBeLessThan(3_500);
    await page.reload();
    await expect(page.locator('.incident'), 'a server that hangs does not hold the page').toContainText('Vattenläcka på Odengatan');
    await lost(page);
    scenery.server?.kill('SIGCONT');
    await live(page);

    await scenery.pull();
    await lost(page);
    await page.reload();
    await lost(page);
    await expect(page.locator('.incident')).toContainText('Vattenläcka på Odengatan');
    await expect(page.locator('.notice-lost')).toContainText(/visar läget \d\d:\d\d/);

    await page.locator('.timeline').getByRole('button', { name: 'Ny anteckning' }).click();
    await page.locator('dialog textarea[name=text]').fill(text);
    await page.locator('dialog button.primary').click();
    await expect(page.locator('.unsent')).toContainText(text);
    const written = Date.now();
    await page.reload();
    await expect(page.locator('.unsent'), 'also after a reload').toContainText(text);

    await scenery.start();
    await live(page);
    await expect(page.locator('.unsent')).toHaveCount(0);
    await expect(page.locator('.timeline')).toContainText(text);
    const notes = await until('the note is in the log', async () => {
      const found = (await scenery.entries()).filter((entry) => (entry['logEntryWritten'] as Json | undefined)?.['text'] === text);
      return found.length > 0 ? found : undefined;
    });
    expect(notes).toHaveLength(1);
    const [note] = notes as [Json];
    const happened = Date.parse(String((note['logEntryWritten'] as Json)['eventTime']));
    expect(Math.abs(happened - written), 'the time it was written').toBeLessThan(5_000);
    expect(Date.parse(String(note['time'])), 'and the time it came').toBeGreaterThan(written);
    expect(note['commandId']).toMatch(/^web-/);
  } finally {
    scenery.server?.kill('SIGCONT');
    await scenery.strike();
  }
});
