import { describe, expect, it } from 'vitest';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import type { Http } from '../ports.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';
import { runScenario, scenarioOf } from '../testing/run-scenario.ts';

const WAITS = `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy }
    expect: { tokens: true }
  - wait: 1m
  - operate: GetUser
`;
const OVER = {
  code: 'SCENARIO_TIMEOUT',
  detail: 'The whole scenario may take 30s, and that time is over.',
};

/** A service that never answers. */
const SILENT: Http = {
  send: (_request, cancel) =>
    new Promise((resolve) => {
      cancel?.onCancel(() =>
        resolve({
          ok: false,
          code: 'CANCELLED',
          detail: 'Cancelled.',
          timing: { total: 0 },
          sentHeaders: [],
        }),
      );
    }),
};

describe('the time limit of a scenario', () => {
  it('ends it at the step that is under way, which says so, and leaves out what follows', async () => {
    const result = await runScenario(scenarioOf(WAITS, 'timeout: 30s'));
    expect(result).toMatchObject({
      status: 'error',
      steps: [{ status: 'passed' }, { status: 'error', checks: [], fault: OVER }, { status: 'skipped' }],
    });
    expect(result).not.toHaveProperty('fault');
  });

  it('is the file’s own where it has one, else that of the run', async () => {
    expect(await runScenario(scenarioOf(WAITS), { timeout: '30s' })).toMatchObject({
      steps: [{}, { fault: OVER }, {}],
    });
    expect(await runScenario(scenarioOf(WAITS, 'timeout: 2m'), { timeout: '30s' })).toMatchObject({
      status: 'passed',
    });
    expect(await runScenario(scenarioOf(WAITS))).toMatchObject({ status: 'passed' });
  });

  it('is longer than nothing, wherever it is said', async () => {
    const on = await drivenHost();
    const begin = { text: scenarioOf(WAITS), file: 'a.yaml', begin: 'seed', pace: 'through' } as const;
    for (const timeout of ['0s', '0.1ms', '30', ' 30s'])
      expect(await on.host.ask('scenario.run', { ...begin, timeout })).toMatchObject({
        error: { code: 'INPUT_INVALID', field: 'timeout' },
      });
    expect(await on.host.ask('scenario.run', { ...begin, timeout: '1ms' })).toMatchObject({ ok: true });
  });

  it('is no check that may be expected to fail', async () => {
    const on = await drivenHost({ http: SILENT });
    const target = { endpoint: 'http://127.0.0.1:9', clientId: 'abc' };
    const text = scenarioOf(
      `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: a, PASSWORD: '\${PW}' }\n    expect: { error: InternalErrorException }\n`,
      'timeout: 30s\nsecrets: { PW: }',
    );
    const { runId } = await on.value('scenario.run', {
      ...{ text, file: 'a.yaml', begin: 'as it is', pace: 'through', target, secrets: { PW: 'Any-horse-1' } },
    });
    await sentBy(on, runId);
    on.clock.move(31_000);
    expect(await endOf(on, runId)).toMatchObject({
      status: 'error',
      steps: [{ status: 'error', checks: [], fault: OVER, stepIds: [expect.any(String)] }],
    });
  });

  it('stands while a person is asked, and while they step', async () => {
    const on = await drivenHost();
    const text = scenarioOf(
      `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: ivy, PASSWORD: '\${PW}' }\n    expect: { error: NotAuthorizedException }\n`,
      'timeout: 30s\nsecrets: { PW: }',
    );
    const { runId } = await on.value('scenario.run', {
      ...{ text, file: 'a.yaml', begin: 'seed', pace: 'steps' },
    });
    await waitsFor(on, runId, 'next');
    on.clock.move(3_600_000);
    await on.value('scenario.next', { runId });
    await waitsFor(on, runId, 'ask');
    on.clock.move(3_600_000);
    await on.value('scenario.tell', { runId, value: 'Wrong-horse-1' });
    expect(await endOf(on, runId)).toMatchObject({ status: 'passed' });
  });

  it('does not wait for a program or an inbox that hangs, nor does a stop', async () => {
    let asked = 0;
    const forever = () => ((asked += 1), new Promise<never>(() => undefined));
    const scenarios = { ...scenarioPorts({ env: {} }), commandOutput: forever, fetchText: forever };
    /** Once the run waits for its source. */
    const hanging = async (before: number) => {
      while (asked === before) await setTimer();
    };
    const on = await drivenHost({ scenarios });
    const hangs = (source: string) =>
      scenarioOf(
        `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: ivy, PASSWORD: '\${code.x}' }\n`,
        `timeout: 30s\ncodes: { x: ${source} }`,
      );
    for (const source of ['{ command: [code] }', "{ http: 'http://127.0.0.1:9/' }"]) {
      const begin = { text: hangs(source), file: 'a.yaml', begin: 'seed', pace: 'through' } as const;
      let before = asked;
      const timed = await on.value('scenario.run', begin);
      await hanging(before);
      on.clock.move(31_000);
      expect(await endOf(on, timed.runId)).toMatchObject({ steps: [{ fault: OVER }] });
      before = asked;
      const stopped = await on.value('scenario.run', begin);
      await hanging(before);
      await on.value('scenario.stop', { runId: stopped.runId });
      expect(await endOf(on, stopped.runId)).toMatchObject({ fault: { code: 'SCENARIO_STOPPED' } });
    }
  });
});

const setTimer = () => new Promise((resolve) => setImmediate(resolve));

async function endOf(on: DrivenHost, runId: string) {
  for (;;) {
    const { result } = await on.value('scenario.runState', { runId });
    if (result !== undefined) return result;
    await setTimer();
  }
}

async function waitsFor(on: DrivenHost, runId: string, kind: string): Promise<void> {
  while ((await on.value('scenario.runState', { runId })).waits?.kind !== kind) await setTimer();
}

/** Waits until a request of the run is under way. */
async function sentBy(on: DrivenHost, runId: string): Promise<void> {
  for (;;) {
    const { chainIds } = await on.value('scenario.runState', { runId });
    const [chainId] = chainIds;
    if (chainId !== undefined) {
      const events = await on.value('chain.events', { chainId });
      if (events.some(({ type }) => type === 'step.sent')) return;
    }
    await setTimer();
  }
}
