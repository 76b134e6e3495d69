// Build of the dashboard: hashed files under /assets, no inline script or style, and a budget that fails the build.
import { defineConfig } from 'vitest/config';
import { inlineEnums, packEnglish, packFiles, plainImports, precacheList, scriptBudget } from './scripts/bundle.ts';

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [inlineEnums(), packEnglish(), plainImports(), scriptBudget(), precacheList(), packFiles()],
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    target: 'es2022',
    cssMinify: true,
    reportCompressedSize: false,
    // The telephone's page and the one that checks files of the log are pages of their own: what an alarm needs does not grow by them.
    rolldownOptions: { input: { index: 'index.html', telefon: 'telefon.html', granska: 'granska.html' } },
  },
  // A service worker's address never changes, and where it lies is what it may serve.
  worker: { format: 'iife', rolldownOptions: { output: { entryFileNames: 'sw.js' } } },
  test: { environment: 'node', include: ['test/**/*.test.{ts,tsx}'], globalSetup: ['test/browser/once.ts'], testTimeout: 20_000 },
});
