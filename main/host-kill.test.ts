import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildBesidePackages } from './testing/build-scripts.ts';
import { builtSandbox } from './testing/built-sandbox.ts';
import { killRounds } from './testing/kill-rounds.ts';

/** `npm run bench history-kill` does 200. */
const KILLS = 10;

vi.setConfig({ testTimeout: 300_000 });
let built: Awaited<ReturnType<typeof buildBesidePackages>>;
beforeAll(async () => {
  built = await buildBesidePackages('testing/host-writer');
});
afterAll(() => built.remove());

test(`a host that is killed ${KILLS} times while it signs people in loses nothing it said it had kept`, async () => {
  const figures = await killRounds({
    script: built.script,
    sandboxScript: builtSandbox().script,
    kills: KILLS,
    leastSteps: KILLS + 1,
    killsOfAFile: 5,
    withinMs: 400,
  });
  expect(figures.kills).toBeGreaterThanOrEqual(KILLS);
  expect(figures.steps).toBeGreaterThan(KILLS);
  expect(figures.kept).toBeLessThanOrEqual(figures.told);
});
