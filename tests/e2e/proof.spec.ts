// The proof: exports and receipts of a real log, checked by `ckl verify` and in a browser; a change of keys; a witness that does not
// sign a log that was rewritten; an entry that is marked for secrecy and whoever may not see it.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { until } from './child.ts';
import type { Json } from './client.ts';
import { Post } from './client.ts';
import { Scenery } from './scenery.ts';

const SECRET = 'Patienten heter Anna Andersson';
const OUTSIDER = 'fackligt-ombud-1';
const ADMINISTRATOR = 'administrator-1';

let scenery: Scenery;
let commands = 0;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build([OUTSIDER, ADMINISTRATOR]);
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  await scenery?.strike();
});

const file = (name: string): string => join(scenery.folder, name);
const send = async (person: string, method: string, body: Json): Promise<Json> =>
  scenery.client(person).call(method, { commandId: `bevis-${++commands}`, workspace: 'skarpt', ...body });

// What `ckl` said, and the code it ended with.
async function ckl(...words: string[]): Promise<{ code: number | string; said: string }> {
  const child = scenery.cli('tib-1', ...words);
  const code = await child.exited;
  return { code, said: child.lines.join('\n') };
}
async function done(...words: string[]): Promise<string> {
  const { code, said } = await ckl(...words);
  expect(code, said).toBe(0);
  return said;
}
interface Report { good: boolean; size: number; entries: number; skipped: number; masked: number; keyGiven: boolean;
  elsewhereChecked: boolean; keys: string[]; cosigned: string[]; findings: { code: string; entry: number; field: number; sv: string }[] }
async function verify(name: string, ...more: string[]): Promise<Report> {
  const { said } = await ckl('--json', 'verify', file(name), ...more);
  return JSON.parse(said) as Report;
}
const logKey = async (): Promise<string> => (await done('proof', 'checkpoint', '--key')).trim();
const entries = async (...kinds: string[]): Promise<Json[]> =>
  ((await scenery.client('tib-1').call('WorkspaceService/ListEntries', { workspace: 'skarpt', kinds, limit: 1000 }))['entries'] ?? []) as Json[];
// An export ends at the newest checkpoint, which follows a second after the last entry.
const whenSigned = (size: number): Promise<unknown> => until(`a checkpoint of ${size}`, async () => {
  const { checkpoint } = await scenery.client('tib-1').call('ProofService/GetCheckpoint', { workspace: 'skarpt' });
  return Number(String(checkpoint).split('\n')[1]) >= size || undefined;
});
async function allSigned(): Promise<number> {
  const all = await entries();
  await whenSigned(all.length);
  return all.length;
}

test('an export of the whole log is proved without a server', async () => {
  await send('tib-1', 'IncidentService/ReportIncident', { kind: 'INCIDENT_KIND_OTHER', headline: 'Larm', place: 'Drottninggatan', level: 'ESCALATION_LEVEL_SERIOUS' });
  await send('tib-1', 'LogService/WriteLogEntry', { incident: 'incident-1', kind: 'LOG_KIND_OBSERVATION', text: SECRET });
  await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: 'Något helt annat' });
  const size = await allSigned();
  await done('export', file('hel.ckl-export'));
  const key = await logKey();
  const report = await verify('hel.ckl-export', '--key', key);
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ good: true, entries: report.size, skipped: 0, masked: 0, keyGiven: true, keys: [key] });
  expect(report.size).toBeGreaterThanOrEqual(size);
  expect((await ckl('verify', file('hel.ckl-export'))).said).toContain('Ingen nyckel angavs');
});

