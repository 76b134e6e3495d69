// The page built for a test into a folder of its own, so that it is always the one of the sources.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { vi } from 'vitest';

export interface Built { root: string; remove(): void }

export async function buildPage(plugins: Plugin[] = []): Promise<Built> {
  const root = mkdtempSync(join(tmpdir(), 'ckl-page-'));
  // As it is shipped, and as its budget is meant: the test runner's own environment gives a larger page.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    plugins,
    build: { outDir: root, emptyOutDir: true },
  });
  vi.unstubAllEnvs();
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
