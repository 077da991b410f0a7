import { test as base } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { type Control, sandboxControl } from './control.ts';
import { clearKeychain } from './keychain.ts';
import { type Console, installation } from './launch.ts';
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
    await goTo(page, '1', 'Start');
    await use(opened);
  },
});

export { expect } from '@playwright/test';
