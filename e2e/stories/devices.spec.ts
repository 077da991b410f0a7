import { expect, test } from '../support/console.ts';
import {
  expectAsked,
  expectTokens,
  goTo,
  newChain,
  proveThePassword,
  requestJson,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { openThings, pickMore, thingNamed } from '../support/things.ts';
import { picture, useTheme } from '../support/window.ts';

test('a device: confirmed, remembered on request, signed in with or not, forgotten', async ({
  console: shown,
}) => {
  const { page } = shown;
  await useTheme(shown, 'dark');
  await test.step('confirmed under a name of its own', async () => {
    await startSeeded(page, 'ben');
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    const tokens = await expectTokens(page, 'ben');
    await tokens.getByRole('textbox', { name: /^Device name/ }).fill('Ben’s laptop');
    await tokens.getByRole('button', { name: 'Confirm this device' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(/ConfirmDevice, .*done/);
    await picture(shown, 'device-confirm-dark');
  });

  await test.step('the pool remembers it once the user says so', async () => {
    await openThings(page);
    const thing = thingNamed(page, 'Ben’s laptop', 'ben');
    await expect(thing).toContainText('tracked only');
    await page.goBack();
    const tokens = await expectTokens(page, 'ben');
    await tokens.getByRole('button', { name: 'Set the status' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(/UpdateDeviceStatus, .*done/);
    await openThings(page);
    await expect(thing).toContainText('remembered');
  });

  await test.step('a new sign-in names it by itself, or none when that is chosen', async () => {
    await newChain(page, 'USER_SRP_AUTH');
    const target = page.getByRole('combobox', { name: 'Target', exact: true });
    const option = target.locator('option', { hasText: 'Remembers a device on request' }).first();
    await target.selectOption(await option.getAttribute('value'));
    await page.getByRole('textbox', { name: /^Username/ }).fill('ben');
    const main = page.getByRole('main');
    await expect(main).toContainText('kept: Ben’s laptop in the vault');
    await expect.poll(async () => deviceKeyIn(await requestJson(page))).toMatch(/^eu-west-1_/);
    await main.getByRole('button', { name: 'Choose: Device key' }).click();
    await page.getByRole('menuitemradio', { name: 'None' }).click();
    await expect(main).toContainText('none: nothing is sent');
    await expect.poll(async () => deviceKeyIn(await requestJson(page))).toBeUndefined();
    await picture(shown, 'device-choice-dark');
    await main.getByRole('button', { name: 'Choose: Device key' }).click();
    await page.getByRole('menuitemradio', { name: /^Ben’s laptop/ }).click();
    await send(page);
    await proveThePassword(page);
    await expectAsked(page, 'DEVICE_SRP_AUTH');
    await send(page);
    await expectAsked(page, 'DEVICE_PASSWORD_VERIFIER');
    await send(page);
    await expectTokens(page, 'ben');
  });

  await test.step('from the tokens page confirming leads to the chain', async () => {
    await page.keyboard.press('Control+1');
    await startSeeded(page, 'ada');
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ada');
    await goTo(page, '2', 'Tokens');
    const set = await expectTokens(page, 'ada');
    await set.getByRole('button', { name: 'Confirm this device' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(/ConfirmDevice, .*done/);
  });

  await test.step('ForgetDevice takes it out of the vault, too', async () => {
    await openThings(page);
    await pickMore(page, 'Ben’s laptop', /ForgetDevice/);
    await expect(rows(page).last()).toHaveAccessibleName(/ForgetDevice, .*done/);
    await openThings(page);
    await expect(thingNamed(page, 'Ben’s laptop', 'ben')).toHaveCount(0);
    await expect(thingNamed(page, 'Countersign', 'ada')).toBeVisible();
  });
});

function deviceKeyIn(body: Readonly<Record<string, unknown>>): unknown {
  return (body['AuthParameters'] as Readonly<Record<string, unknown>> | undefined)?.['DEVICE_KEY'];
}
