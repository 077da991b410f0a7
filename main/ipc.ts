import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { ASK_CHANNEL, OFFER_CHANNEL, TELL_CHANNEL } from '@core/channels.ts';
import type { Result } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { APP_ORIGIN } from './page.ts';
import type { ChosenFiles } from './ports/import/chosen-files.ts';

/**
 * Joins the window to the host, which may still be on its way. Questions from anywhere but our own page's main frame are
 * refused.
 */
export function joinPage(window: BrowserWindow, hosting: Promise<Host>, chosen: ChosenFiles): void {
  ipcMain.handle(ASK_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOurPage(event, window)) return REFUSED;
    if (typeof name !== 'string') return NAMELESS;
    return (await hosting).ask(name, input);
  });
  // Paths come from the preload, which has them from the system: the page handed it files that a person dropped.
  ipcMain.handle(OFFER_CHANNEL, (event, paths: unknown) =>
    isOurPage(event, window) && Array.isArray(paths)
      ? chosen.offer(paths.filter((path) => typeof path === 'string'))
      : [],
  );
  const listening = hosting.then((host) =>
    host.listen((event) => {
      if (!window.isDestroyed()) window.webContents.send(TELL_CHANNEL, event);
    }),
  );
  // A host that never came is told of by whoever made it.
  listening.catch(() => undefined);
  window.once('closed', () => {
    void listening.then(
      (stop) => stop(),
      () => undefined,
    );
    ipcMain.removeHandler(ASK_CHANNEL);
    ipcMain.removeHandler(OFFER_CHANNEL);
  });
}

const REFUSED: Result<never> = {
  ok: false,
  error: { code: 'SENDER_REFUSED', detail: 'Only the console’s own page may ask.' },
};
const NAMELESS: Result<never> = { ok: false, error: { code: 'COMMAND_UNKNOWN', detail: 'No such command.' } };

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.origin === APP_ORIGIN
  );
}
