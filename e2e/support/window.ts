import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { picturesFolder, screensFolder } from './folders.ts';
import type { Console } from './launch.ts';

export type Theme = 'dark' | 'light';

/** Gives the page exactly this many pixels. */
export async function resize({ app, page }: Console, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect
    .poll(() => page.evaluate(() => `${window.innerWidth} x ${window.innerHeight}`))
    .toBe(`${width} x ${height}`);
}

/** Sets the theme as the settings page does, and waits until it is on. */
export async function useTheme({ page }: Console, theme: Theme): Promise<void> {
  await valueOf(page, 'settings.set', { theme });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** True when the run is asked to renew the pictures the README shows; they differ with every run. */
const renews = process.env['COUNTERSIGN_SCREENS'] === '1';

/** A picture of the window. `kept`: one that the project keeps. */
export async function picture({ page }: Console, name: string, kept = false): Promise<void> {
  const folder = kept && renews ? screensFolder : picturesFolder;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
