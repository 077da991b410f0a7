import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Generous: nothing here measures time, and a busy machine must not fail what is right. */
const patience = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 10_000 } } };
const alias = { '@core': resolve(import.meta.dirname, 'src') };

export default defineConfig({
  test: {
    // One a core: left alone, Vitest keeps one core for itself, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          ...patience,
          name: 'core',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          // The core keeps no state and touches no global, so its tests share what they import: half the time.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...patience,
          name: 'main',
          globalSetup: 'main/testing/build-once.ts',
          environment: 'node',
          include: ['main/**/*.test.ts', 'scripts/**/*.test.mjs'],
        },
      },
      {
        plugins: [vue()],
        resolve: { alias },
        test: { ...patience, name: 'renderer', environment: 'happy-dom', include: ['renderer/**/*.test.ts'] },
      },
    ],
  },
});
