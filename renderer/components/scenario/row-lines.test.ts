import type { RowOutcome } from '@core/contract/scenario.ts';
import { describe, expect, it } from 'vitest';
import type { ShownRows } from '../../stores/scenario-rows.ts';
import { columnsOf, didNotPass, rowLines, rowsSaid } from './row-lines.ts';

const rows = ['ann', 'bob', 'cy'].map((user) => ({ user }));
const passed: RowOutcome = { row: { user: 'ann' }, status: 'passed', ms: 40, why: '', chainIds: ['a'] };
const run = (outcomes: readonly RowOutcome[], more: Partial<ShownRows> = {}): ShownRows => ({
  ...{ rowsId: 'r', file: 'a.yaml', startedAt: 0, total: 3, rows, outcomes },
  ...{ done: outcomes.length, broken: outcomes.filter(({ status }) => status !== 'passed').length },
  ...more,
});
const words = (of: ShownRows | undefined): string[] => rowLines(rows, of).map(({ word }) => word);

describe('the rows of a matrix', () => {
  it('are all to run before any has', () => {
    expect(words(undefined)).toEqual(['to run', 'to run', 'to run']);
    expect(columnsOf(rowLines(rows, undefined))).toEqual(['user']);
  });

  it('tell which runs, and what came of those before', () => {
    expect(words(run([passed]))).toEqual(['passed', 'running', 'to run']);
    expect(words(run([passed], { ended: { ms: 9, stopped: true } }))).toEqual([
      'passed',
      'not begun',
      'not begun',
    ]);
  });

  it('keep their number of the matrix where some of them run again', () => {
    const [, bob, cy] = rows;
    const again = run([{ ...passed, row: { user: 'bob' } }], {
      rows: [bob, cy].filter((row) => !!row),
      total: 2,
    });
    expect(rowLines(rows, again).map(({ number, word }) => [number, word])).toEqual([
      [2, 'passed'],
      [3, 'running'],
    ]);
    const twice = [...rows, { user: 'bob' }];
    const both = run([], { rows: [{ user: 'bob' }, { user: 'bob' }] });
    expect(rowLines(twice, both).map(({ number }) => number)).toEqual([2, 4]);
  });

  it('are counted by the run where the matrix has others by now', () => {
    const other = run([passed], { rows: [{ user: 'ann' }, { user: 'dee' }], total: 2 });
    expect(rowLines(rows, other).map(({ number }) => number)).toEqual([1, 2]);
    const shorter = run([{ ...passed, row: { user: 'cy' } }], { rows: [{ user: 'cy' }, { user: 'dee' }] });
    expect(rowLines(rows, shorter).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('tell apart in what way one did not pass', () => {
    const broken = (status: RowOutcome['status'], code?: string): RowOutcome => ({
      ...passed,
      status,
      ...(code === undefined ? {} : { code }),
    });
    const all = [
      broken('failed'),
      broken('error', 'SECRET_MISSING'),
      broken('error', 'SCENARIO_TIMEOUT'),
      broken('error', 'SCENARIO_STOPPED'),
    ];
    expect(words(run(all)).slice(0, 4)).toEqual(['failed', 'could not run', 'timed out', 'stopped']);
    expect(rowLines(rows, run(all)).filter(didNotPass)).toHaveLength(4);
  });

  it('are said in one line as they go, and at their end', () => {
    const failed: RowOutcome = { ...passed, status: 'failed' };
    const ended = { ms: 1_200, stopped: false };
    expect(rowsSaid(run([passed, failed])).text).toBe('row 3 of 3 · 1 did not pass');
    expect(rowsSaid(run([passed, passed, passed], { ended })).text).toBe('all 3 rows passed in 1.2 s');
    expect(rowsSaid(run([passed, failed, passed], { ended }))).toEqual({
      status: 'failed',
      text: '2 of 3 rows passed in 1.2 s',
    });
    expect(rowsSaid(run([passed], { ended: { ms: 5, stopped: true } })).text).toBe(
      'stopped after 1 of 3 rows',
    );
  });
});
