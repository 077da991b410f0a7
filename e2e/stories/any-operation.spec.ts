import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { findings, wide } from '../support/look.ts';
import {
  expectAsked,
  expectTokens,
  inspect,
  requestJson,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const clipboard = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard: board }) => board.readText());
const search = (page: Page): Locator => page.getByRole('textbox', { name: 'Search the operations' });
const form = (page: Page, operation: string): Locator =>
  page.getByRole('group', { name: `Call ${operation}`, exact: true });

/** By key, search and Enter. */
async function openCall(page: Page, operation: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+k');
  await expect(page.getByRole('heading', { name: 'Call an operation', level: 1 })).toBeVisible();
  await search(page).fill(operation);
  await page.keyboard.press('Enter');
  await expect(form(page, operation)).toBeVisible();
  return form(page, operation);
}

/** Every kind of field: a text, a list of structures, a secret, one of AWS's values. */
async function fillNewUser(page: Page, fields: Locator): Promise<void> {
  const add = async (button: string, member: string): Promise<void> => {
    await fields.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('menuitem', { name: member, exact: true }).click();
  };
  await fields.getByRole('textbox', { name: 'Username' }).fill('eve');
  await add('Add a member', 'UserAttributes');
  await fields.getByRole('textbox', { name: 'Name', exact: true }).fill('email');
  await add('Add a member of UserAttributes 1', 'Value');
  await fields.getByRole('textbox', { name: 'Value', exact: true }).fill('eve@example.com');
  await add('Add a member', 'TemporaryPassword');
  await fields.getByLabel('TemporaryPassword', { exact: true }).fill('Green-Meadow-77!');
  await add('Add a member', 'MessageAction');
  await fields.getByRole('combobox', { name: 'MessageAction' }).fill('SUPPRESS');
  await page.keyboard.press('Escape');
}

test('support looks at a user beside the sign-in, sets a password and finds out what is lacking', async ({
  console,
}) => {
  const { app, page } = console;
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('all 140 operations are there to be searched, dark and light', async () => {
    await page.keyboard.press('Control+Shift+k');
    await expect(page.getByText('140 of 140')).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(console, theme);
      expect.soft(await findings(page)).toEqual([]);
      expect.soft(await wide(page)).toEqual([]);
      await picture(console, `call-operations-${theme}`);
    }
    await search(page).fill('deactivates a user');
    await expect(page.getByRole('list', { name: 'Operations' }).getByRole('link')).toHaveCount(1);
    await search(page).fill('admin-get-user');
    await page.keyboard.press('Enter');
    await expect(form(page, 'AdminGetUser')).toBeVisible();
  });

  await test.step('the request is filled in from target and chain, and goes as a step of it', async () => {
    await expect(page.getByRole('combobox', { name: 'As' })).toContainText('bob');
    expect(await requestJson(page)).toMatchObject({ Username: 'bob' });
    await send(page);
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).filter({ hasText: 'AdminGetUser' })).toHaveCount(1);
    const body = await inspect(page, 'Response');
    await expect(body.getByText('CONFIRMED')).toBeVisible();
    // The sign-in is where it was.
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectTokens(page, 'bob');
  });

  await test.step('a form drawn from the model, the JSON beside it, and the exact bytes', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(console, theme);
      await expect(rows(page)).toHaveCount(3);
      await fillNewUser(page, await openCall(page, 'AdminCreateUser'));
      expect(await requestJson(page)).toMatchObject({
        ...{ Username: 'eve', MessageAction: 'SUPPRESS', TemporaryPassword: '••••••' },
        UserAttributes: [{ Name: 'email', Value: 'eve@example.com' }],
      });
      expect.soft(await findings(page)).toEqual([]);
      await picture(console, `call-form-${theme}`);
      if (theme === 'light') await page.goBack();
      if (theme === 'light') await page.goBack();
    }
    await page.getByRole('tab', { name: 'Exact bytes' }).click();
    const wire = page.getByRole('region', { name: 'Request as it goes out' });
    await expect(wire).toContainText('X-Amz-Target: AWSCognitoIdentityProviderService.AdminCreateUser');
    await expect(wire).toContainText('signed when it goes');
    await expect(wire).toContainText('"TemporaryPassword":"••••••"');
    await picture(console, 'call-bytes-dark');
    await page.getByRole('tab', { name: 'JSON', exact: true }).click();
    await send(page);
    await expect(rows(page).last()).toHaveAccessibleName(/AdminCreateUser, done/);
    await expect((await inspect(page, 'Response')).getByText('FORCE_CHANGE_PASSWORD')).toBeVisible();
  });

  await test.step('it is sent again with an edit; the password that nobody sees goes along', async () => {
    await page.keyboard.press('Alt+Shift+e');
    const fields = form(page, 'AdminCreateUser');
    await expect(fields).toBeVisible();
    expect(await requestJson(page)).toMatchObject({ Username: 'eve', TemporaryPassword: '••••••' });
    await fields.getByRole('textbox', { name: 'Username' }).fill('eva');
    await send(page);
    await expect((await inspect(page, 'Response')).getByText('"eva"')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('Green-Meadow');
  });

  await test.step('as code it signs itself, and holds no credential', async () => {
    for (const [keys, begins] of [
      ['Control+Alt+c', /--aws-sigv4 aws:amz:[\w-]+:cognito-idp/],
      ['Control+Alt+a', /^aws cognito-idp admin-create-user \\$/m],
      ['Control+Alt+Shift+j', /new AdminCreateUserCommand\(\{/],
      ['Control+Alt+Shift+p', /client\.admin_create_user\(/],
      ['Control+Alt+Shift+v', /client\.adminCreateUser\(request -> request$/m],
      ['Control+Alt+Shift+s', /client\.adminCreateUser\(input: AdminCreateUserInput\($/m],
      ['Control+Alt+Shift+c', /--aws-sigv4/],
    ] as const) {
      await app.evaluate(({ clipboard: board }) => board.writeText(''));
      await page.keyboard.press(keys);
      await expect.poll(() => clipboard(app)).toMatch(begins);
      expect(await clipboard(app)).not.toMatch(/AWS4-HMAC|Signature=|Authorization/);
    }
  });

  await test.step('a missing permission is told by the name of the IAM action', async () => {
    await valueOf(page, 'sandbox.addFault', { rule: 'AdminDisableUser times=1 -> AccessDeniedException' });
    const fields = await openCall(page, 'AdminDisableUser');
    await fields.getByRole('textbox', { name: 'Username' }).fill('eva');
    await send(page);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await expect(inspector.getByText(/They lack cognito-idp:AdminDisableUser/)).toBeVisible();
    await picture(console, 'call-permission-dark');
  });
});

test('an operation is looked up in the reference, and called from there', async ({ console }) => {
  const { page } = console;
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('Control+5');
  await page.getByRole('textbox', { name: 'Search the reference' }).fill('admin set user password');
  await page.getByRole('tab', { name: /^Operations/ }).click();
  const topic = page.getByRole('article', { name: 'AdminSetUserPassword' });
  await expect(topic.getByText('cognito-idp:AdminSetUserPassword')).toBeVisible();
  await expect(
    topic
      .getByRole('table', { name: 'Members of AdminSetUserPassword' })
      .getByRole('row', { name: /Password/ }),
  ).toContainText('required');
  expect.soft(await findings(page)).toEqual([]);
  expect.soft(await wide(page)).toEqual([]);
  await picture(console, 'reference-operation');
  await topic.getByRole('button', { name: 'Call it' }).click();
  await expect(form(page, 'AdminSetUserPassword')).toBeVisible();
});
