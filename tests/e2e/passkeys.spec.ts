// Passkeys with the real server, a real browser and a virtual authenticator: invited, made, used to sign in, refused; a declaration
// that is signed, and proved without the server; a key that is revoked while somebody is signed in with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import type { Json } from './client.ts';
import { Scenery } from './scenery.ts';

const CHAIR = 'kn-ordf';
const ADMINISTRATOR = 'administrator-1';
const GROUNDS = ['Ingen motsvarighet i det ordinarie.', 'Kollektivtrafiken står stilla.', 'Staden måste ordna övernattning inom timmar.'];

let scenery: Scenery;

test.describe.configure({ mode: 'serial', timeout: 40_000 });

test.beforeAll(async () => {
  scenery = await Scenery.build([ADMINISTRATOR]);
  await scenery.start();
  for (const [at, headline] of ['Vattenläcka', 'Brand'].entries()) {
    await scenery.client('tib-1').call('IncidentService/ReportIncident', { commandId: `larm-${at}`, workspace: 'skarpt',
      kind: 'INCIDENT_KIND_VIOLENCE', level: 'ESCALATION_LEVEL_SERIOUS', headline, place: 'Drottninggatan' });
  }
});

test.afterAll(async () => { await scenery?.strike(); });

// One device for the whole play: its keys go from page to page.
interface Device { session: CDPSession; id: string }
interface Credential {
  credentialId: string; isResidentCredential: boolean; rpId?: string; privateKey: string; userHandle?: string; signCount: number;
}
interface Kept { credentials: Credential[] }
let keys: Kept['credentials'] = [];

async function plugIn(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true } });
  for (const credential of keys) await session.send('WebAuthn.addCredential', { authenticatorId: id, credential });
  return { session, id };
}

async function unplug(device: Device): Promise<void> {
  keys = (await device.session.send('WebAuthn.getCredentials', { authenticatorId: device.id }) as Kept).credentials;
}

async function ckl(person: string, ...words: string[]): Promise<string> {
  const child = scenery.cli(person, ...words);
  expect(await child.exited, child.lines.join('\n')).toBe(0);
  return child.lines.join('\n');
}

const entries = async (kind: string): Promise<Json[]> => (await scenery.entries()).filter((entry) => entry[kind]);

async function signIn(page: Page): Promise<void> {
  await page.goto(`${scenery.url}/signin`);
  await page.locator('#passkey-sign-in').click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

async function layOut(page: Page): Promise<void> {
  await page.goto(`${scenery.url}/forklara`);
  await page.getByText('Vattenläcka').first().click();
  for (const [at, text] of GROUNDS.entries()) await page.locator('.declare textarea').nth(at).fill(text);
  await page.getByRole('button', { name: 'Granska' }).click();
  await expect(page.locator('#decision-text')).toContainText('Händelsen är en extraordinär händelse');
}

test('an invitation makes one passkey, on the device that opens it', async ({ page }) => {
  const device = await plugIn(page);
  const said = await ckl(ADMINISTRATOR, 'passkey', 'invite', CHAIR);
  const link = /http:\S+/.exec(said)?.[0] ?? '';
  expect(link).toContain('/nyckel#cklp_');
  await page.goto(link);
  await expect(page).not.toHaveURL(/cklp_/);
  await page.locator('#passkey-make').click();
  await expect.poll(async () => (await entries('passkeyChanged')).map((entry) => (entry['passkeyChanged'] as Json)['change']))
    .toEqual(['PASSKEY_CHANGE_INVITED', 'PASSKEY_CHANGE_ADDED']);
  await unplug(device);
  expect(keys).toHaveLength(1);
  expect(await ckl(ADMINISTRATOR, 'passkey', 'list', '--all')).toContain(CHAIR);
  // The same link is of no use to whoever finds it.
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('main')).toContainText('Inbjudan är använd');
  expect(await entries('passkeyChanged')).toHaveLength(2);
});

