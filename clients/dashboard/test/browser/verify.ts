// The page that checks files of the log, with good and bad ones chosen in it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { archive, fileOf, first, logSigner, smallLog, turnedLog } from '../proof/log';
import type { Scene } from './scenes';

const log = smallLog();
const incident = {
  what: 'incident incident-4',
  shows: (entry: number) => [1, 2, 4, 9, 10, 11].includes(entry),
  masks: (_: number, field: number) => field === 3,
};
/** The content of a field, its entry's leaf, and the removal of another entry. */
const damaged = log.export()
  .map((line, at) => (at === 7 ? line.replace(/("covered",1,"[^"]*","[^"]*",)"[^"]*"/, '$1"CgZhbm5hdA=="') : line))
  .filter((_, at) => at !== 12);

const decision = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../../tests/proof/vectors/decision-${name}.ckl-export`, import.meta.url)));

export const files = {
  whole: { name: 'stockholm-2026-09-21.ckl-export', mimeType: '', buffer: fileOf(log.export()) },
  part: { name: 'incident-4.ckl-export', mimeType: '', buffer: fileOf(log.export(incident)) },
  damaged: { name: 'stockholm-2026-09-21.ckl-export', mimeType: '', buffer: fileOf(damaged) },
  receipt: { name: 'beslut.tlog-proof', mimeType: '', buffer: Buffer.from(log.receipt(6)) },
  signed: { name: 'beslut.ckl-export', mimeType: '', buffer: decision('left-out') },
  unsigned: { name: 'beslut.ckl-export', mimeType: '', buffer: decision('altered-criteria') },
  turned: { name: 'bytt.ckl-export', mimeType: '', buffer: fileOf(turnedLog().export()) },
};

export const answered = (page: Page, verdict: string) => page.waitForSelector(`.verdict[data-verdict="${verdict}"]`);

const given = async (page: Page, file: keyof typeof files, keys: string, elsewhere = ''): Promise<void> => {
  await page.locator('#keys').fill(keys);
  await page.locator('#elsewhere').fill(elsewhere);
  await page.locator('#file').setInputFiles(files[file]);
};

const scene = (name: string, act?: Scene['act']): Scene =>
  ({ name: `verify-${name}`, story: 'empty', path: '/granska.html', still: '.verify form', act });

export const verifies: Scene[] = [
  scene('start'),
  scene('none', async (page) => {
    await page.getByRole('button', { name: 'Granska' }).click();
    await page.getByText('Välj en fil först.').waitFor();
  }),
  scene('good', async (page) => {
    await given(page, 'whole', `${first.vkey}\n${archive.vkey}`, log.checkpoints.get(6));
    await answered(page, 'good');
  }),
  scene('part', async (page) => {
    await given(page, 'part', '');
    await answered(page, 'keyless');
  }),
  scene('receipt', async (page) => {
    await given(page, 'receipt', first.vkey);
    await answered(page, 'good');
  }),
  scene('bad', async (page) => {
    await given(page, 'damaged', first.vkey);
    await answered(page, 'bad');
  }),
  scene('beside', async (page) => {
    await given(page, 'whole', logSigner('ckl/ffffffffffffffffffffffffffffffff', 'x').vkey, 'nej');
    await answered(page, 'bad');
  }),
  scene('signed', async (page) => {
    await given(page, 'signed', '');
    await answered(page, 'keyless');
    await page.getByText('Underskrivna beslut stämmer').waitFor();
  }),
  scene('unsigned', async (page) => {
    await given(page, 'unsigned', '');
    await answered(page, 'bad');
    await page.getByText('«Avviker från det normala» i texten').waitFor();
  }),
  scene('english', async (page) => {
    await given(page, 'part', '');
    await answered(page, 'keyless');
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByText('This is not checked').waitFor();
  }),
];
