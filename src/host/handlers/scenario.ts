import type { scenarioCommands } from '../../contract/scenario.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { caseOf } from '../../scenario/cases.ts';
import { editScenario } from '../../scenario/edit.ts';
import type { Parts } from '../parts.ts';
import { createKeptSecrets } from '../scenario/kept-secrets.ts';
import { recordChain } from '../scenario/record.ts';
import { scenarioReader } from '../scenario/scenario-reader.ts';
import { scenarioReading } from '../scenario/reading.ts';
import { createScenarioFiles } from '../scenario/files.ts';
import { createRowsRuns } from '../scenario/rows-runs.ts';
import { createScenarioRuns } from '../scenario/scenario-runs.ts';

export function scenarioHandlers(parts: Parts): Pick<Handlers, keyof typeof scenarioCommands> {
  const runs = createScenarioRuns(parts);
  const rowsRuns = createRowsRuns(parts, runs);
  const files = createScenarioFiles(parts);
  const read = scenarioReader();
  /** @throws CoreFault SCENARIO_INVALID */
  function sourceIn(text: string, file: string, row: Readonly<Record<string, string>>) {
    const { source, faults } = read(text, file, Object.keys(row));
    if (source !== undefined) return source;
    throw coreFault('SCENARIO_INVALID', `Line ${faults[0]?.line ?? 1}: ${faults[0]?.detail ?? ''}`);
  }
  return {
    'scenarios.list': () => files.list(),
    'scenarios.chooseFolder': () => files.chooseFolder(),
    'scenarios.gallery': () => files.gallery(),
    'scenario.read': ({ file }) => files.read(file),
    'scenario.check': ({ text, file = 'scenario.yaml' }) =>
      scenarioReading(parts.ports.scenarios.files, text, file),
    'scenario.write': ({ file, text, stamp }) => files.write(file, text, stamp),
    'scenario.remove': async ({ file }) => (await files.remove(file), null),
    'scenario.edit': async ({ text, edits }) => ({ text: editScenario(text, edits) }),
    'scenario.record': ({ chainId, stepId }) => recordChain(parts, parts.chains.get(chainId), stepId),
    'scenario.run': async ({
      text,
      file,
      row = {},
      secrets = {},
      attempt = 1,
      holds = false,
      lean = false,
      ...input
    }) => {
      const of = caseOf(sourceIn(text, file, row), row);
      return { runId: runs.begin({ target: undefined, ...input, of, secrets, attempt, holds, lean }) };
    },
    'scenario.runRows': async ({ text, file, rows, ...input }) => {
      const cases = rows.map((row) => caseOf(sourceIn(text, file, row), row));
      return { rowsId: rowsRuns.begin({ target: undefined, ...input, file, cases }) };
    },
    'scenario.rowsRuns': async () => rowsRuns.list(),
    'scenario.rowsState': async ({ rowsId, from }) => rowsRuns.state(rowsId, from),
    'scenario.stopRows': async ({ rowsId }) => (rowsRuns.stop(rowsId), null),
    'scenario.runs': async () => runs.list(),
    'scenario.runState': async ({ runId }) => runs.state(runId),
    'scenario.next': async ({ runId }) => (runs.next(runId), null),
    'scenario.tell': async ({ runId, value, keep = false }) => (await runs.tell(runId, value, keep), null),
    'scenario.keepSecret': ({ name, value }) => createKeptSecrets(parts.ports.keychain).set(name, value),
    'scenario.stop': async ({ runId }) => (runs.stop(runId), null),
    'scenario.forget': async ({ runId, chains = false }) => (runs.forget(runId, chains), null),
  };
}
