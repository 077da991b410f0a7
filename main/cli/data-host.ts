import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version } from '../../package.json' with { type: 'json' };
import type { Call } from '@core/contract.ts';
import type { Importer } from '@core/evidence/importing.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import type { History } from '@core/history/history.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import { noHistory } from '@core/history/no-history.ts';
import { createHost, type Host } from '@core/host/host.ts';
import { SEALING_KEY } from '@core/host/history/sealing.ts';
import type { SaveDialog } from '@core/host/ports.ts';
import { systemAws } from '../ports/aws/system-aws.ts';
import { folderFiles } from '../ports/files.ts';
import { HISTORY_FILE, openHistoryFile } from '../ports/history/history-file.ts';
import { nodeHttp } from '../ports/http.ts';
import { awsEnvironment, systemClock, systemRandom } from '../ports/system.ts';
import { checkerBeside } from '../ports/scenario/check/thread-check.ts';
import { scenarioPorts } from '../ports/scenario/scenario-ports.ts';
import { teamPort } from '../ports/team-history/team-port.ts';
import { EXIT } from './exit-codes.ts';
import { faultText } from './fault-text.ts';
import { askAtTerminal } from './ask-at-terminal.ts';
import { lookAtHistory } from './look-at-history.ts';
import { NO_KEYCHAIN, oneAccount } from './one-account.ts';
import { onInterrupt } from './on-interrupt.ts';
import type { Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';
import { callOf, terminalSandbox } from './terminal-host.ts';
import { valueIn } from './value-in.ts';

export interface DataWish {
  /** A folder; without one, the window's own. */
  readonly data: string | undefined;
  /** True where a history may begin; else it has to be there. */
  readonly begins?: boolean;
  /**
   * What of the keychain is used: nothing; the history's key, and what else would be put there is gone with the run; or
   * all of it, as the window does.
   */
  readonly keychain: 'none' | 'history key' | 'shared';
  /** True where the team's history is what is asked: the folder's own is neither needed nor opened. */
  readonly team?: boolean;
  /** True where no history is: what is done leaves no chains. */
  readonly apart?: boolean;
  readonly importer?: Importer;
  readonly save?: SaveDialog['save'];
}

export interface DataHost {
  readonly host: Host;
  readonly call: Call;
}

/**
 * Does something on a folder's data with the window's own core, and leaves the folder as it is beside that. A window may
 * be open on it meanwhile: both write the same history, and nothing else of the folder is written here.
 * @returns the exit code, also of what went wrong
 */
export async function withData(
  wish: DataWish,
  around: Surroundings,
  terminal: Terminal,
  work: (at: DataHost) => Promise<number>,
): Promise<number> {
  const folder = resolve(wish.data ?? around.folder);
  const ofTeam = wish.team === true;
  if (!ofTeam && wish.begins !== true && !existsSync(join(folder, HISTORY_FILE))) {
    terminal.err(`There is no history in ${folder}. Name the console’s data folder with --data DIR.\n`);
    return EXIT.unusable.code;
  }
  const host = await hostAt(folder, wish, around);
  const call = callOf(host);
  const interrupted = onInterrupt(host);
  try {
    if (wish.keychain !== 'none') await useKeychain(call, terminal);
    const problem = ofTeam ? undefined : await lookAtHistory(call);
    if (problem !== undefined) terminal.err(`${problem}\n`);
    return await work({ host, call });
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return error.code === 'SANDBOX_START' ? EXIT.sandbox.code : EXIT.unusable.code;
  } finally {
    interrupted();
    await host.close();
  }
}

function historyOf(folder: string, { team, apart }: DataWish): History {
  if (apart === true) return noHistory();
  return team === true ? memoryHistory() : openHistoryFile(folder, { now: systemClock.now });
}

/** The window's own core on a folder's data. Closed by whoever asked for it. */
export function hostAt(
  folder: string,
  wish: DataWish,
  { keychain, sandboxScript, env }: Pick<Surroundings, 'keychain' | 'sandboxScript' | 'env'>,
): Promise<Host> {
  const keychains = {
    none: () => NO_KEYCHAIN,
    'history key': () => oneAccount(keychain, SEALING_KEY),
    shared: () => keychain,
  };
  return createHost({
    clock: systemClock,
    random: systemRandom,
    http: nodeHttp(),
    aws: systemAws({ prompt: askAtTerminal }),
    keychain: keychains[wish.keychain](),
    files: folderFiles(folder),
    history: historyOf(folder, wish),
    team: teamPort(wish.team === true ? env : {}),
    sandbox: terminalSandbox({}, sandboxScript),
    clipboard: { write: async () => undefined, read: async () => '' },
    saveDialog: { save: wish.save ?? (async () => undefined) },
    openDialog: { choose: async () => [] },
    importer: wish.importer ?? NO_IMPORTER,
    scenarios: scenarioPorts({ env: process.env, checker: checkerBeside(sandboxScript) }),
    runtime: { version, kind: 'node', platform: process.platform },
    environment: awsEnvironment(process.env),
    beside: true,
  });
}

const NO_IMPORTER: Importer = {
  file: () => undefined,
  read: () => Promise.reject(coreFault('IMPORT_UNREADABLE', 'This command imports nothing.')),
};

/** Over SSH or in a container there often is none: the work goes on with the masked form, and says so. */
async function useKeychain(call: Call, terminal: Terminal): Promise<void> {
  const state = valueIn(await call('vault.retry', {}));
  if (state.kind === 'keychain') return;
  terminal.err(`${state.detail} Real values are neither kept nor read: everything stays masked.\n`);
  valueIn(await call('vault.useMemory', {}));
}
