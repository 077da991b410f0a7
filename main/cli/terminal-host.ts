import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json' with { type: 'json' };
import type { Call, CommandInput, CommandName, CommandOutput, Result } from '@core/contract.ts';
import { createHost, type Host } from '@core/host/host.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import type { Files } from '@core/host/ports.ts';
import { systemAws } from '../ports/aws/system-aws.ts';
import { chosenFiles } from '../ports/import/chosen-files.ts';
import { directImporter } from '../ports/import/importer.ts';
import { nodeHttp } from '../ports/http.ts';
import { forkLauncher, sandboxPort } from '../ports/sandbox.ts';
import type { SandboxOptionTexts } from '../sandbox-options.ts';
import { askAtTerminal } from './ask-at-terminal.ts';
import { NO_KEYCHAIN } from './one-account.ts';
import { checkerBeside } from '../ports/scenario/check/thread-check.ts';
import { scenarioPorts } from '../ports/scenario/scenario-ports.ts';
import { teamPort } from '../ports/team-history/team-port.ts';
import { awsEnvironment, systemClock, systemRandom } from '../ports/system.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** The CLI is built to out/main/cli.js or a chunk beside it; the sandbox stands next to it. */
export const SANDBOX_SCRIPT = join(here.replace(/[\\/]chunks$/, ''), 'sandbox-process.js');

/** The host for one run in a terminal: the same core, and nothing of it outlives the run. */
export async function terminalHost(
  script = SANDBOX_SCRIPT,
  flags: SandboxOptionTexts = {},
): Promise<{ host: Host; call: Call }> {
  const host = await createHost({
    clock: systemClock,
    random: systemRandom,
    http: nodeHttp(),
    aws: systemAws({ prompt: askAtTerminal }),
    // A demonstration leaves nothing in anyone's keychain.
    keychain: NO_KEYCHAIN,
    files: memoryFiles(),
    history: memoryHistory(),
    team: teamPort({}),
    sandbox: terminalSandbox(flags, script),
    clipboard: { write: async () => undefined, read: async () => '' },
    saveDialog: { save: async () => undefined },
    openDialog: { choose: async () => [] },
    importer: directImporter(chosenFiles()),
    scenarios: scenarioPorts({ env: process.env, checker: checkerBeside(script) }),
    runtime: { version, kind: 'node', platform: process.platform },
    environment: awsEnvironment(process.env),
  });
  const call = callOf(host);
  await call('vault.useMemory', {});
  return { host, call };
}

/** A host's commands by their types. */
export function callOf(host: Host): Call {
  return async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await host.ask(name, input)) as Result<CommandOutput<N>>;
}

export function terminalSandbox(flags: SandboxOptionTexts, script = SANDBOX_SCRIPT) {
  return sandboxPort({ script, launch: forkLauncher(), flags });
}

function memoryFiles(): Files {
  const files = new Map<string, string>();
  return {
    read: async (name) => files.get(name),
    write: async (name, text) => void files.set(name, text),
    setAside: async (name) => name,
    names: async (prefix) => [...files.keys()].filter((name) => name.startsWith(prefix)),
    remove: async (name) => void files.delete(name),
  };
}
