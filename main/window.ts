import { BrowserWindow, nativeTheme, screen, session } from 'electron';
import { openStoredFile } from '@core/host/stored-file.ts';
import type { Files } from '@core/host/ports.ts';
import { atMostEvery } from './at-most-every.ts';
import { APP_ORIGIN } from './page.ts';
import { displaySet, placeFor, type Places, PlacesSchema, SMALLEST, withPlace } from './window-place.ts';

export interface WindowStart {
  readonly preload: string;
  /** Where the window's place is remembered. */
  readonly files: Files;
}

/** The one window: isolated, sandboxed, unable to leave its page, and where it was the last time. */
export async function openWindow({ preload, files }: WindowStart): Promise<BrowserWindow> {
  const places = await openStoredFile<Places>(files, {
    name: 'window.json',
    version: 1,
    schema: PlacesSchema,
    ups: [],
    empty: {},
  });
  const { maximized, ...bounds } = placeFor(places.get()[displayNow()], workAreas());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Countersign',
    // Painted before the page is: no white flash in the dark.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1115' : '#fbfbfc',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  confine(window);
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  remember(window, (place) => places.set(withPlace(places.get(), displayNow(), place)));
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** A crash or a pulled plug loses half a second of moving at most. */
const MOVES_KEPT_EVERY_MS = 500;

function remember(window: BrowserWindow, keep: (place: Places[string]) => Promise<void>): void {
  const note = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    // The size to go back to, also while it is maximised. A file that can't be written costs the memory, nothing else.
    keep({ ...window.getNormalBounds(), maximized: window.isMaximized() }).catch(() => undefined);
  };
  const noteSoon = atMostEvery(MOVES_KEPT_EVERY_MS, note);
  window.on('resize', noteSoon);
  window.on('move', noteSoon);
  window.on('maximize', note);
  window.on('unmaximize', note);
  window.on('close', note);
}

function displayNow(): string {
  return displaySet(screen.getAllDisplays().map(({ bounds }) => bounds));
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

/** Deny by default: no navigation, no new windows, no permissions, no downloads, no web views. */
function confine(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
  // Nothing of the page comes from a network; a request that tries is a mistake or an attack.
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    answer({ cancel: !['countersign:', 'devtools:', 'data:', 'blob:'].includes(protocol) });
  });
}
