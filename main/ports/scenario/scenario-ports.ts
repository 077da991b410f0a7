import { coreFault } from '@core/form/form.ts';
import type { ScenarioFiles, ScenarioPorts } from '@core/host/ports.ts';
import { nodeHttp } from '../http.ts';
import { runCheck } from './check/run-check.ts';
import type { Checker } from './check/thread-check.ts';
import { commandOutput } from './command-output.ts';
import { fetchText } from './fetch-text.ts';
import { mails } from './mails.ts';

export interface ScenarioPortsInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent: no folder, and none can be chosen. */
  readonly files?: ScenarioFiles;
  /** Runs checks; else this thread does, and waits for each. */
  readonly checker?: Checker;
  /** Refuses every address that is not this computer's (evaluation runtime). */
  readonly loopbackOnly?: boolean;
  /** Lets a person agree to each program that a file runs. Whoever types a command on a terminal has. */
  readonly asksBeforePrograms?: boolean;
}

/** What runs of scenarios reach of this computer and its network. */
export function scenarioPorts({
  env,
  files = NO_FOLDER,
  checker = runCheck,
  loopbackOnly = false,
  asksBeforePrograms = false,
}: ScenarioPortsInput): ScenarioPorts {
  const http = nodeHttp({ loopbackOnly });
  return {
    files,
    env: (name) => env[name],
    fetchText: (url, headers, signal) => fetchText(http, url, headers, signal),
    mails: (box, since, signal) => mails(box, since, { loopbackOnly, signal }),
    commandOutput: (argv, signal) => commandOutput(argv, { env: { ...env }, signal }),
    check: checker,
    asksBeforePrograms,
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
