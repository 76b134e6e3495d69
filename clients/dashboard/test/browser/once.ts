// The built page, once for all tests of a run that need it: built as it is shipped, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { hasChromium } from './house';

declare module 'vitest' {
  export interface ProvidedContext { page: string }
}

/** Files of tests that open the built page. */
const need = /browser|offline|wall/;

export default async function once(project: TestProject): Promise<(() => void) | undefined> {
  const asked = process.argv.slice(2).filter((word) => word.includes('test'));
  const wanted = hasChromium && (asked.length === 0 || asked.some((word) => need.test(word)));
  const root = wanted ? mkdtempSync(join(tmpdir(), 'ckl-page-')) : '';
  project.provide('page', root);
  if (!wanted) return undefined;
  // As it is shipped, and as its budget is meant: the test runner's own environment gives a larger page.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({ root: fileURLToPath(new URL('../..', import.meta.url)), logLevel: 'error', build: { outDir: root, emptyOutDir: true } });
  process.env['NODE_ENV'] = before;
  return () => rmSync(root, { recursive: true, force: true });
}
