// The power goes at ten points of F1. Each time the same play goes on over the restarted server, and ends the same.
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import { type Json, Post } from './client.ts';
import { People, play } from './play.ts';
import { digest, provesDelivery, provesOrder } from './proofs.ts';
import { Scenery } from './scenery.ts';

const POINTS = [
  'while the alarm is being sent', 'after the alarm was acknowledged', 'while messages are going out',
  'after the provisional level', 'after the confirmation', 'after the note', 'after the refused declaration',
  'after the declaration', 'after the silences', 'after all positions were filled',
];

let undisturbed: Json | undefined;

async function run(killAt: string | undefined): Promise<Json> {
  const scenery = await Scenery.build();
  try {
    // A slow gateway, so that the power goes while messages are between here and there.
    if (killAt === 'while messages are going out') scenery.gateway.delayMs = 300;
    await scenery.start();
    const post = new Post(() => scenery.streamUrl, scenery.token('registrator-1'), 'skarpt');
    const people = new People(scenery);
    let killed = 0;
    await play(scenery, async (point) => {
      if (point !== killAt) return;
      killed += 1;
      await scenery.pull();
      await scenery.start();
    });
    expect(killed).toBe(killAt === undefined ? 0 : 1);
    await people.stop();
    await until('nothing more is owed', async () => {
      const messages = ((await scenery.image())['messages'] ?? []) as { settled?: boolean }[];
      return messages.every((message) => message.settled) || undefined;
    }, 40_000);
    const image = await scenery.image();
    const entries = await scenery.entries();
    provesOrder(entries);
    if (killAt === 'while messages are going out') {
      expect(entries.some((entry) => entry['attemptDoubted']), 'a send was cut in half').toBe(true);
      // Each is sent again with the mark, unless the person has answered before that, or the receipt of the
      // one that was cut has come: then it did arrive.
      const cut = entries.flatMap((entry) => (entry['attemptDoubted'] as Json | undefined)?.['message'] ?? []);
      const marked = (id: unknown) => entries.some((entry) => {
        const attempt = entry['attemptStarted'] as Json | undefined;
        return attempt?.['message'] === id && attempt?.['repeated'] === true;
      });
      const personOf = (id: unknown) => entries.map((entry) => entry['personCalled'] as Json | undefined)
        .find((call) => call?.['message'] === id)?.['person'];
      const answered = (id: unknown) => entries.some((entry) =>
        personOf(id) !== undefined && (entry['answerRecorded'] as Json | undefined)?.['person'] === personOf(id));
      const arrived = (id: unknown) => entries.some((entry) => (entry['attemptDelivered'] as Json | undefined)?.['message'] === id);
      expect(cut.filter((id) => !marked(id) && !answered(id) && !arrived(id))).toEqual([]);
    }
    provesDelivery(scenery, image);
    // The subscriber came back by itself and missed nothing.
    await until('the subscriber has everything', () => post.entries.length >= entries.length || undefined);
    expect(post.entries).toEqual(entries);
    post.close();
    return digest(image);
  } finally {
    await scenery.strike();
  }
}

test('F1 without a kill', async () => { undisturbed = await run(undefined); });

for (const point of POINTS) {
  test(`F1, SIGKILL ${point}`, async () => {
    undisturbed ??= await run(undefined);
    expect(await run(point)).toEqual(undisturbed);
  });
}
