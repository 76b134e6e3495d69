// Build of the dashboard: hashed files under /assets, no inline script or style, and a budget that fails the build.
import { defineConfig } from 'vitest/config';
import { inlineEnums, packEnglish, plainImports, scriptBudget } from './scripts/bundle.ts';

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [inlineEnums(), packEnglish(), plainImports(), scriptBudget()],
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    target: 'es2022',
    cssMinify: true,
    reportCompressedSize: false,
  },
  test: { environment: 'node', include: ['test/**/*.test.{ts,tsx}'] },
});
