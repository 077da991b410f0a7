import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { ASK_CHANNEL, OFFER_CHANNEL, TELL_CHANNEL } from '@core/channels.ts';
import type { Result, Settings } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import type { OpenFile } from '@core/host/stored-file.ts';
import { beginOnce, type Beginning } from './begin-once.ts';
import { APP_ORIGIN } from './page.ts';
import type { ChosenFiles } from './ports/import/chosen-files.ts';

/** What stands behind the page. */
export interface Behind {
  /** Reads and begins the host. */
  start(): Promise<Host>;
  readonly settings: OpenFile<Settings>;
  readonly chosen: ChosenFiles;
}

/** A page that has asked nothing by then is not waited for, milliseconds. */
const ASKS_WITHIN_MS = 1_500;

/**
 * Joins the window to a host, which begins once the page's own script runs and asks for its settings. Earlier it would
 * keep the page waiting: one thread reads the host and serves the page's files. The page's other questions wait for it.
 * Questions from anywhere but our own page's main frame are refused.
 */
export function joinPage(window: BrowserWindow, { start, settings, chosen }: Behind): Beginning<Host> {
  const hosting = beginOnce(start, ASKS_WITHIN_MS);
  ipcMain.handle(ASK_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOurPage(event, window)) return REFUSED;
    if (typeof name !== 'string') return NAMELESS;
    if (name === 'settings.get' && isNothing(input)) {
      // Once the answer is on its way: the first paint waits for its looks alone.
      setTimeout(hosting.begin);
      return { ok: true, value: settings.get() };
    }
    return (await hosting.begun).ask(name, input);
  });
  // Paths come from the preload, which has them from the system: the page handed it files that a person dropped.
  ipcMain.handle(OFFER_CHANNEL, (event, paths: unknown) =>
    isOurPage(event, window) && Array.isArray(paths)
      ? chosen.offer(paths.filter((path) => typeof path === 'string'))
      : [],
  );
  const listening = hosting.begun.then((host) =>
    host.listen((event) => {
      if (!window.isDestroyed()) window.webContents.send(TELL_CHANNEL, event);
    }),
  );
  // A host that never came is told of by whoever made it.
  listening.catch(() => undefined);
  window.once('closed', () => {
    // Where none has begun there is nobody left to need one.
    hosting.giveUp();
    void listening.then(
      (stop) => stop(),
      () => undefined,
    );
    ipcMain.removeHandler(ASK_CHANNEL);
    ipcMain.removeHandler(OFFER_CHANNEL);
  });
  return hosting;
}

const REFUSED: Result<never> = {
  ok: false,
  error: { code: 'SENDER_REFUSED', detail: 'Only the console’s own page may ask.' },
};
const NAMELESS: Result<never> = { ok: false, error: { code: 'COMMAND_UNKNOWN', detail: 'No such command.' } };

/** What the question takes; anything else is refused by the host, as for every question. */
function isNothing(input: unknown): boolean {
  return (
    typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0
  );
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.origin === APP_ORIGIN
  );
}
