import type { SandboxInfo } from '@core/contract.ts';
import { isFault } from '@core/form/form.ts';
import type { SeedUser } from '@core/sandbox/seed/schema.ts';
import { readKeptState } from '../../kept-state.ts';
import type { StartedSandboxPort } from '../../ports/sandbox.ts';
import { readSandboxFlags } from '../../sandbox-flags.ts';
import type { SandboxOptionTexts } from '../../sandbox-options.ts';
import { EXIT } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { terminalSandbox } from '../terminal-host.ts';
import { typedAs } from '../typed-as.ts';
import type { Began } from './began-text.ts';
import { describeSandbox } from './describe.ts';
import { meantSetting } from './meant-setting.ts';
import type { PoolUsers } from './sample.ts';
import { watchState } from './state-note.ts';

/** Runs the sandbox until Ctrl+C and says how to reach it. */
export async function runSandbox(
  options: { readonly flags: SandboxOptionTexts; readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  const { COUNTERSIGN_SANDBOX_TOKEN: token } = process.env;
  const flags = token === undefined ? options.flags : { token, ...options.flags };
  const problem = await mistakeIn(flags);
  if (problem !== undefined) {
    terminal.err(`${problem}\nRun ${typedAs()} sandbox --help to see every flag.\n`);
    return EXIT.usage.code;
  }
  const stateNote =
    flags.state === undefined ? undefined : await watchState(flags.state, flags.seed !== undefined);
  const sandbox = terminalSandbox(flags);
  // Before anything is printed: whoever waits for the facts may stop it the moment they are there.
  const interrupted = new Promise<'interrupted'>((resolve) => {
    process.once('SIGINT', () => resolve('interrupted'));
    process.once('SIGTERM', () => resolve('interrupted'));
  });
  try {
    const info = await sandbox.start();
    const access = sandbox.access();
    if (options.json) terminal.out(`${JSON.stringify({ ...info, control: access })}\n`);
    else {
      const users = await usersOf(sandbox, info);
      const fixedPort = (flags.port ?? '0') !== '0';
      const began = await beganOf(sandbox);
      const state = await stateNote?.();
      const described = {
        info,
        users,
        access,
        fixedPort,
        began: state === undefined ? began : { ...began, state },
      };
      terminal.out(describeSandbox(described, terminal.color));
    }
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(`The sandbox could not start: ${error.detail}\n`);
    return EXIT.sandbox.code;
  }
  const end = await Promise.race([interrupted, sandbox.ended()]);
  await sandbox.stop();
  // Ctrl+C is how this command is meant to end; it reaches the sandbox's process as well, which may be faster.
  if (end === 'interrupted' || end === 0) return EXIT.ok.code;
  terminal.err(`The sandbox ended by itself (exit code ${String(end)}).\n`);
  return EXIT.sandbox.code;
}

/** What is wrong with the flags, or with a file they name. */
async function mistakeIn(flags: SandboxOptionTexts): Promise<string | undefined> {
  for (const text of flags.setting ?? []) {
    const problem = meantSetting(text);
    if (problem !== undefined) return problem;
  }
  const start = await readSandboxFlags(flags);
  if (start.problem !== undefined) return start.problem;
  const { stateFile } = start.value;
  return stateFile === undefined ? undefined : (await readKeptState(stateFile)).problem;
}

async function usersOf(sandbox: StartedSandboxPort, { pools }: SandboxInfo): Promise<PoolUsers> {
  const lists = pools.map(async ({ userPoolId }) => {
    const { users } = (await sandbox.control('GET', `users/${userPoolId}`)) as { users: SeedUser[] };
    return [userPoolId, users] as const;
  });
  return new Map(await Promise.all(lists));
}

/** The answers are our own: the control API's. */
async function beganOf(sandbox: StartedSandboxPort): Promise<Began> {
  const [clock, faults, settings] = await Promise.all([
    sandbox.control('GET', 'clock'),
    sandbox.control('GET', 'faults'),
    sandbox.control('GET', 'settings'),
  ]);
  return { clock, faults, settings } as Began;
}
