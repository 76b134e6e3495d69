// The board's map, who leads what, command posts and channels, and the wall: quiet, crowded, in an exercise, without contact.
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';
import type { Scene } from './scenes';

const seen = (page: Page, selector: string) => page.waitForSelector(selector);

const places: readonly { kind: number; level: number; headline: string; place?: string; owner?: string; point?: [number, number] }[] = [
  { kind: 2, level: 3, headline: 'Brand i tunnelbanan', point: [59.3320, 18.0650], owner: 'ks' },
  { kind: 1, level: 4, headline: 'Skottlossning vid Sergels torg', point: [59.3325, 18.0652], owner: 'sdn-norrmalm' },
  { kind: 3, level: 2, headline: 'Vattenläcka', place: 'Kista centrum' },
  { kind: 3, level: 3, headline: 'Strömavbrott i södra delen av staden', place: 'Hägersten-Älvsjö' },
  { kind: 5, level: 2, headline: 'Nedfallna träd', point: [59.2543, 18.1452], owner: 'sdn-norrmalm' },
  { kind: 4, level: 2, headline: 'Störningar i journalsystemet', owner: 'slk' },
  { kind: 6, level: 2, headline: 'Misstänkt matförgiftning på äldreboende', place: 'Farsta', owner: 'slk' },
  { kind: 2, level: 3, headline: 'Gasol på Essingeleden', point: [59.3254, 18.0012], owner: 'ks' },
];

/** Eight more incidents, two of them on one spot, with those who support, are asked and are told. */
export const crowd = (fake: Fake): void => fake.happen((journal) => {
  for (const [at, { level, point, ...one }] of places.entries()) {
    const incident = `incident-2${at}`;
    const on = point && { latitude: point[0], longitude: point[1] };
    journal.add({ case: 'incidentReported', value: { incident, number: at + 2, ...one, point: on } });
    journal.add({ case: 'levelChanged', value: { incident, from: 1, to: level, reason: '' } });
  }
  journal.add({ case: 'contributionRequested', value: { contribution: { id: 'contribution-8', incident: 'incident-21', unit: 'slk' } } });
  journal.machine('delivery', { case: 'personNotified', value: {
    message: 'message-800', person: 'stadsdirektor', incident: 'incident-20', subject: 'Ny händelse', text: { sv: 'Ny händelse', en: 'New' } } });
});

const crowded = (fake: Fake): void => {
  crowd(fake);
  fake.presence.trouble();
};

const around = async (page: Page) => {
  await seen(page, '.symbol');
  await seen(page, '.gateways');
  await seen(page, '.lead-matrix');
};

const wall = '/?skarm=vagg';
const onWall = async (page: Page) => {
  await seen(page, '.wall .map-paper');
  await seen(page, '.wall-health');
};

export const walls: Scene[] = [
  { name: 'karta', story: 'half-hour', path: '/', before: crowded, act: around },
  { name: 'karta-table', story: 'half-hour', path: '/', before: crowded, act: async (page) => {
    await around(page);
    await page.getByLabel('Tabell').check();
    await seen(page, '.city table.cards a');
  } },
  { name: 'karta-borders', story: 'half-hour', path: '/', before: crowded, act: async (page) => {
    await around(page);
    await page.locator('.borders-choice input').check();
    await page.waitForSelector('.map-part', { state: 'attached' });
  } },
  { name: 'karta-exercise', story: 'exercise', path: '/?ws=ovning-drottninggatan-1', before: crowded, act: around },
  { name: 'wall', story: 'half-hour', path: wall, act: onWall },
  { name: 'wall-crowded', story: 'law', path: wall, before: crowded, act: onWall },
  { name: 'wall-exercise', story: 'exercise', path: '/?ws=ovning-drottninggatan-1&skarm=vagg', before: crowded, act: onWall },
  { name: 'wall-empty', story: 'empty', path: wall, act: onWall },
  { name: 'wall-lost', story: 'half-hour', path: wall, before: crowded, act: async (page, fake) => {
    await onWall(page);
    fake.silent = true;
    await seen(page, '.wall-lost');
  } },
];
