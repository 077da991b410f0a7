import { defineConfig } from '@playwright/test';
import { enterStage, stageCount } from './support/stages.ts';

/** Set where the stories and the search of what they left are runs of their own: see scripts/e2e/parts.mjs. */
const part = process.env['COUNTERSIGN_E2E_PART'];
const results = part === undefined ? '../test-results/e2e' : `../test-results/e2e-${part}`;

// Each worker reads this file before it runs a story.
enterStage();

export default defineConfig({
  testDir: './stories',
  // Parts add to one evidence.
  ...(part === undefined ? { globalSetup: './support/clear-evidence.ts' } : {}),
  projects: [
    { name: 'stories', testMatch: '*.spec.ts', testIgnore: 'leaks.spec.ts' },
    // Searches what all the others left behind.
    { name: 'leaks', testMatch: 'leaks.spec.ts', dependencies: ['stories'] },
  ],
  // A folder of its own: Playwright empties it, and reports lie beside it.
  outputDir: results,
  // One window at a time on a stage: they share its display and its keyring.
  workers: stageCount,
  fullyParallel: false,
  // A story that passes at the second try is not a story that passes.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: `${results}.json` }]],
  use: {
    actionTimeout: 10_000,
    // A trace takes a fifth of a story's time, and a whole run is long: whoever looks into a failure runs that story alone.
    trace: part === undefined ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
