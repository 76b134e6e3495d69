import { defineConfig } from '@playwright/test';

// The tests start their own servers on ports of the system's choosing; they share nothing, but one
// after another leaves the timing of each undisturbed on a small machine.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: '../../build/e2e/results',
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  },
});
