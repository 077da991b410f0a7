import { test as base } from '@playwright/test';
import { clearKeychain } from './keychain.ts';
import { type Console, type Environment, installation, type Installation } from './launch.ts';

interface Fixtures {
  /** Changes to the environment the console starts in. */
  readonly environment: Environment;
  /** This story's installation: an empty user-data folder and an empty keychain. */
  readonly installed: Installation;
  /** The console, freshly installed and open. */
  readonly console: Console;
  /** Starts the console again on the same user-data folder, after closing it. */
  readonly relaunch: () => Promise<Console>;
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  installed: async ({ environment }, use, info) => {
    const name = info.titlePath
      .join(' ')
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .slice(0, 80);
    clearKeychain();
    const installed = installation(`${name}-${info.repeatEachIndex}`, environment);
    await use(installed);
    await installed.close();
  },
  console: async ({ installed }, use) => use(await installed.launch()),
  relaunch: async ({ installed }, use) =>
    use(async () => {
      await installed.close();
      return installed.launch();
    }),
});

export { expect } from '@playwright/test';
