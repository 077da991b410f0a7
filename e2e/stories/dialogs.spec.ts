import type { Page } from '@playwright/test';
import { expect, test } from '../support/focus.ts';
import { findings, spilled, still, wide } from '../support/look.ts';
import { fill, SIGHTS } from '../support/sights.ts';
import { picture, pictureOfZoomed, resize, scale, useLook } from '../support/window.ts';

interface Asked {
  readonly name: string;
  /** The view it is opened from, one of SIGHTS. */
  readonly from: string;
  /** What comes first there: where the focus has to be. */
  readonly before?: (page: Page) => Promise<void>;
  readonly keys: string;
  readonly dialog: string | RegExp;
}

/** The dialogs that ask, by the keys that open them. */
const DIALOGS: readonly Asked[] = [
  { name: 'export', from: 'chain', keys: 'Control+Shift+o', dialog: /^Export/ },
  { name: 'reproduce', from: 'chain', keys: 'Control+Shift+g', dialog: 'Reproduce the chain' },
  { name: 'notes', from: 'chain', keys: 'Control+Shift+m', dialog: /^Notes on/ },
  { name: 'reset-sandbox', from: 'sandbox-users', keys: 'Control+Alt+0', dialog: 'Reset the sandbox' },
  { name: 'clock', from: 'sandbox-users', keys: 'Control+Alt+t', dialog: 'Set the sandbox clock' },
  { name: 'control', from: 'sandbox-users', keys: 'Control+Alt+i', dialog: 'Control API' },
  { name: 'seed', from: 'sandbox-users', keys: 'Control+Alt+o', dialog: 'Load a seed' },
  { name: 'add-user', from: 'sandbox-users', keys: 'Control+Alt+n', dialog: 'Add a user' },
  { name: 'edit-user', from: 'sandbox-users', keys: 'F2', dialog: /^Edit / },
  { name: 'add-client', from: 'sandbox-clients', keys: 'Control+Alt+n', dialog: 'Add an app client' },
  { name: 'add-totp', from: 'things', keys: 'Control+Alt+u', dialog: 'Add a TOTP secret' },
  { name: 'add-passkey', from: 'things', keys: 'Control+Alt+Shift+u', dialog: 'Import a passkey' },
  { name: 'add-device', from: 'things', keys: 'Control+Alt+Shift+i', dialog: 'Add a device' },
  { name: 'create-user', from: 'users', keys: 'Control+Alt+n', dialog: 'Create a user' },
  { name: 'save-search', from: 'history-none', keys: 'Control+Alt+q', dialog: 'Save the search' },
  { name: 'save-scenario', from: 'scenario', keys: 'Control+s', dialog: 'Save the scenario' },
  { name: 'wipe', from: 'settings', keys: 'Control+Alt+Shift+Backspace', dialog: /Wipe/ },
];

async function withDialog(
  page: Page,
  { from, keys, dialog }: Asked,
  run: () => Promise<void>,
): Promise<void> {
  await SIGHTS.find(({ name }) => name === from)?.show(page);
  await page.keyboard.press(keys);
  const shown = page.getByRole('dialog', { name: dialog });
  await expect(shown).toBeVisible();
  // In it, or on it where there is nothing to fill in.
  await expect.poll(() => shown.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await still(page);
  await run();
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
}

test('every dialog that asks, in high contrast and at 200 %: axe finds nothing, and all of it is there', async ({
  console,
  installed,
}) => {
  test.setTimeout(300_000);
  const { page } = console;
  await useLook(console, { theme: 'dark', contrast: 'high' });
  await resize(console, 1280, 800);
  await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
  await fill(page);
  for (const size of ['usual', 'large'] as const) {
    if (size === 'large') {
      for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('Control+=');
      await expect.poll(() => scale(console)).toBe(2);
    }
    for (const asked of DIALOGS) {
      await test.step(`${asked.name}, ${size}`, () =>
        withDialog(page, asked, async () => {
          expect.soft(await findings(page), asked.name).toEqual([]);
          expect.soft(await wide(page), asked.name).toEqual([]);
          expect.soft(await spilled(page), asked.name).toEqual([]);
          if (size === 'usual') await picture(console, `dialog-${asked.name}-high`);
          else await pictureOfZoomed(console, `dialog-${asked.name}-zoomed`);
        }));
      await installed.keepPage();
    }
  }
});
