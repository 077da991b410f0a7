import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { picturesFolder, screensFolder } from './folders.ts';
import { type Console, reload } from './launch.ts';

const PATIENCE_MS = 12_000;
const ASKED_AT_MOST = 4;

export type Theme = 'dark' | 'light';

/** What the settings page sets of looks. */
export interface Look {
  readonly theme?: Theme;
  readonly contrast?: 'system' | 'normal' | 'high';
  readonly motion?: 'system' | 'reduced';
  /** In percent. */
  readonly zoom?: number;
}

/** Gives the page exactly this many pixels. */
export async function resize(console: Console, width: number, height: number): Promise<void> {
  let got = '';
  // A window manager that is still busy with the size before may answer with that one: it is asked again.
  for (let asked = 0; asked < ASKED_AT_MOST && got !== `${width} x ${height}`; asked += 1)
    got = await askForSize(console, width, height);
  expect(got).toBe(`${width} x ${height}`);
}

/** @returns what the page has once it is laid out, which is another size where it did not come in time */
async function askForSize({ app, page }: Console, width: number, height: number): Promise<string> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  // Asked frame by frame in the page itself: a poll from outside waits longer than the window takes.
  return page.evaluate(
    ([wide, high, patience]) =>
      new Promise<string>((done) => {
        const until = performance.now() + patience;
        const look = (): void => {
          const reached = window.innerWidth === wide && window.innerHeight === high;
          if (!reached && performance.now() < until) requestAnimationFrame(look);
          // Panes are laid out anew once they are told of their size, a frame later.
          else
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                setTimeout(() => done(`${window.innerWidth} x ${window.innerHeight}`)),
              ),
            );
        };
        look();
      }),
    [width, height, PATIENCE_MS / ASKED_AT_MOST] as const,
  );
}

/** Sets the looks as the settings page does, and waits until they are on. */
export async function useLook({ page }: Console, look: Look): Promise<void> {
  await valueOf(page, 'settings.set', look);
  await reload(page);
  const html = page.locator('html');
  if (look.theme) await expect(html).toHaveAttribute('data-theme', look.theme);
  if (look.contrast && look.contrast !== 'system')
    await expect(html).toHaveAttribute('data-contrast', look.contrast);
  if (look.motion === 'reduced') await expect(html).toHaveAttribute('data-motion', 'reduced');
}

export const useTheme = (console: Console, theme: Theme): Promise<void> => useLook(console, { theme });

/** How large a CSS pixel is drawn: 2 at 200 %. */
export function scale({ app }: Console): Promise<number> {
  return app.evaluate(({ BrowserWindow }) =>
    Number((BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0).toFixed(2)),
  );
}

/** True when the run is asked to renew the pictures the project keeps (`npm run screens`); they differ with every run. */
const renews = process.env['COUNTERSIGN_SCREENS'] === '1';

/** Nobody looks at the pictures of a whole run; they are taken in one of picked stories, and where they are renewed. */
const takes = renews || process.env['COUNTERSIGN_E2E_PART'] === undefined;

/** A picture of the window. `kept`: one that the project keeps. */
export async function picture({ page }: Console, name: string, kept = false): Promise<void> {
  if (!takes) return;
  await page.screenshot({ path: place(name, kept), animations: 'disabled' });
}

/** A picture of a window whose page is zoomed: all that is on the screen, pixel by pixel. */
export async function pictureOfZoomed({ app }: Console, name: string, kept = false): Promise<void> {
  if (!takes) return;
  const png = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  writeFileSync(place(name, kept), Buffer.from(png ?? '', 'base64'));
}

function place(name: string, kept: boolean): string {
  const folder = kept && renews ? screensFolder : picturesFolder;
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
