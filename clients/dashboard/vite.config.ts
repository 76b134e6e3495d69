// Build of the dashboard: hashed files under /assets, no inline script or style, and a budget that fails the build.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const scriptBudgetBytes = 60 * 1024;

function scriptBudget(): Plugin {
  return {
    name: 'script-budget',
    generateBundle(_options, bundle) {
      let total = 0;
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') total += gzipSync(file.code, { level: 9 }).length;
      }
      const words = `script: ${(total / 1024).toFixed(1)} KB gzip of ${scriptBudgetBytes / 1024} KB`;
      if (total > scriptBudgetBytes) this.warn(`${words}; over the budget`);
      else console.log(words);
    },
  };
}

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [scriptBudget()],
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    cssMinify: true,
    reportCompressedSize: false,
  },
  test: { environment: 'node', include: ['test/**/*.test.{ts,tsx}'] },
});
