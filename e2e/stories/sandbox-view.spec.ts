import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import { expectTokens, fillAtOnce, goTo, newChain, send } from '../support/steps.ts';
import { resize, type Theme, useTheme } from '../support/window.ts';

/** A pane of the sandbox's view, shown by its tab. */
async function part(page: Page, tab: string): Promise<Locator> {
  await page.getByRole('tab', { name: tab, exact: true }).click();
  return page.getByRole('tabpanel', { name: tab });
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

test('the sandbox is filled, changed and taken back by hand', async ({ console: { page } }) => {
  test.setTimeout(120_000);
  await goTo(page, '3', 'Sandbox');
  const users = page.getByRole('table', { name: /^Users of / });
  const rowOf = (name: string) => users.getByRole('row', { name: new RegExp(`^${name}\\b`) });

  await test.step('a user is added; a mistake is named at its field and loses nothing', async () => {
    await page.getByRole('button', { name: 'Add user' }).click();
    const form = dialog(page, 'Add a user');
    await expect(form.getByRole('textbox', { name: 'User name' })).toBeFocused();
    await form.getByRole('textbox', { name: 'User name' }).fill('walt');
    await form.getByRole('textbox', { name: 'Password' }).fill('Fixture-horse-7');
    await form.getByRole('textbox', { name: 'TOTP secret' }).fill('short');
    await form.getByRole('button', { name: 'Add user' }).click();
    await expect(form).toContainText('must be Base32, 16 letters or more');
    await expect(form.getByRole('textbox', { name: 'User name' })).toHaveValue('walt');
    await form.getByRole('textbox', { name: 'TOTP secret' }).fill('');
    await form.getByRole('button', { name: 'Add user' }).click();
    await expect(form).toBeHidden();
    await expect(rowOf('walt')).toContainText('CONFIRMED');
  });

  await test.step('and edited', async () => {
    await users.getByRole('button', { name: 'Edit walt' }).click();
    const form = dialog(page, 'Edit walt');
    await form.getByRole('textbox', { name: 'UserAttributes: key 1' }).fill('email');
    await form.getByRole('textbox', { name: 'UserAttributes: value of email' }).fill('walt@example.com');
    await form.getByRole('textbox', { name: 'UserAttributes: value of email' }).press('Enter');
    await expect(form).toBeHidden();
    await expect(rowOf('walt')).toContainText('walt@example.com');
  });

  await test.step('and signs in', async () => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('walt');
    await page.getByLabel('Password', { exact: true }).fill('Fixture-horse-7');
    await send(page);
    await expectTokens(page, 'walt');
  });

  await test.step('the log has the call', async () => {
    await goTo(page, '3', 'Sandbox');
    const log = await part(page, 'Request log');
    await expect(log.getByRole('row').filter({ hasText: 'InitiateAuth' }).first()).toContainText('walt');
    await part(page, 'Users');
  });

  await test.step('a seeded user is changed and put back', async () => {
    await users.getByRole('button', { name: 'Edit ivy' }).click();
    const form = dialog(page, 'Edit ivy');
    await form.getByRole('checkbox', { name: 'Enabled' }).uncheck();
    await form.getByRole('button', { name: 'Save user' }).click();
    await expect(rowOf('ivy')).toContainText('disabled');
    await users.getByRole('button', { name: 'More for ivy' }).click();
    await page.getByRole('menuitem', { name: 'Back to the seed' }).click();
    await dialog(page, 'Put ivy back to the seed').getByRole('button', { name: 'Back to the seed' }).click();
    await expect(rowOf('ivy')).not.toContainText('disabled');
  });

  await test.step('an app client is added, and is a target at once', async () => {
    const clients = await part(page, 'App clients');
    await clients.getByRole('button', { name: 'Add app client' }).click();
    const form = dialog(page, 'Add an app client');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Kiosk');
    await form.getByRole('button', { name: 'New secret' }).click();
    await form.getByRole('button', { name: 'Add app client' }).click();
    await expect(clients.getByRole('row', { name: /Kiosk/ })).toContainText('USER_SRP_AUTH');
    await goTo(page, '4', 'Targets');
    await expect(page.getByRole('navigation', { name: 'Targets' }).getByText(/Kiosk/)).toBeVisible();
    await goTo(page, '3', 'Sandbox');
    await expect(page.getByRole('tab', { name: 'App clients' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('the clock is moved, set and frozen', async () => {
    const clock = page.getByRole('group', { name: 'Sandbox clock' });
    await clock.getByRole('button', { name: 'Move the sandbox clock by 1 day' }).click();
    await expect(clock).toContainText('ahead');
    await clock.getByRole('button', { name: 'Set the sandbox clock' }).click();
    const set = dialog(page, 'Set the sandbox clock');
    await set.getByLabel('Day and time, local').fill('2031-02-03T04:05:06');
    await set.getByRole('button', { name: 'Set clock' }).click();
    await expect(clock).toContainText('3 Feb 2031');
    await clock.getByRole('button', { name: 'Freeze the sandbox clock' }).click();
    await expect(clock).toContainText('stands still');
    await expect(page.getByRole('banner')).toContainText('clock stands still');
    await clock.getByRole('button', { name: 'Go on with the sandbox clock' }).click();
    await expect(clock).not.toContainText('stands still');
  });

  await test.step('a seed with a mistake is refused by its line, then loaded', async () => {
    await page.getByRole('button', { name: 'Seed', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit as seed file' }).click();
    const form = dialog(page, 'Load a seed');
    const text = form.getByRole('textbox', { name: 'Seed, YAML or JSON' });
    const present = await text.inputValue();
    expect(present).toContain('walt');
    await fillAtOnce(text, present.replace('version: 1', 'version: 2'));
    await form.getByRole('button', { name: 'Load seed' }).click();
    const mistakes = form.getByRole('alert', { name: 'Mistakes in the seed' });
    await expect(mistakes).toContainText('version must be 1');
    await mistakes.getByRole('button', { name: /^line \d+$/ }).click();
    await expect(text).toBeFocused();
    await fillAtOnce(text, present.replace(/PoolName: .*/, 'PoolName: From my seed'));
    await form.getByRole('button', { name: 'Load seed' }).click();
    await expect(form).toBeHidden();
    await part(page, 'Users');
    await expect(page.getByRole('table', { name: 'Users of From my seed' })).toBeVisible();
    await expect(rowOf('walt')).toBeVisible();
  });

  await test.step('tabs are a matter of arrows', async () => {
    await page.getByRole('tab', { name: 'Users' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name: 'Settings' })).toBeVisible();
  });
});

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`the sandbox view in ${theme}: every part, accessible at every size`, async ({ console }) => {
    test.setTimeout(120_000);
    const { page } = console;
    await useTheme(console, theme);
    await resize(console, 1280, 800);
    await goTo(page, '3', 'Sandbox');
    await page.getByRole('button', { name: 'Step cy' }).click();
    await expect(page.getByRole('heading', { name: 'cy', level: 1 })).toBeVisible();
    await send(page);
    await goTo(page, '3', 'Sandbox');
    for (const tab of ['Users', 'App clients', 'Faults', 'Triggers', 'Request log', 'Settings']) {
      await test.step(tab, async () => {
        const panel = await part(page, tab);
        await expect(panel.getByRole('region').first()).toBeVisible();
        await check(console, `sandbox-${tab.toLowerCase().replace(' ', '-')}-${theme}`);
      });
    }
    await part(page, 'Users');
    await showDialog(page.getByRole('button', { name: 'Edit ann' }), 'Edit ann');
    await showDialog(page.getByRole('button', { name: 'Set the sandbox clock' }), 'Set the sandbox clock');
    await showDialog(page.getByRole('button', { name: 'Control API' }), 'Control API');
    await part(page, 'App clients');
    await showDialog(page.getByRole('button', { name: 'Add app client' }), 'Add an app client');
    await page.getByRole('button', { name: 'Seed', exact: true }).click();
    await showDialog(page.getByRole('menuitem', { name: 'Edit as seed file' }), 'Load a seed');

    async function showDialog(opener: Locator, title: string): Promise<void> {
      await test.step(title, async () => {
        await opener.click();
        await expect(dialog(page, title)).toBeVisible();
        await check(console, `sandbox-${title.toLowerCase().replaceAll(' ', '-')}-${theme}`);
        await page.keyboard.press('Escape');
        await expect(dialog(page, title)).toBeHidden();
      });
    }
  });
}
