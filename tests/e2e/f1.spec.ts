// The main job, end to end: F1 over real mail, an SMS gateway, webhooks, the dashboard in a browser, and two subscribers.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import { type Json, Post } from './client.ts';
import { People, play } from './play.ts';
import { digest, provesDelivery, provesOrder } from './proofs.ts';
import { Scenery } from './scenery.ts';
import { foldedImage, shownImage } from './folded.ts';

test('F1: alarm, call-out, levels, a refused power, the declaration; three subscribers agree', async ({ page }) => {
  const scenery = await Scenery.build();
  try {
    await scenery.start();
    const post = new Post(() => scenery.streamUrl, scenery.token('registrator-1'), 'skarpt');
    const tail = scenery.cli('registrator-1', 'tail', '--after', '0', '--json');
    const failed: string[] = [];
    page.on('response', (answer) => { if (answer.status() >= 400) failed.push(`${answer.status()} ${answer.url()}`); });
    await page.goto(`${scenery.url}/signin#${scenery.token('bitr-stadsdirektor')}`);
    await expect(page).toHaveURL(/\/(\?.*)?$/);
    const people = new People(scenery);
    const denied = await play(scenery, async () => undefined);
    await people.stop();
    await until('nothing more is owed', async () => settled(await scenery.image()) || undefined, 30_000);

    // The refusal says rule and basis, and stands in the journal.
    expect(denied['status']).toBe(403);
    const entries = await scenery.entries();
    const refused = entries.filter((entry) => entry['powerRefused']).map((entry) => entry['powerRefused'] as Json);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ person: 'tib-1', command: 'DeclareExtraordinary', incident: 'incident-1' });
    expect(refused[0]?.['rules']).toContain('G03');
    const declared = entries.find((entry) => entry['extraordinaryDeclared']);
    expect(declared?.['actor']).toMatchObject({ person: 'kn-ordf', capacity: 'KN_CHAIR' });
    expect(String(declared?.['basis'])).toContain('2006:544');

    // Every subscriber has the same entries, to the letter.
    provesOrder(entries);
    await until('the WebSocket has everything', () => post.entries.length >= entries.length || undefined);
    await until('gRPC has everything', () => entriesOf(tail.lines).length >= entries.length || undefined);
    expect(post.entries).toEqual(entries);
    expect(entriesOf(tail.lines)).toEqual(entries);

    // The dashboard's own folding of those entries is the server's state.
    const image = await scenery.image();
    expect(foldedImage(entries)).toEqual(shownImage(image));
    expect(digest(image)).toMatchObject({ ckl: 'CKL_STATE_ACTIVE', committee: 'COMMITTEE_STATE_FUNCTIONING' });
    provesDelivery(scenery, image);
    await expect(page.getByRole('main')).toContainText(/Extraordinär händelse/i);
    await page.goto(`${scenery.url}/inkallning`);
    await expect(page.getByRole('main')).toContainText('6 av 6');
    // A page opened afterwards reads the log of what it missed.
    await page.goto(scenery.url);
    await expect(page.getByRole('main')).toContainText(/förklarad? extraordinär|extraordinär händelse/i);
    await expect(page.getByRole('main')).not.toContainText('gick inte att hämta');
    expect(failed).toEqual([]);

    // Mail was real: TLS and authentication, å ä ö intact.
    expect(scenery.mails().length).toBeGreaterThan(0);
    expect(scenery.mails().some((mail) => mail.text.includes('Drottninggatan vid Åhléns'))).toBe(true);
    post.close();
    await tail.stop();
  } finally {
    await scenery.strike();
  }
});

function settled(image: Json): boolean {
  return ((image['messages'] ?? []) as { settled?: boolean }[]).every((message) => message.settled);
}

// `ckl tail --json` prints an entry a line.
function entriesOf(lines: string[]): Json[] {
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Json);
}
