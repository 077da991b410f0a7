import { expect, test } from 'vitest';
import type { ChainEvent } from '@core/chain/event.ts';
import { coverageOf } from '@core/scenario/coverage.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { gallery } from '@core/scenario/gallery.ts';
import { builtSandbox } from '../../testing/built-sandbox.ts';
import { shell } from '../evidence/testing/typed.ts';
import { openLane, type LaneWish } from './lane.ts';
import { loadCases } from './load.ts';
import { runSuite } from './suite.ts';

const LANES = 2;

/** Why no scenario of the gallery gets there. */
const GAPS: Readonly<Record<string, string>> = {};

test('the whole gallery passes on the sandbox, and touches all there is but what has a reason', async () => {
  const { cases, broken } = await loadCases(['gallery'], '/nowhere', undefined);
  expect(broken).toEqual([]);
  expect(new Set(cases.map(({ file }) => file)).size).toBe(gallery.size);
  const at = shell(builtSandbox().script);
  const wish: LaneWish = {
    around: at.surroundings(),
    env: {},
    folder: at.path('data'),
    record: false,
    keychain: false,
    target: undefined,
    confirmed: undefined,
    sandbox: true,
    secrets: () => ({}),
    ask: async () => undefined,
  };
  const bad: ScenarioResult[] = [];
  const logs: (readonly ChainEvent[])[] = [];
  try {
    await runSuite({
      ...{ cases, workers: LANES, retries: 0, bail: false },
      open: () => openLane(wish),
      began: () => undefined,
      ended: async (result) => {
        if (result.status !== 'passed') bad.push(result);
        logs.push(...result.chains);
      },
    }).end;
  } finally {
    at.remove();
  }
  expect(bad.map(({ id, steps, fault }) => ({ id, steps, fault }))).toEqual([]);

  const { challenges, transitions, errors, unlisted } = coverageOf(logs);
  const untouched = [
    ...[...challenges, ...errors].filter(({ chains }) => chains === 0).map(({ name }) => name),
    ...transitions.filter(({ chains }) => chains === 0).map(({ from, to }) => `${from} → ${to}`),
  ];
  expect(untouched.sort()).toEqual(Object.keys(GAPS).sort());
  for (const reason of Object.values(GAPS)) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  expect(unlisted).toEqual([]);
}, 240_000);
