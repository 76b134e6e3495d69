// An exercise beside the live workspace, and the sounds: a real alarm, nobody watching, the newcomer's strip, what calls.
import type { Page } from 'playwright-core';
import { stamp } from '../../src/state/time';
import type { Fake } from '../fake/server';
import type { Scene } from './scenes';

const where = '?ws=ovning-drottninggatan-1';

/** Something real happens, once the page watches. */
export async function realAlarm(page: Page, fake: Fake): Promise<void> {
  await page.waitForFunction(() => document.querySelector('link[rel=icon]')?.getAttribute('href') === '/icon-ovning.svg');
  await fake.watching();
  const time = stamp(Date.UTC(2026, 10, 24, 2, 3));
  fake.sendLive({ case: 'events', value: { through: 4n, entries: [
    { sequence: 2n, time, event: { case: 'incidentReported',
      value: { incident: 'incident-9', number: 9, kind: 3, headline: 'Vattenläcka vid Slussen' } } },
    { sequence: 3n, time, event: { case: 'levelChanged', value: { incident: 'incident-9', from: 1, to: 3, reason: '' } } },
  ] } });
  await page.waitForSelector('.live-alarm[open]');
}

/** A browser that wants a click before it lets a page sound. */
const mute = (_: Fake, page: Page) => page.addInitScript(() => {
  class Waiting extends EventTarget {
    state = 'suspended';
    onstatechange = null;
    resume = () => Promise.resolve();
  }
  Object.assign(window, { AudioContext: Waiting });
});

export const exercises: Scene[] = [
  { name: 'exercise-guide', story: 'exercise', path: `/inkallning${where}`, act: (page) => page.waitForSelector('.guide') },
  { name: 'exercise-chair', story: 'exercise', path: `/forklara${where}`, person: 'kn-ordf', act: (page) => page.waitForSelector('.guide') },
  { name: 'exercise-real', story: 'exercise', path: `/${where}`, act: realAlarm },
  { name: 'exercise-stayed', story: 'exercise', path: `/${where}`, act: async (page, fake) => {
    await realAlarm(page, fake);
    await page.getByRole('button', { name: 'Stanna i övningen' }).click();
    await page.waitForSelector('.live-alarm', { state: 'detached' });
  } },
  { name: 'exercise-unguarded', story: 'exercise', path: `/${where}`, before: (fake) => {
    fake.liveSilent = true;
  }, act: (page) => page.waitForSelector('.unguarded') },
  { name: 'ring', story: 'half-hour', path: '/', before: (fake, page) => {
    void fake;
    return page.addInitScript(() => localStorage.setItem('ckl.sound', 'on'));
  }, act: async (page, fake) => {
    await page.waitForSelector('html[data-sounds]');
    fake.happen((journal) => {
      journal.add({ case: 'incidentReported', value: { incident: 'incident-2', number: 2, kind: 3, headline: 'Vattenläcka vid Slussen' } });
      journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: 1, to: 3, reason: '' } });
    });
    await page.waitForSelector('.ring');
  } },
  { name: 'sound-off', story: 'half-hour', path: '/', before: async (fake, page) => {
    await page.addInitScript(() => localStorage.setItem('ckl.sound', 'on'));
    await mute(fake, page);
  }, act: (page) => page.waitForSelector('.sound-off') },
];
