import { describe, expect, it } from 'vitest';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import { chainOf } from '../../chain/model.ts';
import type { CommandInput } from '../../contract.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';
import { scenarioOf } from '../testing/run-scenario.ts';

const BY_ROW = scenarioOf(
  `  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${user}' }
    expect: { challenge: SOFTWARE_TOKEN_MFA }
`,
  'matrix: { axes: { user: [ann, ivy, ann2] } }',
);
const ROWS = ['ann', 'ivy'].map((user) => ({ user }));
const turn = () => new Promise((resolve) => setImmediate(resolve));

function begin(on: DrivenHost, more: Partial<CommandInput<'scenario.runRows'>> = {}) {
  return on.value('scenario.runRows', {
    ...{ text: BY_ROW, file: 'rows.yaml', rows: ROWS, begin: 'seed' },
    ...more,
  });
}

/** Waits for the end; time passes, and questions are answered by `told`. */
async function ended(on: DrivenHost, rowsId: string, told: readonly string[] = []) {
  const asked: string[] = [];
  for (;;) {
    const state = await on.value('scenario.rowsState', { rowsId, from: 0 });
    if (state.ended !== undefined) return { ...state, asked };
    if (state.runId !== undefined) {
      const run = await on.host.ask('scenario.runState', { runId: state.runId });
      const { waits } = run.ok ? (run.value as { waits?: { kind: string; question?: string } }) : {};
      if (waits?.kind === 'ask') {
        await on.value('scenario.tell', { runId: state.runId, value: told[asked.length] ?? '' });
        asked.push(waits.question ?? '');
      }
    }
    await turn();
  }
}

describe('all rows of a matrix', () => {
  it('run one after the other, and each tells what came of it and where', async () => {
    const on = await drivenHost();
    const events = new Set<string>();
    on.host.listen(({ type }) => events.add(type));
    const { rowsId } = await begin(on);
    const state = await ended(on, rowsId);
    expect(state).toMatchObject({
      ...{ file: 'rows.yaml', total: 2, done: 2, broken: 1, ended: { stopped: false } },
      outcomes: [
        { row: { user: 'ann' }, status: 'passed', why: '', chainIds: [expect.any(String)] },
        {
          ...{ row: { user: 'ivy' }, status: 'failed', line: 5 },
          step: 'InitiateAuth USER_PASSWORD_AUTH',
          why: 'challenge: expected SOFTWARE_TOKEN_MFA, got tokens',
          ...{ chainIds: [expect.any(String)], stepId: expect.any(String) },
        },
      ],
    });
    expect(state).not.toHaveProperty('runId');
    expect(events).toContain('scenario.rows');
    const [chainId = ''] = state.outcomes[1]?.chainIds ?? [];
    const chain = chainOf(await on.value('chain.events', { chainId }));
    expect(chain?.steps.map(({ id }) => id)).toEqual([state.outcomes[1]?.stepId]);
    // Only the newer outcomes go over the line again.
    expect((await on.value('scenario.rowsState', { rowsId, from: 1 })).outcomes).toHaveLength(1);
    expect(await on.value('scenario.rowsRuns', {})).toMatchObject([{ rowsId, done: 2, outcomes: [] }]);
    expect(await on.value('scenario.runs', {})).toEqual([]);
  });

  it('leave chains of rows that passed to the history, from where they are opened', async () => {
    const on = await drivenHost();
    const released: string[] = [];
    on.host.listen((event) => event.type === 'chain.released' && released.push(event.chainId));
    const { rowsId } = await begin(on);
    const { outcomes } = await ended(on, rowsId);
    const [passed = '', failed = ''] = outcomes.map(({ chainIds }) => chainIds[0]);
    while (released.length === 0) await turn();
    expect(released).toEqual([passed]);
    const listed = (await on.value('chains.list', {})).map(({ chainId }) => chainId);
    expect(listed).toEqual(expect.arrayContaining([passed, failed]));
    const shown = chainOf(await on.value('chain.events', { chainId: passed }));
    expect(shown).toMatchObject({
      username: 'ann',
      status: 'waiting',
      pending: { name: 'SOFTWARE_TOKEN_MFA' },
    });
    // It goes on where it stood.
    const { pending } = await on.answer(passed, { SOFTWARE_TOKEN_MFA_CODE: '000000' });
    expect(pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('ask for a secret once, and for leave to run a program once', async () => {
    const ports = scenarioPorts({ env: {}, asksBeforePrograms: true });
    const scenarios = { ...ports, commandOutput: async () => 'Correct-horse-1' };
    const on = await drivenHost({ scenarios });
    const text = scenarioOf(
      `  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${user}', PASSWORD: '\${PW}' }
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${user}', PASSWORD: '\${code.x}' }
`,
      'matrix: { axes: { user: [ivy] } }\nsecrets: { PW: }\ncodes: { x: { command: [code] } }',
    );
    const rows = [{ user: 'ivy' }, { user: 'ivy' }];
    const { rowsId } = await begin(on, { text, rows });
    const state = await ended(on, rowsId, ['Hidden-horse-9', 'yes']);
    expect(state.asked).toEqual(['PW', expect.stringContaining('runs a program')]);
    expect(state.outcomes.map(({ status }) => status)).toEqual(['passed', 'passed']);
    expect(JSON.stringify(state)).not.toContain('Hidden-horse-9');
  });

  it('stop in the midst: the row under way ends, the others are not begun', async () => {
    const on = await drivenHost();
    const text = scenarioOf('  - wait: 1h\n', 'matrix: { axes: { user: [ann, ivy] } }');
    const { rowsId } = await begin(on, { text });
    await expect(begin(on)).rejects.toThrow('SCENARIO_UNDER_WAY');
    while ((await on.value('scenario.rowsState', { rowsId, from: 0 })).runId === undefined) await turn();
    await on.value('scenario.stopRows', { rowsId });
    expect(await ended(on, rowsId)).toMatchObject({
      ...{ total: 2, done: 1, ended: { stopped: true } },
      outcomes: [{ status: 'error', code: 'SCENARIO_STOPPED' }],
    });
    await expect(on.value('scenario.stopRows', { rowsId: 'none' })).rejects.toThrow('RUN_UNKNOWN');
  });

  it('keep the last run of a file, and go on where a row can’t be begun', async () => {
    const on = await drivenHost();
    const first = await begin(on, { rows: [{ user: 'ann', target: 'nowhere' }, ...ROWS] });
    expect((await ended(on, first.rowsId)).outcomes.map(({ status }) => status)).toEqual([
      'error',
      'passed',
      'failed',
    ]);
    const second = await begin(on, { rows: ROWS.slice(1) });
    await ended(on, second.rowsId);
    expect(await on.value('scenario.rowsRuns', {})).toMatchObject([{ rowsId: second.rowsId, total: 1 }]);
  });

  it('refuse a text that is no scenario', async () => {
    const on = await drivenHost();
    await expect(begin(on, { text: 'version: 1\n' })).rejects.toThrow('SCENARIO_INVALID');
  });
});