test('a masked export shows no names and no texts, and is proved all the same', async () => {
  await done('export', file('maskerat.ckl-export'), '--masked');
  const text = readFileSync(file('maskerat.ckl-export'), 'utf8');
  const shown = [...text.matchAll(/"([A-Za-z0-9+/=]{8,})"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64').toString('utf8')).join('\n');
  for (const hidden of [SECRET, 'Något helt annat', 'tib-1']) expect(shown).not.toContain(hidden);
  expect(Buffer.from(readFileSync(file('hel.ckl-export'), 'utf8').match(/[A-Za-z0-9+/=]{40,}/g)?.join('\n') ?? '', 'utf8').length).toBeGreaterThan(100);
  const report = await verify('maskerat.ckl-export');
  expect(report.good).toBe(true);
  expect(report.masked).toBeGreaterThan(10);
});

test('an export of one incident leaves the rest out and proves its place', async () => {
  await done('export', file('handelse.ckl-export'), '--incident', '1');
  const report = await verify('handelse.ckl-export', '--key', await logKey());
  expect(report.findings).toEqual([]);
  expect(report.skipped).toBeGreaterThan(0);
  expect(report.entries + report.skipped).toBe(report.size);
});

test('one altered letter is found, and where', async () => {
  const text = readFileSync(file('hel.ckl-export'), 'utf8');
  const [written] = await entries('log_entry_written');
  const line = text.split('\n').findIndex((one) => one.startsWith(`{"entry":${written?.['sequence']},`));
  const lines = text.split('\n');
  const was = Buffer.concat([Buffer.from([0x22, SECRET.length]), Buffer.from(SECRET)]).toString('base64');
  const now = Buffer.concat([Buffer.from([0x22, SECRET.length]), Buffer.from(SECRET.replace('Anna', 'Inga'))]).toString('base64');
  expect(lines[line]).toContain(was);
  lines[line] = (lines[line] ?? '').replace(was, now);
  writeFileSync(file('andrat.ckl-export'), lines.join('\n'));
  const report = await verify('andrat.ckl-export');
  expect(report.findings).toMatchObject([{ code: 'commitment', entry: Number(written?.['sequence']), field: 4 }]);
  expect((await ckl('verify', file('andrat.ckl-export'))).code).toBe(3);
});

test('a declaration has its receipt at once', async () => {
  await send('kn-ordf', 'CommitteeService/DeclareExtraordinary', {
    incident: 'incident-1', committeeFunctions: true,
    criteria: { departsFromNormal: 'Skyttar i centrum', seriousDisturbance: 'Många skadade', urgentAction: 'Nu' },
  });
  const [declared] = await entries('extraordinary_declared');
  const number = String(declared?.['sequence']);
  await done('proof', 'receipt', number, '--out', file('beslut.tlog-proof'));
  const report = await verify('beslut.tlog-proof', '--key', await logKey());
  expect(report).toMatchObject({ good: true, entries: 1 });
  expect(report.size).toBeLessThanOrEqual((await entries()).length);
  const { code, said } = await ckl('proof', 'receipt', '99999');
  expect(code).toBe(5);
  expect(said).toContain('Loggen har ingen post 99999');
});

test('what was signed before the power went is still signed for after it', async () => {
  await allSigned();
  writeFileSync(file('minne.checkpoint'), await done('proof', 'checkpoint') + '\n');
  await scenery.pull();
  await scenery.start();
  await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: 'Strömmen är tillbaka' });
  await allSigned();
  await done('export', file('efter.ckl-export'));
  const report = await verify('efter.ckl-export', '--checkpoint', file('minne.checkpoint'));
  expect(report).toMatchObject({ good: true, elsewhereChecked: true });
});

test('a new key is followed from the old one', async () => {
  const first = await logKey();
  expect((await ckl('proof', 'rotate')).code).toBe(4);
  const rotation = scenery.cli(ADMINISTRATOR, 'proof', 'rotate');
  expect(await rotation.exited, rotation.lines.join('\n')).toBe(0);
  const said = rotation.lines.join('\n');
  const second = await logKey();
  expect(second).not.toBe(first);
  expect(said).toContain(second);
  await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: 'Med ny nyckel' });
  await allSigned();
  await done('export', file('bytt.ckl-export'));
  for (const key of [first, second]) {
    expect(await verify('bytt.ckl-export', '--key', key)).toMatchObject({ good: true, keyGiven: true, keys: [first, second] });
  }
});

