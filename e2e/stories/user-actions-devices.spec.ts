import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { findings } from '../support/look.ts';
import { expectAsked, expectTokens, proveThePassword, rows, send, startSeeded } from '../support/steps.ts';
import { begin, go, openUser, useTarget } from '../support/user-actions.ts';
import { picture, useTheme } from '../support/window.ts';

// The pool that remembers every device: a sign-in that names one of them goes without the second factor.

const POOL = 'eu-west-1_Gd5Xk2vQe';
const CLIENT = '3v7b1n5m9k2j6h0g4f8d1s5a9p';

/** Signs ada in, and confirms the device that her tokens come with. @returns its key */
async function confirmDevice(page: Page, name: string): Promise<string> {
  await startSeeded(page, 'ada');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  const tokens = await expectTokens(page, 'ada');
  await tokens.getByRole('textbox', { name: /^Device name/ }).fill(name);
  await tokens.getByRole('button', { name: 'Confirm this device' }).click();
  await expect(rows(page).last()).toHaveAccessibleName(/ConfirmDevice, .*done/);
  const things = await valueOf<{ kind: string; deviceKey?: string }[]>(page, 'things.list');
  return things.find(({ kind }) => kind === 'device')?.deviceKey ?? '';
}

test('a device is marked and forgotten: what will change comes first, both states are kept', async ({
  console: shown,
}) => {
  test.setTimeout(240_000);
  const { page } = shown;
  await useTheme(shown, 'dark');
  const key = await confirmDevice(page, 'Ada’s laptop');
  const line = (status: string) => new RegExp(`^${key} \\(Ada’s laptop\\) ${status}$`);
  await useTarget(page, 'Remembers every device');
  const mark = {
    ...{ title: 'Remember a device, or not', user: 'ada', verb: 'Mark device' },
    ...{ command: 'admin-update-device-status', operation: 'AdminUpdateDeviceStatus' },
  };

  await test.step('not remembered', () =>
    go(shown, {
      ...mark,
      line: /"DeviceRememberedStatus": ?"not_remembered"/,
      fill: async (dialog) => {
        await expect(dialog.getByRole('combobox', { name: 'Device' })).toHaveValue(key);
        await dialog.getByRole('combobox', { name: 'It is' }).selectOption('not_remembered');
      },
      changes: [['Devices', line('remembered'), line('not_remembered')]],
      notes: [],
    }));
  await test.step('the user’s page says so', async () => {
    await openUser(page, 'ada');
    const devices = page.getByRole('article', { name: 'User ada' }).getByRole('region', { name: 'Devices' });
    await expect(devices).toContainText('not remembered');
  });
  await test.step('remembered again', () =>
    go(shown, {
      ...mark,
      line: /"DeviceRememberedStatus": ?"remembered"/,
      changes: [['Devices', line('not_remembered'), line('remembered')]],
      notes: ['Who holds it signs in without the second factor, where the pool lets them.'],
    }));

  await test.step('forgotten, on a production target with the name typed', async () => {
    const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
    await valueOf(page, 'target.save', {
      ...{ name: 'Live shop', region: 'eu-west-1', endpoint, userPoolId: POOL, clientId: CLIENT },
      ...{ fips: false, color: 'red', production: true, sessionMinutes: 3 },
    });
    await useTarget(page, 'Live shop');
    await openUser(page, 'ada');
    const dialog = await begin(page, 'Forget a device', 'ada');
    await expect(dialog).toContainText('Live shop is a production target.');
    const act = dialog.getByRole('button', { name: 'Forget device' });
    await expect(act).toBeDisabled();
    await dialog.getByLabel('Type ada to go on').fill('Ada');
    await expect(act).toBeDisabled();
    expect.soft(await findings(page)).toEqual([]);
    await picture(shown, 'user-action-device-production-dark');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await go(shown, {
      ...{ title: 'Forget a device', user: 'ada', verb: 'Forget device' },
      ...{ command: 'admin-forget-device', operation: 'AdminForgetDevice', line: key },
      fill: (opened) => opened.getByLabel('Type ada to go on').fill('ada'),
      changes: [['Devices', line('remembered'), /none/]],
      notes: [
        'Its key and password are good no more',
        'Tokens of that device can’t be refreshed.',
        'What the vault here holds of it goes, too.',
      ],
    });
    // The next sign-in would have named it, and been refused.
    expect(await valueOf(page, 'things.list')).toEqual([]);
  });

  await test.step('with none left there is nothing to choose, and that is said', async () => {
    await openUser(page, 'ada');
    const dialog = await begin(page, 'Forget a device', 'ada');
    await dialog.getByLabel('Type ada to go on').fill('ada');
    await dialog.getByRole('button', { name: 'Forget device' }).click();
    await expect(dialog).toContainText('Device is missing.');
    await expect(dialog).toContainText('None was found.');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});
