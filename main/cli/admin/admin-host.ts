import { resolve } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import type { Call } from '@core/contract.ts';
import type { Importer } from '@core/evidence/importing.ts';
import { coreFault } from '@core/form/form.ts';
import { noHistory } from '@core/history/no-history.ts';
import { createHost } from '@core/host/host.ts';
import type { Http, HttpOutcome, Ports } from '@core/host/ports.ts';
import { systemAws } from '../../ports/aws/system-aws.ts';
import { openHistoryFile } from '../../ports/history/history-file.ts';
import { nodeHttp } from '../../ports/http.ts';
import { checkerBeside } from '../../ports/scenario/check/thread-check.ts';
import { scenarioPorts } from '../../ports/scenario/scenario-ports.ts';
import { awsEnvironment, systemClock, systemRandom } from '../../ports/system.ts';
import { teamPort } from '../../ports/team-history/team-port.ts';
import type { DataHost } from '../data-host.ts';
import { lookAtHistory } from '../look-at-history.ts';
import { NO_KEYCHAIN } from '../one-account.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { laneFiles } from '../scenario/lane-files.ts';
import { laneKeychain } from '../scenario/lane-keychain.ts';
import type { Surroundings } from '../surroundings.ts';
import { callOf, terminalSandbox } from '../terminal-host.ts';
import { valueIn } from '../value-in.ts';

export interface AdminWish {
  /** A data folder; without one, the window's own. */
  readonly data: string | undefined;
  /** True where the calls are kept in its history. */
  readonly record: boolean;
}

/** A host for the calls of one command: it reads the saved targets of a folder and writes nothing there but a record. */
export interface AdminHost extends DataHost {
  readonly ports: Ports;
  /** What the newest request was answered, with real values: the history has masks in their place. */
  answered(): HttpOutcome | undefined;
}

/** Does something with such a host, and closes it. @throws CoreFault HISTORY_UNAVAILABLE */
export async function withAdminHost<T>(
  wish: AdminWish,
  around: Surroundings,
  work: (at: AdminHost) => Promise<T>,
): Promise<T> {
  const http = listening(nodeHttp({ keepAlive: true }));
  const ports = portsOf(wish, around, http);
  const host = await createHost(ports);
  const interrupted = onInterrupt(host);
  const call = callOf(host);
  try {
    if (wish.record) await readyToRecord(call);
    else valueIn(await call('vault.useMemory', {}));
    return await work({ host, call, ports, answered: http.answered });
  } finally {
    interrupted();
    await host.close();
  }
}

function portsOf({ data, record }: AdminWish, around: Surroundings, http: Http): Ports {
  const folder = resolve(data ?? around.folder);
  return {
    clock: systemClock,
    random: systemRandom,
    http,
    aws: systemAws({ prompt: (question) => around.ask(question) }),
    keychain: record ? laneKeychain(around.keychain) : NO_KEYCHAIN,
    files: laneFiles(folder),
    history: record ? openHistoryFile(folder, { now: systemClock.now }) : noHistory(),
    team: teamPort({}),
    sandbox: terminalSandbox({}, around.sandboxScript),
    clipboard: { write: async () => undefined, read: async () => '' },
    saveDialog: { save: async () => undefined },
    openDialog: { choose: async () => [] },
    importer: NO_IMPORTER,
    scenarios: scenarioPorts({ env: around.env, checker: checkerBeside(around.sandboxScript) }),
    runtime: { version, kind: 'node', platform: process.platform },
    environment: awsEnvironment(around.env),
    beside: true,
  };
}

const NO_IMPORTER: Importer = {
  file: () => undefined,
  read: () => Promise.reject(coreFault('IMPORT_UNREADABLE', 'This command imports nothing.')),
};

async function readyToRecord(call: Call): Promise<void> {
  if (valueIn(await call('vault.retry', {})).kind !== 'keychain') valueIn(await call('vault.useMemory', {}));
  await lookAtHistory(call);
}

function listening(http: Http): Http & { answered(): HttpOutcome | undefined } {
  let newest: HttpOutcome | undefined;
  return {
    async send(request, signal) {
      newest = undefined;
      newest = await http.send(request, signal);
      return newest;
    },
    answered: () => newest,
  };
}