test('a marked entry is masked for whoever has no part in leading, in streams, pages and exports', async () => {
  await send('tib-1', 'LogService/MarkSecrecy', { number: 1, provision: '21 kap. 1 § OSL', reason: 'hälsa' });
  const page = async (person: string): Promise<Json> =>
    (((await scenery.client(person).call('WorkspaceService/ListEntries', { workspace: 'skarpt', kinds: ['log_entry_written'] }))['entries'] ?? []) as Json[])[0] ?? {};
  expect(JSON.stringify(await page('tib-1'))).toContain(SECRET);
  expect(await page(OUTSIDER)).toMatchObject({ masked: true, logEntryWritten: { number: 1 } });
  expect(JSON.stringify(await page(OUTSIDER))).not.toContain('Anna');

  const read = async (person: string): Promise<Post> => {
    const post = new Post(() => scenery.streamUrl, scenery.token(person), 'skarpt');
    const head = (await entries()).length;
    await until(`${person} has read all`, () => post.through >= head || undefined);
    post.close();
    return post;
  };
  expect(JSON.stringify((await read('tib-1')).entries)).toContain(SECRET);
  const masked = await read(OUTSIDER);
  expect(JSON.stringify(masked.entries)).not.toContain('Anna');
  expect(masked.entries.filter((entry) => entry['masked'] === true)).toHaveLength(1);

  await allSigned();
  const child = scenery.cli(OUTSIDER, 'export', file('utomstaende.ckl-export'));
  expect(await child.exited).toBe(0);
  expect(await verify('utomstaende.ckl-export')).toMatchObject({ good: true });
  const base = Buffer.from(SECRET).toString('base64').slice(8, 24);
  expect(readFileSync(file('utomstaende.ckl-export'), 'utf8')).not.toContain(base);
  const refused = await scenery.client(OUTSIDER).call('LogService/LiftSecrecy',
    { commandId: 'bevis-x', workspace: 'skarpt', number: 1, reason: 'nyfiken' }).catch((error: unknown) => String(error));
  expect(refused).toContain('A33');
});

test('a witness signs what continues the log it saw, and nothing else', async () => {
  const state = file('vittne');
  const witness = (): Promise<{ code: number | string; said: string }> =>
    ckl('witness', '--once', '--state', state, '--name', 'post-2.example.org');
  const first = await witness();
  expect(first.said).toContain('servern tog inte emot underskriften');
  const key = /post-2\.example\.org\+\S+/.exec(first.said)?.[0] ?? '';
  await scenery.server?.stop();
  scenery.rewrite('ckld.yaml', (text) => `${text}\nwitnesses:\n  - "${key}"\n`);
  await scenery.start();
  await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: 'Med vittne' });
  await allSigned();
  const second = await witness();
  expect(second.said).toContain('undertecknat');
  expect(second.code).toBe(0);
  await until('the cosignature is kept', async () => (await done('proof', 'checkpoint')).includes('post-2.example.org') || undefined);
  await done('export', file('bevittnat.ckl-export'));
  expect(await verify('bevittnat.ckl-export', '--witness', key)).toMatchObject({ good: true, cosigned: ['post-2.example.org'] });

  // The disk is set back to a copy, and another history goes on from there.
  await scenery.server?.stop();
  cpSync(join(scenery.data, 'workspaces'), file('kopia'), { recursive: true });
  await scenery.start();
  await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: 'Det som hände' });
  await allSigned();
  expect((await witness()).code).toBe(0);
  await scenery.server?.stop();
  rmSync(join(scenery.data, 'workspaces'), { recursive: true });
  cpSync(file('kopia'), join(scenery.data, 'workspaces'), { recursive: true });
  await scenery.start();
  await allSigned();
  expect(await witness()).toMatchObject({ code: 3, said: expect.stringContaining('kortare') });
  for (let more = 0; more < 3; ++more) {
    await send('tib-1', 'LogService/WriteLogEntry', { kind: 'LOG_KIND_OBSERVATION', text: `Det som påstås ha hänt ${more}` });
  }
  await allSigned();
  expect(await witness()).toMatchObject({ code: 3, said: expect.stringContaining('OMSKRIVEN') });
});

test('in a browser the same file is judged by another verifier', async ({ page }) => {
  await page.goto(`${scenery.url}/granska.html`);
  await page.locator('input[type=file]').first().setInputFiles(file('bytt.ckl-export'));
  await expect(page.getByRole('status')).toContainText('stämmer', { timeout: 30_000 });
  await page.locator('input[type=file]').first().setInputFiles(file('andrat.ckl-export'));
  await expect(page.locator('table')).toContainText('commitment', { timeout: 30_000 });
});
