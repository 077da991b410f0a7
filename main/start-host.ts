import { join } from 'node:path';
import { createHost, type Host } from '@core/host/host.ts';
import type { Settings } from '@core/contract.ts';
import type { Files, Ports } from '@core/host/ports.ts';
import type { OpenFile } from '@core/host/stored-file.ts';
import { systemAws } from './ports/aws/system-aws.ts';
import { openHistoryFile } from './ports/history/history-file.ts';
import { nodeHttp } from './ports/http.ts';
import type { ChosenFiles } from './ports/import/chosen-files.ts';
import { threadImporter } from './ports/import/importer.ts';
import { systemKeychain } from './ports/keychain.ts';
import { systemOpenDialog } from './ports/open-dialog.ts';
import { systemOutside } from './ports/outside.ts';
import { rememberedFolder } from './ports/scenario/remembered-folder.ts';
import { threadChecker } from './ports/scenario/check/thread-check.ts';
import { scenarioPorts } from './ports/scenario/scenario-ports.ts';
import { sandboxPort } from './ports/sandbox.ts';
import { systemSaveDialog } from './ports/save-dialog.ts';
import { teamPort } from './ports/team-history/team-port.ts';
import { threadLocker } from './ports/thread-locker.ts';
import { awsEnvironment, systemClock, systemRandom } from './ports/system.ts';
import { runtimeOf } from './runtime.ts';
import { utilityLauncher } from './utility-launcher.ts';

/** What the window's host is made of: Electron's parts are handed in, so that this file does without it. */
export interface HostStart {
  readonly app: { getVersion(): string; getPath(name: 'documents' | 'userData'): string };
  /** Synchronous in older Electrons, promises in newer ones. */
  readonly clipboard: {
    writeText(text: string): void | Promise<void>;
    readText(): string | Promise<string>;
  };
  readonly dialog: Parameters<typeof systemSaveDialog>[0] &
    Parameters<typeof systemOpenDialog>[0] &
    Parameters<typeof systemOutside>[1] &
    Parameters<typeof rememberedFolder>[1];
  readonly shell: Parameters<typeof systemOutside>[0];
  readonly utilityProcess: Parameters<typeof utilityLauncher>[0];
  readonly files: Files;
  readonly settings: OpenFile<Settings>;
  /** What was chosen or dropped to be imported. */
  readonly chosen: ChosenFiles;
  /** Folder of the built main process. */
  readonly here: string;
}

/** The host behind the window, with every port it has there. */
export async function startHost({
  app,
  clipboard,
  dialog,
  shell,
  utilityProcess,
  files,
  settings,
  chosen,
  here,
}: HostStart): Promise<Host> {
  const runtime = runtimeOf(app.getVersion());
  const ports: Ports = {
    clock: systemClock,
    random: systemRandom,
    http: nodeHttp({ loopbackOnly: runtime.kind === 'evaluation' }),
    aws: systemAws({ loopbackOnly: runtime.kind === 'evaluation' }),
    keychain: systemKeychain(process.platform),
    files,
    history: openHistoryFile(app.getPath('userData'), { now: systemClock.now }),
    team: teamPort(process.env),
    sandbox: sandboxPort({
      script: join(here, 'sandbox-process.js'),
      launch: utilityLauncher(utilityProcess),
    }),
    clipboard: {
      write: async (text) => clipboard.writeText(text),
      read: async () => clipboard.readText(),
    },
    saveDialog: systemSaveDialog(dialog, app.getPath('documents')),
    outside: systemOutside(shell, dialog),
    openDialog: systemOpenDialog(dialog, chosen, app.getPath('documents')),
    importer: threadImporter(chosen, join(here, 'import-worker.js')),
    locker: threadLocker(join(here, 'lock-worker.js')),
    scenarios: scenarioPorts({
      env: process.env,
      files: await rememberedFolder(files, dialog, app.getPath('documents')),
      checker: threadChecker(join(here, 'check-worker.js')),
      loopbackOnly: runtime.kind === 'evaluation',
      asksBeforePrograms: true,
    }),
    runtime,
    environment: awsEnvironment(process.env),
  };
  return createHost(ports, settings);
}
