// The page that the tests open: always the one of the sources, and a newer one made of it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface Built { root: string; remove(): void }

const folder = (): string => mkdtempSync(join(tmpdir(), 'ckl-page-'));
const kept = (root: string): Built => ({ root, remove: () => rmSync(root, { recursive: true, force: true }) });

/** What test/browser/once.ts has built; it stays for the others. */
export const builtPage = (): Built => ({ root: inject('page'), remove: () => undefined });

/** The same page with another script, as the next release would be: `data-newer` stands on its document. */
export function newerPage({ root: old }: Built): Built {
  const root = folder();
  cpSync(old, root, { recursive: true });
  const script = readdirSync(join(root, 'assets')).find((name) => /^index-.+\.js$/.test(name)) ?? '';
  const renamed = 'index-newerOne.js';
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) => /\.(?:html|js)$/.test(one))) {
    const text = readFileSync(join(root, name), 'utf8').replaceAll(script, renamed).replace(/"version":"\w+"/, '"version":"newer"');
    writeFileSync(join(root, name), name.endsWith(script) ? `${text}\ndocument.documentElement.dataset.newer="yes";` : text);
  }
  renameSync(join(root, 'assets', script), join(root, 'assets', renamed));
  return kept(root);
}
