import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, clipboard, dialog, Menu, protocol, shell, utilityProcess } from 'electron';
import type { Host } from '@core/host/host.ts';
import { openSettings } from '@core/host/settings.ts';
import type { Beginning } from './begin-once.ts';
import { joinPage } from './ipc.ts';
import { APP_SCHEME, servePage } from './page.ts';
import { keepZoomed } from './page-zoom.ts';
import { folderFiles } from './ports/files.ts';
import { chosenFiles } from './ports/import/chosen-files.ts';
import { openWindow } from './window.ts';

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
  const settings = await openSettings(files);
  const window = await openWindow({ preload: join(here, '../preload/preload.cjs'), files });
  const zoom = keepZoomed(window.webContents, () => settings.get().zoom);
  const hosting = joinPage(window, {
    settings,
    chosen,
    start: async () => {
      const { startHost } = await import('./start-host.ts');
      return startHost({ app, clipboard, dialog, shell, utilityProcess, files, settings, chosen, here });
    },
  });

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuitting(hosting);
  const host = await hosting.begun;
  host.listen((event) => {
    if (event.type === 'settings.changed') zoom();
  });
}

/** Quitting waits for a host that has begun: what it still has to write into the history would be lost. */
function closeBeforeQuitting(hosting: Beginning<Host>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    const begun = hosting.giveUp();
    if (closed || begun === undefined) return;
    event.preventDefault();
    const closing = begun.then((host) => host.close());
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
    void Promise.race([closing.catch(() => undefined), patience]).then(() => {
      closed = true;
      app.quit();
    });
  });
}
