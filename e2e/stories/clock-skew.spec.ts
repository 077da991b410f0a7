import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { expectAsked, goTo, inspect, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

test('the sandbox’s clock is moved, and the meter shows by how much', async ({ console }) => {
  const { page } = console;
  await page.keyboard.press('Control+7');
  await page.getByRole('tab', { name: 'Clock-skew meter' }).click();
  await expect(page.getByText('Nothing measured yet')).toBeVisible();

  await goTo(page, '1', 'Start');
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  const timing = await inspect(page, 'Timing');
  const meter = timing.getByRole('region', { name: 'Clock skew', exact: true });
  await expect(meter).toContainText('In step');
  await expect(meter).toContainText(/The server’s clock is ours, ± \d/);

  await test.step('three minutes later by the sandbox', async () => {
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 180 });
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await page.keyboard.press('Control+7');
    await page.getByRole('tab', { name: 'Clock-skew meter' }).click();
    const whole = page.getByRole('region', { name: 'Clock skew', exact: true });
    await expect(whole).toContainText(/The server’s clock is (3 min|2 min 59 s|3 min 1 s) ahead of ours, ± /);
    await expect(whole).toContainText('Codes are off by 5 steps or more: they are refused.');
    await expect(whole).toContainText('From 2 Date headers. Each counts whole seconds');
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await expect(whole).toContainText('ahead of ours');
      await picture(console, `tool-clock-${theme}`);
    }
  });
});
