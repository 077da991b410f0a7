import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, clipboard, dialog, Menu, protocol, utilityProcess } from 'electron';
import type { Settings } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { joinPage } from './ipc.ts';
import { APP_SCHEME, servePage } from './page.ts';
import { folderFiles } from './ports/files.ts';
import { chosenFiles } from './ports/import/chosen-files.ts';
import { openWindow, zoomPage } from './window.ts';

/** A host that hangs must not keep the application alive. Milliseconds. */
const CLOSING_MS = 3_000;
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

  const files = folderFiles(app.getPath('userData'));
  const chosen = chosenFiles();
  const window = await openWindow({ preload: join(here, '../preload/preload.cjs'), files });
  // The host is read and begun while the page's own process starts: the page's first questions wait for it.
  const hosting = import('./start-host.ts').then(({ startHost }) =>
    startHost({ app, clipboard, dialog, utilityProcess, files, chosen, here }),
  );
  joinPage(window, hosting, chosen);

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuitting(hosting);
  await zoomAsChosen(window, await hosting);
}

/** Quitting waits for the host: what it still has to write into the history would be lost. */
function closeBeforeQuitting(hosting: Promise<Host>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const closing = hosting.then((host) => host.close());
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
    void Promise.race([closing.catch(() => undefined), patience]).then(() => {
      closed = true;
      app.quit();
    });
  });
}

async function zoomAsChosen(window: BrowserWindow, host: Host): Promise<void> {
  host.listen((event) => {
    if (event.type === 'settings.changed') zoomPage(window, event.settings.zoom);
  });
  const settings = await host.ask('settings.get', {});
  if (settings.ok) zoomPage(window, (settings.value as Settings).zoom);
}
