import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { findings, wide } from '../support/look.ts';
import { expectAsked, expectChain, newChain, reveal, rows, send } from '../support/steps.ts';
import { useTarget } from '../support/user-actions.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';

const userPage = (page: Page, name: string): Locator =>
  page.getByRole('article', { name: `User ${name}`, exact: true });
const row = (page: Page, name: string): Locator =>
  page.getByRole('listbox', { name: 'Users' }).getByRole('option', { name: new RegExp(`^${name}\\b`) });

async function openUser(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('main', { name: 'Users', exact: true })).toBeVisible();
  await row(page, name).click();
  await expect(userPage(page, name)).toContainText(`${name}@example.com`);
  return userPage(page, name);
}

/** Opens the dialog of an action, by the menu's key and the action's name. */
async function begin(page: Page, action: string, name: string): Promise<Locator> {
  await page.keyboard.press('Control+Alt+x');
  await page
    .getByRole('menu', { name: 'Actions' })
    .getByRole('menuitem', { name: action, exact: true })
    .click();
  const dialog = page.getByRole('dialog', { name: `${action}: ${name}` });
  await expect(dialog.getByRole('region', { name: 'What it will do' })).toBeVisible();
  return dialog;
}

/** One line of what changes, in the words of its cells. */
const change = (scope: Locator, name: string): Locator =>
  scope.getByRole('row').filter({ has: scope.page().getByRole('rowheader', { name, exact: true }) });

async function close(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toBeHidden();
}

test('support puts a user right: sees first what will change, does it, and finds both states kept', async ({
  console: shown,
  relaunch,
}) => {
  test.setTimeout(240_000);
  const { page } = shown;
  await useTheme(shown, 'dark');
  let password = '';

  await test.step('a password: what will change and the AWS CLI line come first', async () => {
    const bob = await openUser(page, 'bob');
    await bob.getByRole('button', { name: 'Set a password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a password: bob' });
    await expect(change(dialog, 'UserStatus')).toContainText(/CONFIRMED\s*FORCE_CHANGE_PASSWORD/);
    await expect(dialog).toContainText('The next sign-in is asked NEW_PASSWORD_REQUIRED.');
    await expect(dialog.getByLabel('AWS CLI line', { exact: true })).toContainText(
      'aws cognito-idp admin-set-user-password',
    );
    await expect(dialog.getByLabel('AWS CLI line', { exact: true })).toContainText('# Set first: PASSWORD');
    expect.soft(await findings(page)).toEqual([]);
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator('html').evaluate((html, to) => html.setAttribute('data-theme', to), theme);
      await picture(shown, `user-action-plan-${theme}`);
    }
    await page.locator('html').evaluate((html) => html.setAttribute('data-theme', 'dark'));
  });

  await test.step('one that breaks the policy is told so as it is typed, before anything is sent', async () => {
    const dialog = page.getByRole('dialog', { name: 'Set a password: bob' });
    await dialog.getByRole('combobox', { name: 'Password', exact: true }).selectOption('Type it');
    await dialog.getByLabel('Password to set').fill('tiny');
    const rules = dialog.getByRole('list', { name: 'The pool’s password policy' });
    await expect(rules).toContainText('8 characters or morenot kept');
    await expect(rules).toContainText('a lowercase letterkept');
    await dialog
      .getByRole('combobox', { name: 'Password', exact: true })
      .selectOption('Make one that keeps the policy');
  });

  await test.step('it is set, and the password that was made is revealed to who asks', async () => {
    const dialog = page.getByRole('dialog', { name: 'Set a password: bob' });
    await dialog.getByRole('button', { name: 'Set password' }).click();
    await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
    await expect(change(dialog, 'UserStatus')).toContainText(/CONFIRMED\s*FORCE_CHANGE_PASSWORD/);
    password = await reveal(dialog, 'the password');
    expect(password).toHaveLength(16);
    await picture(shown, 'user-action-done-dark');
    await dialog.getByRole('button', { name: 'Open the steps' }).click();
  });

  await test.step('its steps are a chain: how the user was, what was done, how they are', async () => {
    await expect(rows(page)).toHaveCount(3);
    await rows(page).nth(1).click();
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByRole('tab', { name: 'Summary' }).click();
    await expect(change(inspector, 'UserStatus')).toContainText(/CONFIRMED\s*FORCE_CHANGE_PASSWORD/);
    await expect(page.locator('body')).not.toContainText(password);
    await picture(shown, 'user-action-steps-dark');
  });

  await test.step('and it signs in', async () => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('bob');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await send(page);
    await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
  });

  await test.step('a group, by keys alone', async () => {
    await openUser(page, 'ann');
    const dialog = await begin(page, 'Add to a group', 'ann');
    await dialog.getByRole('button', { name: 'Add to group' }).press('Enter');
    await expect(dialog).toContainText('Group is missing.');
    await dialog.getByRole('combobox', { name: 'Group' }).fill('testers');
    await expect(change(dialog, 'Groups')).toContainText('testers');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
    await close(dialog);
    await expect(userPage(page, 'ann').getByRole('region', { name: 'Groups' })).toContainText('testers');
  });

  await test.step('a lost authenticator app', async () => {
    const dialog = await begin(page, 'Reset the authenticator app', 'ann');
    await expect(change(dialog, 'UserMFASettingList')).toContainText(/SOFTWARE_TOKEN_MFA\s*none/);
    await expect(dialog).toContainText('The secret can’t be brought back.');
    await dialog.getByRole('button', { name: 'Reset authenticator' }).click();
    await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
    await close(dialog);
  });

  await test.step('a refusal says what happened, and changes nothing', async () => {
    const dialog = await begin(page, 'Confirm the sign-up', 'ann');
    await expect(dialog).toContainText('Cognito refuses this for a user who is CONFIRMED');
    await dialog.getByRole('button', { name: 'Confirm sign-up' }).click();
    await expect(dialog.getByRole('alert')).toContainText('NotAuthorizedException');
    await expect(dialog.getByRole('alert')).toContainText('Current status is CONFIRMED');
    await picture(shown, 'user-action-refused-dark');
    await close(dialog);
  });

  await test.step('a user who is removed is gone from the list', async () => {
    await openUser(page, 'fay');
    const dialog = await begin(page, 'Delete', 'fay');
    await expect(change(dialog, 'email')).toContainText(/fay@example\.com\s*none/);
    await dialog.getByRole('button', { name: 'Delete user' }).click();
    await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
    await close(dialog);
    await expect(row(page, 'fay')).toBeHidden();
  });

  await test.step('but not from the history, after a restart as well', async () => {
    const again = (await relaunch()).page;
    await again.keyboard.press('Control+9');
    await again
      .getByRole('option', { name: /AdminDeleteUser/ })
      .first()
      .click();
    await expectChain(again, [
      'Step 1, AdminGetUser, done',
      'Step 2, AdminListGroupsForUser, done',
      'Step 3, AdminListDevices, done',
      'Step 4, AdminDeleteUser, done',
    ]);
    await rows(again).nth(3).click();
    const inspector = again.getByRole('region', { name: 'Inspector' });
    await inspector.getByRole('tab', { name: 'Summary' }).click();
    await expect(change(inspector, 'email')).toContainText(/fay@example\.com\s*none/);
  });
});

