import type { scenarioCommands, ScenarioRun } from '@core/contract/scenario.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';
import { readScenario } from '@core/scenario/read.ts';

/** Files of the fake host's folder, by name; each test begins with none, and with no folder. */
export interface FakeFolder {
  readonly folder?: string;
  readonly texts: Map<string, string>;
}

/**
 * The fake host's side of `contract/scenario.ts`: a folder in memory, texts read as the core reads them, and runs that
 * stand until a test says more of them (`scenario.runState`).
 */
export function fakeScenario(
  tell: (event: HostEvent) => void,
  folder: FakeFolder = { texts: new Map() },
): Pick<Handlers, keyof typeof scenarioCommands> {
  const { texts } = folder;
  const run: ScenarioRun = {
    runId: 'run-1',
    file: 'ann.yaml',
    title: 'ann',
    startedAt: 0,
    chainIds: ['chain-1'],
    steps: [],
  };
  const list = () => ({
    ...(folder.folder === undefined ? {} : { folder: folder.folder }),
    entries: [...texts].map(([file, text]) => {
      const { source, faults } = readScenario(text, file);
      const { name = file, tags = [], steps = [] } = source?.scenario ?? {};
      return { file, name, tags, steps: steps.length, runs: 1, faults };
    }),
  });
  const stampOf = (text: string): string => `${String(text.length)} ${text.slice(-20)}`;
  return {
    'scenarios.list': async () => list(),
    'scenarios.chooseFolder': async () => null,
    'scenarios.gallery': async () => [],
    'scenario.read': async ({ file }) => {
      const text = texts.get(file);
      if (text === undefined) throw { code: 'SCENARIO_FILE_GONE', detail: `${file} is not there any more.` };
      return { file, text, stamp: stampOf(text) };
    },
    'scenario.check': async ({ text, file = 'scenario.yaml' }) => {
      const { source, faults } = readScenario(text, file);
      if (source === undefined) return { faults, lines: [], rows: [{}], needs: [] };
      return { scenario: source.scenario, faults, lines: source.lines, rows: [{}], needs: [] };
    },
    'scenario.write': async ({ file, text, stamp }) => {
      const before = texts.get(file);
      if (before !== undefined && stampOf(before) !== stamp)
        throw { code: 'SCENARIO_FILE_CHANGED', detail: `${file} was changed elsewhere.` };
      texts.set(file, text);
      tell({ type: 'scenarios.changed' });
      return { stamp: stampOf(text) };
    },
    'scenario.remove': async ({ file }) => {
      texts.delete(file);
      return null;
    },
    'scenario.edit': async ({ text }) => ({ text }),
    'scenario.record': async () => ({ text: 'version: 1\n', file: 'ann.yaml', notes: [] }),
    'scenario.run': async () => ({ runId: run.runId }),
    'scenario.runRows': async () => ({ rowsId: 'rows-1' }),
    'scenario.rowsRuns': async () => [],
    'scenario.rowsState': async ({ rowsId }) => ({
      ...{ rowsId, file: 'ann.yaml', startedAt: 0, total: 2, done: 0, broken: 0, outcomes: [] },
    }),
    'scenario.stopRows': async () => null,
    'scenario.runs': async () => [],
    'scenario.runState': async () => run,
    'scenario.next': async () => null,
    'scenario.tell': async () => null,
    'scenario.keepSecret': async () => false,
    'scenario.stop': async () => null,
    'scenario.forget': async () => null,
  };
}
