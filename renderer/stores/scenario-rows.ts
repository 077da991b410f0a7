import type { CommandInput, Result } from '@core/contract.ts';
import type { RowsRun } from '@core/contract/scenario.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call, listen } from '../port.ts';
import { useScenarios } from './scenarios.ts';

type Row = Readonly<Record<string, string>>;

/** A run of several rows as this window began it, or found it. */
export interface ShownRows extends RowsRun {
  /** All of its rows; absent where another window began it. */
  readonly rows?: readonly Row[];
  /** What it runs; absent likewise. */
  readonly text?: string;
}

/** Runs of several rows of a matrix: what came of each so far, read on as they go. */
export const useScenarioRows = defineStore('scenarioRows', () => {
  const scenarios = useScenarios();
  const all = shallowReactive(new Map<string, ShownRows>());
  const begun = new Map<string, Pick<ShownRows, 'rows' | 'text'>>();
  const reading = new Set<string>();
  const again = new Set<string>();

  /** One after the other: each reads on from where the one before ended. */
  async function read(rowsId: string): Promise<void> {
    if (reading.has(rowsId)) return void again.add(rowsId);
    reading.add(rowsId);
    do {
      again.delete(rowsId);
      const known = all.get(rowsId)?.outcomes ?? [];
      const result = await call('scenario.rowsState', { rowsId, from: known.length });
      if (result.ok) take(result.value, known);
      else all.delete(rowsId);
    } while (again.has(rowsId));
    reading.delete(rowsId);
  }
  function take(state: RowsRun, known: ShownRows['outcomes']): void {
    const { rowsId, file } = state;
    for (const other of all.values()) if (other.file === file && other.rowsId !== rowsId) drop(other.rowsId);
    all.set(rowsId, { ...state, ...begun.get(rowsId), outcomes: [...known, ...state.outcomes] });
    // Of the rows before there is nothing any more but what came of them.
    scenarios.dropRuns(file, state.runId);
  }
  function drop(rowsId: string): void {
    all.delete(rowsId);
    begun.delete(rowsId);
  }

  async function run(input: CommandInput<'scenario.runRows'>): Promise<Result<{ rowsId: string }>> {
    const result = await call('scenario.runRows', input);
    if (!result.ok) return result;
    begun.set(result.value.rowsId, { rows: input.rows, text: input.text });
    await read(result.value.rowsId);
    return result;
  }
  const stop = (rowsId: string) => call('scenario.stopRows', { rowsId });
  const rowsOf = (file: string): ShownRows | undefined =>
    [...all.values()].find((each) => each.file === file);

  listen((event) => {
    if (event.type === 'scenario.rows') void read(event.rowsId);
  });
  void call('scenario.rowsRuns', {}).then((result) => {
    for (const { rowsId } of result.ok ? result.value : []) void read(rowsId);
  });

  return { all, run, stop, rowsOf };
});