test('the passkey signs in, and the session is a cookie that no script reads', async ({ page, context }) => {
  const device = await plugIn(page);
  await signIn(page);
  const cookie = (await context.cookies()).find(({ name }) => name === 'ckl_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('ckl_session');
  expect(await ckl(ADMINISTRATOR, 'passkey', 'sessions', '--all')).toContain(CHAIR);
  await unplug(device);
});

test('nobody signs in unverified, by a replayed answer, or from another site', async ({ page }) => {
  const device = await plugIn(page);
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: false });
  await page.goto(`${scenery.url}/signin`);
  await page.locator('#passkey-sign-in').click();
  await expect(page.locator('.error')).toBeVisible();
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: true });
  const sent = page.waitForRequest(/PasskeyService\/SignIn$/);
  await page.locator('#passkey-sign-in').click();
  const request = await sent;
  await expect(page.getByRole('navigation').first()).toBeVisible();
  const body = new Uint8Array(request.postDataBuffer() ?? []);
  const headers = { 'Content-Type': 'application/proto' };
  const replayed = await fetch(request.url(), { method: 'POST', headers, body });
  expect(replayed.status).toBeGreaterThanOrEqual(400);
  expect(await replayed.text()).toContain('PASSKEY_EXPIRED');
  expect(replayed.headers.get('set-cookie')).toBeNull();
  const foreign = await fetch(request.url(), { method: 'POST', headers: { ...headers, Origin: 'http://evil.example.org' }, body });
  expect(foreign.status).toBe(403);
  await unplug(device);
});

test('a decision is refused unverified and cancelled; signed, it is journaled and proved without the server', async ({ page }) => {
  const device = await plugIn(page);
  await signIn(page);
  await layOut(page);
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: false });
  await page.locator('#decision-sign').click();
  await expect(page.getByRole('main')).toContainText(/inget (beslut )?är (fattat|beslutat)/i);
  expect(await entries('extraordinaryDeclared')).toHaveLength(0);
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: true });
  const text = await page.locator('#decision-text').textContent();
  await page.locator('#decision-sign').click();
  await expect(page.locator('.receipt')).toBeVisible();
  const [declared] = await entries('extraordinaryDeclared');
  const [signed] = await entries('decisionSigned');
  expect(declared?.['actor']).toMatchObject({ person: CHAIR, capacity: 'KN_CHAIR' });
  expect(signed?.['commandId']).toBe(declared?.['commandId']);
  const evidence = signed?.['decisionSigned'] as Json;
  expect(String(evidence['text']).trim()).toBe(text?.trim());
  for (const ground of GROUNDS) expect(String(evidence['text'])).toContain(ground);
  await unplug(device);

  const file = join(scenery.folder, 'beslut.ckl-export');
  await ckl('registrator-1', 'export', file);
  const report = JSON.parse(await ckl('registrator-1', '--json', 'verify', file)) as Json;
  expect(report).toMatchObject({ good: true });
  expect(readFileSync(file, 'utf8').length).toBeGreaterThan(0);
});

test('whoever has a passkey does not decide without it', async () => {
  const client = scenery.client(CHAIR);
  await expect(client.call('CommitteeService/DeclareExtraordinary', { commandId: 'utan-1', workspace: 'skarpt', incident: 'incident-2',
    criteria: { departsFromNormal: 'a', seriousDisturbance: 'b', urgentAction: 'c' } })).rejects.toThrow(/SIGNATURE_MISSING|undertecknat/);
});

test('a revoked key ends what it opened, at once', async ({ page }) => {
  const device = await plugIn(page);
  await signIn(page);
  const list = await ckl(ADMINISTRATOR, 'passkey', 'list', '--all');
  const fingerprint = /^([0-9a-f]{16})/m.exec(list)?.[1] ?? '';
  await ckl(ADMINISTRATOR, 'passkey', 'revoke', fingerprint);
  await expect(page.locator('.signin')).toBeVisible();
  await page.locator('#passkey-sign-in').click();
  await expect(page.locator('.signin .error')).toBeVisible();
  expect(await ckl(ADMINISTRATOR, 'passkey', 'sessions', '--all')).toContain('Ingen');
  await unplug(device);
});
