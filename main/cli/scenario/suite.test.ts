import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coreFault } from '@core/form/form.ts';
import { RESULT_VERSION, type ScenarioResult, type ScenarioStatus } from '@core/scenario/result.ts';
import type { Lane } from './lane.ts';
import type { Planned } from './planned.ts';
import { runSuite, type Suite } from './suite.ts';

const planned = (id: string): Planned => ({
  id,
  file: `${id}.yaml`,
  name: id,
  title: id,
  tags: [],
  row: {},
  text: '',
  secrets: [],
  fields: [],
  variables: [],
  on: 'sandbox',
  keychain: false,
});

function ended(of: Planned, status: ScenarioStatus, attempt: number): ScenarioResult {
  const { id, file, name, title, tags, row } = of;
  return {
    v: RESULT_VERSION,
    ...{ id, file, name, title, tags, row, attempt, status },
    target: '',
    startedAt: 0,
    ms: 0,
    flaky: false,
    steps: [],
    chains: [],
  };
}

interface Ran {
  readonly results: ScenarioResult[];
  /** The most that were under way at once. */
  readonly most: number;
  readonly open: number;
}

async function ran(
  about: Partial<Suite> & { readonly cases: readonly Planned[] },
  run: (of: Planned, attempt: number) => ScenarioStatus | Promise<ScenarioStatus>,
): Promise<Ran> {
  const results: ScenarioResult[] = [];
  let underWay = 0;
  let most = 0;
  let open = 0;
  const lane = (): Lane => ({
    async run(of, attempt) {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      const status = await run(of, attempt);
      underWay -= 1;
      return ended(of, status, attempt);
    },
    stop: () => undefined,
    close: async () => void (open -= 1),
  });
  const suite = runSuite({
    workers: 2,
    retries: 0,
    bail: false,
    open: async () => {
      open += 1;
      return lane();
    },
    began: () => undefined,
    ended: async (result) => void results.push(result),
    ...about,
  });
  await suite.end;
  return { results, most, open };
}

describe('a suite', () => {
  it('runs every case exactly once, on no more lanes than wished, and closes them all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(2),
        async (count, workers, retries) => {
          const cases = Array.from({ length: count }, (_, at) => planned(String(at)));
          const { results, most, open } = await ran({ cases, workers, retries }, ({ id }) =>
            Number(id) % 3 === 0 ? 'failed' : 'passed',
          );
          expect(results.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(cases.map((_, at) => at));
          expect(most).toBeLessThanOrEqual(workers);
          expect(open).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('tries again what did not pass, and says that it was flaky', async () => {
    const cases = ['steady', 'flaky', 'broken'].map(planned);
    const { results } = await ran({ cases, retries: 2 }, ({ id }, attempt) =>
      id === 'steady' || (id === 'flaky' && attempt === 3) ? 'passed' : 'failed',
    );
    const by = (id: string) => results.find((result) => result.id === id);
    expect(by('steady')).toMatchObject({ status: 'passed', attempt: 1, flaky: false });
    expect(by('steady')).not.toHaveProperty('earlier');
    expect(by('flaky')).toMatchObject({ status: 'passed', attempt: 3, flaky: true });
    expect(by('flaky')?.earlier?.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'failed'],
      [2, 'failed'],
    ]);
    expect(by('broken')).toMatchObject({ status: 'failed', attempt: 3, flaky: false });
  });

  it('begins nothing after the first that did not pass where it is to stop there', async () => {
    const cases = ['a', 'b', 'c', 'd', 'e'].map(planned);
    const { results } = await ran({ cases, workers: 1, bail: true }, ({ id }) =>
      id === 'b' ? 'failed' : 'passed',
    );
    expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'a passed',
      'b failed',
      'c skipped',
      'd skipped',
      'e skipped',
    ]);
  });

  it('tells of every case also where it is stopped', async () => {
    const cases = ['a', 'b', 'c'].map(planned);
    const results: ScenarioResult[] = [];
    let stopLane: (() => void) | undefined;
    const suite = runSuite({
      cases,
      workers: 1,
      retries: 3,
      bail: false,
      open: async () => ({
        run: (of, attempt) =>
          new Promise((resolve) => {
            stopLane = () => resolve(ended(of, 'error', attempt));
            suite.stop();
          }),
        stop: () => stopLane?.(),
        close: async () => undefined,
      }),
      began: () => undefined,
      ended: async (result) => void results.push(result),
    });
    await suite.end;
    expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual(['a error', 'b skipped', 'c skipped']);
  });

  it('tells at once why, where no lane can be opened', async () => {
    const cases = ['a', 'b', 'c'].map(planned);
    let tried = 0;
    const { results } = await ran(
      {
        cases,
        workers: 1,
        open: () => {
          tried += 1;
          return Promise.reject(coreFault('SANDBOX_START', 'Port 1 is taken.'));
        },
      },
      () => 'passed',
    );
    expect(tried).toBe(1);
    expect(results.map(({ status, fault }) => [status, fault?.code])).toEqual(
      cases.map(() => ['error', 'SANDBOX_START']),
    );
  });
});
