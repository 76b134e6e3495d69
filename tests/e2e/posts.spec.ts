// Command posts: who is connected, how far behind, and the alarm when one that is counted on goes silent.
import { expect, test } from '@playwright/test';
import { type Child, until } from './child.ts';
import { type Json, Post } from './client.ts';
import { Scenery } from './scenery.ts';

let scenery: Scenery;
let post: Child;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build();
  scenery.rewrite('ckld.yaml', (text) => `${text}
posts:
  - {id: reserv, name: {sv: "Reservplatsen", en: "The reserve post"}, patience: 2s}
`);
  await scenery.start();
});

test.afterAll(async () => {
  post?.kill('SIGKILL');
  await scenery?.server?.stop();
  await scenery?.strike();
});

interface Status {
  post: string; expected?: boolean; connections?: number; staffing?: number; behind?: string; persons?: string[];
}
async function posts(): Promise<Status[]> {
  return ((await scenery.client('tib-1').call('WorkspaceService/ListPosts', { workspace: 'skarpt' }))['posts'] ?? []) as Status[];
}
async function entries(kind: string): Promise<Json[]> {
  return ((await scenery.client('tib-1').call('WorkspaceService/ListEntries', { workspace: 'skarpt', kinds: [kind] }))['entries'] ?? []) as Json[];
}
const words = async (...line: string[]): Promise<string> => {
  const child = scenery.cli('tib-1', ...line);
  expect(await child.exited, child.lines.join('\n')).toBe(0);
  return child.lines.join('\n');
};

test('a post that is connected is shown with its staffing and how far behind it is', async () => {
  post = scenery.cli('registrator-1', 'tail', '--after', '0', '--post', 'reserv', '--staffing', '4');
  const [shown] = await until('the post is there', async () => {
    const all = await posts();
    return all[0]?.connections ? all : undefined;
  });
  expect(shown).toMatchObject({ post: 'reserv', expected: true, connections: 1, staffing: 4, persons: ['registrator-1'] });
  await until('it has everything', async () => (await posts())[0]?.behind === undefined || undefined);
  expect(await words('posts')).toMatch(/● *Reservplatsen/);
  expect(await entries('post_lost')).toEqual([]);
});

test('its loss is an event, and the duty officer is told', async () => {
  post.kill('SIGKILL');
  await post.exited;
  const [lost] = await until('the loss is noted', async () => {
    const all = await entries('post_lost');
    return all.length > 0 ? all : undefined;
  });
  expect(lost).toMatchObject({ postLost: { post: { id: 'reserv' } } });
  await until('the duty officer gets a text', () =>
    scenery.gateway.taken.some((message) => scenery.personByNumber.get(message.to) === 'tib-1' && message.text.includes('Reservplatsen')) || undefined);
  expect(await words('posts')).toMatch(/▲ *Reservplatsen *BORTA/);
});

test('its return is told too, and the way to it is not the person but the name', async () => {
  post = scenery.cli('tib-1', 'tail', '--post', 'reserv');
  await until('the return is noted', async () => (await entries('post_returned')).length > 0 || undefined);
  expect(await words('posts')).toMatch(/● *Reservplatsen/);
});

test('an organisation hears what concerns it', async () => {
  const report = (owner: string, headline: string): Promise<Json> => scenery.client('tib-1').call('IncidentService/ReportIncident',
    { commandId: `plats-${owner}`, workspace: 'skarpt', kind: 'INCIDENT_KIND_SUPPLY', headline, owner, level: 'ESCALATION_LEVEL_DISTURBANCE' });
  const hears = scenery.cli('tib-1', 'tail', '--after', '0', '--organisation', 'trafikkontoret');
  await report('trafikkontoret', 'Hål i gatan');
  await report('socialforvaltningen', 'Stängt boende');
  await hears.line((line) => line.includes('Hål i gatan'));
  await scenery.client('tib-1').call('LogService/WriteLogEntry', { commandId: 'plats-sist', workspace: 'skarpt', kind: 'LOG_KIND_OBSERVATION', text: 'Sist för alla' });
  await hears.line((line) => line.includes('Sist för alla'));
  expect(hears.lines.join('\n')).not.toContain('Stängt boende');
  hears.kill('SIGKILL');
  const unknown = scenery.cli('tib-1', 'tail', '--organisation', 'finns-inte');
  expect(await unknown.exited).toBe(5);
});

test('one person does not take the room of the others', async () => {
  const child = scenery.cli('kn-ordf', 'tail', '--post', 'vanlig');
  const crowd = Array.from({ length: 65 }, () => new Post(() => scenery.streamUrl, scenery.token('bitr-stadsdirektor'), 'skarpt'));
  const closed = await until('the last of them is refused', () => crowd.map((one) => one.refused).find((words) => words !== ''));
  expect(closed).toContain('STREAM_TOO_MANY_OF_ONE');
  await scenery.client('tib-1').call('LogService/WriteLogEntry', { commandId: 'plats-trang', workspace: 'skarpt', kind: 'LOG_KIND_OBSERVATION', text: 'Trångt' });
  await child.line((line) => line.includes('Trångt'));
  expect(crowd.filter((one) => one.refused === '').length).toBe(64);
  for (const one of crowd) one.close();
  child.kill('SIGKILL');
});
