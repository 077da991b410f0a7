import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { appFolder, evidenceFolder } from './folders.ts';
import { recordMasked } from './secrets.ts';

export interface Console {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The user-data folder of this story. */
  readonly userData: string;
}

/** Changes to the environment the console starts in; undefined takes a variable away. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One installation of the console: a user-data folder that outlives its windows. */
export interface Installation {
  /** Opens the console. One at a time. */
  launch(): Promise<Console>;
  /** Closes the console. Keeps its last page and its log, and notes its secrets, for the leak story. */
  close(): Promise<void>;
  /** Ends the console as a crash or the system does, at once. What its page showed is lost to the leak story. */
  kill(): Promise<void>;
  /** Keeps the page as it stands now, for the leak story. */
  keepPage(): Promise<void>;
}

/** @param name of the folder among the evidence; each installation needs its own */
export function installation(name: string, environment: Environment = {}): Installation {
  const folder = join(evidenceFolder, name);
  const userData = join(folder, 'user-data');
  mkdirSync(userData, { recursive: true });
  let current: Console | undefined;
  let log = '';
  let pages = 0;
  const keep = (chunk: unknown) => void (log += String(chunk));

  const keepPage = async () => {
    const html = await current?.page.content();
    if (html !== undefined) writeFileSync(join(folder, `page-${++pages}.html`), html);
  };
  return {
    keepPage,
    async launch() {
      if (current !== undefined) throw new Error('This installation is open already.');
      const app = await _electron.launch({
        executablePath: electronExecutable(),
        // Otherwise Playwright turns Chromium's sandbox off by itself.
        chromiumSandbox: true,
        args: electronArguments(userData),
        env: consoleEnvironment(environment),
      });
      app.process().stdout?.on('data', keep);
      app.process().stderr?.on('data', keep);
      const page = await app.firstWindow();
      page.on('console', (message) => keep(`${message.text()}\n`));
      page.on('pageerror', (error) => keep(`${error.message}\n`));
      current = { app, page, userData };
      await untilItHears(page);
      return current;
    },
    async kill() {
      const process = current?.app.process();
      if (process === undefined) return;
      const exited = once(process, 'exit');
      process.kill('SIGKILL');
      await exited;
      current = undefined;
    },
    async close() {
      if (current === undefined) return;
      // A story that closed the window itself has no page left to keep.
      if (!current.page.isClosed()) {
        await keepPage();
        await recordMasked(current);
      }
      await current.app.close();
      writeFileSync(join(folder, 'console.log'), log);
      current = undefined;
    },
  };
}

/** Loads the page anew, as a restart of the window does. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await untilItHears(page);
}

async function untilItHears(page: Page): Promise<void> {
  // Drawn, not only read: the page asks for the person's settings first, and hears no key before.
  await page.locator('#app > *').first().waitFor();
  // The host comes after the first paint: the main process is asked nothing while it still reads it.
  await ask(page, 'app.info');
}

export function electronExecutable(): string {
  const path = process.env['COUNTERSIGN_ELECTRON'];
  if (path === undefined)
    throw new Error('COUNTERSIGN_ELECTRON is not set. Run the stories with: npm run e2e');
  return path;
}

export function electronArguments(userData: string): string[] {
  const extra = (process.env['COUNTERSIGN_ELECTRON_ARGS'] ?? '').split(' ').filter(Boolean);
  return [...extra, appFolder, `--user-data-dir=${userData}`];
}

/** Without what this machine says about AWS: stories name their own region and endpoint. */
export function consoleEnvironment(changes: Environment = {}): Record<string, string> {
  const merged: Environment = {
    ...process.env,
    AWS_REGION: undefined,
    AWS_ENDPOINT_URL: undefined,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
