import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
/** What stories leave behind for the leak story to search. */
export const EVIDENCE = join(root, 'test-results/evidence');

export interface Console {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The user-data folder of this story. */
  readonly userData: string;
}

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

interface Fixtures {
  readonly options: LaunchOptions;
  /** The console, freshly installed: an empty user-data folder. */
  readonly console: Console;
  /** Starts the console again on the same user-data folder, after closing it. */
  readonly relaunch: () => Promise<Console>;
}

interface Keeper {
  launch(): Promise<Console>;
  close(): Promise<void>;
}

export const test = base.extend<Fixtures & { keeper: Keeper }>({
  options: [{}, { option: true }],
  keeper: async ({ options }, use, info) => {
    const name = info.titlePath
      .slice(1)
      .join(' ')
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .slice(0, 80);
    const folder = join(EVIDENCE, `${name}-${info.repeatEachIndex}`);
    const userData = join(folder, 'user-data');
    mkdirSync(userData, { recursive: true });
    let current: Console | undefined;
    let log = '';
    let shots = 0;
    const keeper: Keeper = {
      async launch() {
        const app = await _electron.launch({
          executablePath: required('COUNTERSIGN_ELECTRON'),
          // Otherwise Playwright turns Chromium's sandbox off by itself.
          chromiumSandbox: true,
          args: [
            ...(process.env['COUNTERSIGN_ELECTRON_ARGS'] ?? '').split(' ').filter(Boolean),
            root,
            `--user-data-dir=${userData}`,
          ],
          env: environment(options.env),
        });
        const keep = (chunk: unknown) => void (log += String(chunk));
        app.process().stdout?.on('data', keep);
        app.process().stderr?.on('data', keep);
        const page = await app.firstWindow();
        page.on('console', (message) => keep(`${message.text()}\n`));
        page.on('pageerror', (error) => keep(`${error.message}\n`));
        await page.waitForLoadState('domcontentloaded');
        current = { app, page, userData };
        return current;
      },
      async close() {
        if (current === undefined) return;
        // The page as it stands at the end of the story, for the leak story to search.
        const html = await current.page.content().catch(() => '');
        writeFileSync(join(folder, `page-${++shots}.html`), html);
        await current.app.close();
        writeFileSync(join(folder, 'console.log'), log);
        current = undefined;
      },
    };
    await use(keeper);
    await keeper.close();
  },
  console: async ({ keeper }, use) => use(await keeper.launch()),
  relaunch: async ({ keeper }, use) =>
    use(async () => {
      await keeper.close();
      return keeper.launch();
    }),
});

export { expect } from '@playwright/test';

/** The entries of the OS keychain under our service, as another program sees them. */
export function keychainEntries(): { account: string; secret: string }[] {
  let text: string;
  try {
    text = execFileSync('secret-tool', ['search', '--all', '--unlock', 'service', 'countersign'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    return [];
  }
  const secrets = [...text.matchAll(/^secret = (.*)$/gm)].map((match) => match[1] ?? '');
  return secrets.map((secret) => ({ account: '', secret }));
}

function environment(changes: LaunchOptions['env'] = {}): Record<string, string> {
  const merged = { ...process.env, AWS_REGION: undefined, AWS_ENDPOINT_URL: undefined, ...changes };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run the stories with: npm run e2e`);
  return value;
}
