import { test as base, type Page } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { type Control, sandboxControl } from './control.ts';
import { clearKeychain } from './keychain.ts';
import { type Console, installation, reload } from './launch.ts';
import { goTo } from './steps.ts';

/** A console that many stories share, each from the sandbox's seed and the start screen. */
export interface Stage extends Console {
  readonly control: Control;
}

interface Fixtures {
  readonly stage: Stage;
}
interface WorkerFixtures {
  readonly opened: Stage;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  opened: [
    // Playwright reads what a fixture needs from its pattern: an empty one.
    async ({}, use, { workerIndex }) => {
      clearKeychain();
      const installed = installation(`shared-${workerIndex}`);
      const opened = await installed.launch();
      await use({ ...opened, control: await sandboxControl(opened) });
      await installed.close();
    },
    { scope: 'worker' },
  ],
  stage: async ({ opened }, use) => {
    const { page } = opened;
    await valueOf(page, 'sandbox.reset');
    for (const { id } of await valueOf<{ id: string }[]>(page, 'tokens.list')) {
      await valueOf(page, 'tokens.forget', { id });
    }
    for (const { id } of await valueOf<{ id: string }[]>(page, 'things.list')) {
      await valueOf(page, 'things.remove', { id });
    }
    for (const { id, kind } of await valueOf<{ id: string; kind: string }[]>(page, 'targets.list')) {
      if (kind === 'endpoint') await valueOf(page, 'target.remove', { id });
    }
    await forgetChoices(page);
    await goTo(page, '1', 'Start');
    await use(opened);
  },
});

/** The target and the tabs that the story before it chose, which may be of another file. */
async function forgetChoices(page: Page): Promise<void> {
  const remembered = await page.evaluate(() => {
    const { length } = localStorage;
    localStorage.clear();
    return length;
  });
  if (remembered > 0) await reload(page);
}

export { expect } from '@playwright/test';
