import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, clipboard, dialog, Menu, protocol, utilityProcess } from 'electron';
import type { Settings } from '@core/contract.ts';
import { createHost, type Host } from '@core/host/host.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import { joinPage } from './ipc.ts';
import { APP_SCHEME, servePage } from './page.ts';
import { folderFiles } from './ports/files.ts';
import { nodeHttp } from './ports/http.ts';
import { systemSaveDialog } from './ports/save-dialog.ts';
import { systemKeychain } from './ports/keychain.ts';
import { sandboxPort } from './ports/sandbox.ts';
import { awsEnvironment, systemClock, systemRandom } from './ports/system.ts';
import { runtimeOf } from './runtime.ts';
import { utilityLauncher } from './utility-launcher.ts';
import { openWindow, zoomPage } from './window.ts';

const here = dirname(fileURLToPath(import.meta.url));

protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      // Without this a folder that can't be read would leave a process and no window.
      dialog.showErrorBox(
        'Countersign could not start',
        error instanceof Error ? error.message : String(error),
      );
      app.exit(1);
    });
} else {
  app.quit();
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null);
  protocol.handle(APP_SCHEME, (request) => servePage(join(here, '../renderer'), request.url));

  const runtime = runtimeOf(app.getVersion());
  const files = folderFiles(app.getPath('userData'));
  // The window opens while the host reads its files: the page's first questions wait for it.
  const hosting = createHost({
    clock: systemClock,
    random: systemRandom,
    http: nodeHttp({ loopbackOnly: runtime.kind === 'evaluation' }),
    keychain: systemKeychain(process.platform),
    files,
    history: memoryHistory(),
    sandbox: sandboxPort({
      script: join(here, 'sandbox-process.js'),
      launch: utilityLauncher(utilityProcess),
    }),
    // Synchronous in older Electrons, promises in newer ones.
    clipboard: {
      write: async (text) => clipboard.writeText(text),
      read: async () => clipboard.readText(),
    },
    saveDialog: systemSaveDialog(dialog, app.getPath('documents')),
    runtime,
    environment: awsEnvironment(process.env),
  });

  const window = await openWindow({ preload: join(here, '../preload/preload.cjs'), files });
  joinPage(window, hosting);

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => void hosting.then((host) => host.close()));
  await zoomAsChosen(window, await hosting);
}

async function zoomAsChosen(window: BrowserWindow, host: Host): Promise<void> {
  host.listen((event) => {
    if (event.type === 'settings.changed') zoomPage(window, event.settings.zoom);
  });
  const settings = await host.ask('settings.get', {});
  if (settings.ok) zoomPage(window, (settings.value as Settings).zoom);
}
