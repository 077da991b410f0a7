import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { coreFault } from '@core/form/form.ts';
import type { ScenarioFiles, ScenarioPorts } from '@core/host/ports.ts';

export interface ScenarioPortsInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent: no folder, and none can be chosen. */
  readonly files?: ScenarioFiles;
}

const FETCH_MS = 10_000;
const COMMAND_MS = 60_000;
const run = promisify(execFile);

/** What runs of scenarios reach of this computer and its network. */
export function scenarioPorts({ env, files = NO_FOLDER }: ScenarioPortsInput): ScenarioPorts {
  return {
    files,
    env: (name) => env[name],
    async fetchText(url, headers) {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(FETCH_MS) });
      return { status: response.status, text: await response.text() };
    },
    mails: () => Promise.reject(coreFault('CODE_SOURCE', 'Mail boxes can’t be read yet.')),
    async commandOutput([program = '', ...argv]) {
      const { stdout } = await run(program, argv, { timeout: COMMAND_MS });
      return stdout;
    },
    check: () => Promise.reject(coreFault('CHECK_FAILED', 'JavaScript checks can’t run yet.')),
  };
}

const NO_FOLDER: ScenarioFiles = {
  folder: () => undefined,
  choose: async () => false,
  list: async () => [],
  read: async () => undefined,
  write: () => Promise.reject(coreFault('SCENARIO_NO_FOLDER', 'Choose a folder for scenarios first.')),
  remove: async () => false,
  onChange: () => () => undefined,
};
