import type { scenarioCommands } from '@core/contract/scenario.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/scenario.ts`: no folder, nothing recorded, every run passes at once. */
export function fakeScenario(
  _tell: (event: HostEvent) => void,
): Pick<Handlers, keyof typeof scenarioCommands> {
  const run = {
    runId: 'run-1',
    file: 'ann.yaml',
    title: 'ann',
    startedAt: 0,
    chainIds: ['chain-1'],
    steps: [],
  };
  return {
    'scenarios.list': async () => ({ entries: [] }),
    'scenarios.chooseFolder': async () => null,
    'scenarios.gallery': async () => [],
    'scenario.read': async ({ file }) => ({ file, text: '', stamp: '1' }),
    'scenario.check': async () => ({ faults: [], lines: [], rows: [{}], needs: [] }),
    'scenario.write': async () => ({ stamp: '2' }),
    'scenario.remove': async () => null,
    'scenario.edit': async ({ text }) => ({ text }),
    'scenario.record': async () => ({ text: 'version: 1\n', file: 'ann.yaml', notes: [] }),
    'scenario.run': async () => ({ runId: run.runId }),
    'scenario.runs': async () => [run],
    'scenario.runState': async () => run,
    'scenario.next': async () => null,
    'scenario.tell': async () => null,
    'scenario.stop': async () => null,
    'scenario.forget': async () => null,
  };
}