test('on a production target nothing is done before the user’s name is typed', async ({ console: shown }) => {
  const { page } = shown;
  await useTheme(shown, 'light');
  const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
  await valueOf(page, 'target.save', {
    ...{ name: 'Live shop', region: 'eu-west-1', endpoint, userPoolId: POOL },
    ...{ clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h', fips: false, color: 'red', production: true },
    sessionMinutes: 3,
  });
  await useTarget(page, 'Live shop');
  await openUser(page, 'bob');
  const dialog = await begin(page, 'Disable', 'bob');
  await expect(dialog).toContainText('Live shop is a production target.');
  await expect(dialog).toContainText('All their tokens are revoked: they are signed out everywhere.');
  const act = dialog.getByRole('button', { name: 'Disable user' });
  await expect(act).toBeDisabled();
  await dialog.getByLabel('Type bob to go on').fill('bo');
  await expect(act).toBeDisabled();
  expect.soft(await findings(page)).toEqual([]);
  await dialog.getByLabel('Type bob to go on').fill('bob');
  await picture(shown, 'user-action-production-light');
  await act.click();
  await expect(change(dialog, 'Enabled')).toContainText(/true\s*false/);
  await close(dialog);
  await expect(userPage(page, 'bob')).toContainText('disabled');
  await expect(userPage(page, 'bob').getByRole('button', { name: 'Enable' })).toBeVisible();

  await test.step('what will change stands first where it is long, with the name to type in sight', async () => {
    await resize(shown, 1024, 700);
    const removal = await begin(page, 'Delete', 'bob');
    await expect(removal.getByLabel('Type bob to go on')).toBeFocused();
    await expect(removal.getByLabel('Type bob to go on')).toBeInViewport({ ratio: 1 });
    await expect(removal.getByRole('columnheader', { name: 'What will change' })).toBeInViewport({
      ratio: 1,
    });
    expect.soft(await findings(page)).toEqual([]);
    await picture(shown, 'user-action-delete-production-light');
    await page.keyboard.press('Escape');
    await expect(removal).toBeHidden();
  });
});

test('a user is made with an invitation, and can be signed in with what it says', async ({
  console: shown,
}) => {
  const { page } = shown;
  await useTheme(shown, 'dark');
  await page.keyboard.press('Control+u');
  await expect(row(page, 'bob')).toBeVisible();
  await page.getByRole('button', { name: 'Create a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a user' });
  await dialog.getByRole('textbox', { name: 'User name' }).fill('wim');
  await dialog.getByRole('textbox', { name: 'Attributes: key 1' }).fill('email');
  await dialog.getByRole('textbox', { name: 'Attributes: value of email' }).fill('wim@example.com');
  await dialog.getByRole('textbox', { name: 'Attributes: key 2' }).fill('name');
  await dialog.getByRole('textbox', { name: 'Attributes: value of name' }).fill('Wim');
  await dialog.getByRole('checkbox', { name: 'Their email is verified' }).check();
  await dialog.getByRole('combobox', { name: 'Password', exact: true }).selectOption('Leave it to Cognito');
  await dialog.getByRole('combobox', { name: 'Invitation' }).selectOption('Email');
  await expect(dialog).toContainText('An email with the temporary password goes to wim@example.com.');
  await expect(change(dialog, 'UserStatus')).toContainText(/none\s*FORCE_CHANGE_PASSWORD/);
  expect.soft(await findings(page)).toEqual([]);
  expect.soft(await wide(page)).toEqual([]);
  await picture(shown, 'user-create-dark');
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
  await close(dialog);
  await expect(userPage(page, 'wim')).toContainText('FORCE_CHANGE_PASSWORD');
  await expect(row(page, 'wim')).toBeVisible();
  await picture(shown, 'user-page-with-actions-dark');

  const inbox = await valueOf<{ username: string; code: string }[]>(page, 'sandbox.inbox');
  const { code } = inbox.find(({ username }) => username === 'wim') ?? { code: '' };
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('wim');
  await page.getByRole('textbox', { name: 'Password' }).fill(code);
  await send(page);
  await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
});
