import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './stories',
  globalSetup: './support/clear-evidence.ts',
  projects: [
    { name: 'stories', testMatch: '*.spec.ts', testIgnore: 'leaks.spec.ts' },
    // Searches what all the others left behind.
    { name: 'leaks', testMatch: 'leaks.spec.ts', dependencies: ['stories'] },
  ],
  // A folder of its own: Playwright empties it, and reports lie beside it.
  outputDir: '../test-results/e2e',
  // One window at a time: they share the display, the keyring and two cores.
  workers: 1,
  fullyParallel: false,
  // A story that passes at the second try is not a story that passes.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: { actionTimeout: 10_000, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
