import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import { drivenHost } from '../../host/testing/driven-host.ts';
import { coverageOf } from '../coverage.ts';
import type { ScenarioResult } from '../result.ts';
import { suite } from './suite.ts';

const results = new Map<string, ScenarioResult>();

describe('the suite we ship', async () => {
  const test = await drivenHost();
  it.each(suite.map(({ file, text }) => [file, text]))('%s is green on the sandbox', async (file, text) => {
    const { runId } = await test.value('scenario.run', { text, file, begin: 'seed', pace: 'through' });
    for (;;) {
      const { result } = await test.value('scenario.runState', { runId });
      if (result === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      results.set(file, result);
      const bad = result.steps.find(({ status }) => status !== 'passed');
      expect({ fault: result.fault, bad, status: result.status }).toEqual({ status: 'passed' });
      return;
    }
  });

  it('touches everything', () => {
    const logs: (readonly ChainEvent[])[] = [...results.values()].flatMap(({ chains }) => [...chains]);
    const { challenges, transitions, errors, unlisted } = coverageOf(logs);
    const gaps = {
      challenges: challenges.filter(({ chains }) => chains === 0).map(({ name }) => name),
      transitions: transitions.filter(({ chains }) => chains === 0).map(({ from, to }) => `${from} → ${to}`),
      errors: errors.filter(({ chains }) => chains === 0).map(({ name }) => name),
    };
    expect(unlisted).toEqual([]);
    expect(gaps).toEqual({ challenges: [], transitions: [], errors: [] });
  });
});
