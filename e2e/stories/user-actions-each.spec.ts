import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test, type Stage } from '../support/shared.ts';
import { rows } from '../support/steps.ts';
import { picture } from '../support/window.ts';

// Each action of a user's page goes the same way: what it will do and the AWS CLI line first, then both states in the
// chain. What differs between them is data.

/** A fact by AWS's name: what it is before, and after. */
type Change = readonly [name: string, before: RegExp, after: RegExp];

interface Act {
  readonly title: string;
  readonly user: string;
  readonly verb: string;
  /** Of the AWS CLI line. */
  readonly command: string;
  /** Something that the line says, for what was filled in. */
  readonly line?: string | RegExp;
  fill?(dialog: Locator, page: Page): Promise<void>;
  readonly changes: readonly Change[];
  /** What else comes of it, as it is said before. */
  readonly notes: readonly string[];
  /** Of the service: what is sent between the reads. */
  readonly operation: string;
}

const NONE = /none/;
const POOL = 'eu-west-1_Kq7Zt2mXa';

async function choose(dialog: Locator, field: string, label: string): Promise<void> {
  await dialog.getByRole('combobox', { name: field }).selectOption(label);
}

const GROUPS: Readonly<Record<string, readonly Act[]>> = {
  password: [
    {
      ...{ title: 'Set a password', user: 'eli', verb: 'Set password' },
      ...{
        command: 'admin-set-user-password',
        operation: 'AdminSetUserPassword',
        line: /"Permanent": ?true/,
      },
      fill: (dialog) => choose(dialog, 'It holds', 'Permanent'),
      changes: [['UserStatus', /FORCE_CHANGE_PASSWORD/, /CONFIRMED/]],
      notes: ['The password they have now is good no more.', 'No message goes out'],
    },
    {
      ...{ title: 'Reset the password', user: 'bob', verb: 'Reset password' },
      ...{ command: 'admin-reset-user-password', operation: 'AdminResetUserPassword' },
      changes: [['UserStatus', /CONFIRMED/, /RESET_REQUIRED/]],
      notes: ['A code goes out, to bob@example.com'],
    },
  ],
  account: [
    {
      ...{ title: 'Confirm the sign-up', user: 'jon', verb: 'Confirm sign-up' },
      ...{ command: 'admin-confirm-sign-up', operation: 'AdminConfirmSignUp' },
      changes: [['UserStatus', /UNCONFIRMED/, /^CONFIRMED/]],
      notes: ['What the code would have verified stays unverified.'],
    },
    {
      ...{ title: 'Enable', user: 'kim', verb: 'Enable user' },
      ...{ command: 'admin-enable-user', operation: 'AdminEnableUser' },
      changes: [['Enabled', /false/, /true/]],
      notes: ['Tokens that were revoked stay revoked.'],
    },
  ],
  attributes: [
    {
      ...{ title: 'Set attributes', user: 'ann', verb: 'Set attributes' },
      ...{
        command: 'admin-update-user-attributes',
        operation: 'AdminUpdateUserAttributes',
        line: 'nickname',
      },
      async fill(dialog) {
        await dialog.getByRole('textbox', { name: 'Attributes to set: key 1' }).fill('nickname');
        await dialog.getByRole('textbox', { name: 'Attributes to set: value of nickname' }).fill('Annie');
        await choose(dialog, 'Their email is', 'Not verified');
      },
      changes: [
        ['nickname', NONE, /Annie/],
        ['email_verified', /true/, /false/],
      ],
      notes: [],
    },
    {
      ...{ title: 'Delete attributes', user: 'ann', verb: 'Delete attributes' },
      ...{
        command: 'admin-delete-user-attributes',
        operation: 'AdminDeleteUserAttributes',
        line: 'nickname',
      },
      fill: (dialog) => dialog.getByRole('checkbox', { name: /^nickname/ }).check(),
      changes: [['nickname', /Annie/, NONE]],
      notes: [],
    },
  ],
  'second factors': [
    {
      ...{ title: 'Set second factors', user: 'dee', verb: 'Set factors' },
      ...{ command: 'admin-set-user-mfa-preference', operation: 'AdminSetUserMFAPreference' },
      line: 'SoftwareTokenMfaSettings',
      fill: (dialog) => choose(dialog, 'Authenticator app', 'On, and preferred'),
      changes: [['PreferredMfaSetting', NONE, /SOFTWARE_TOKEN_MFA/]],
      notes: ['Cognito refuses a factor that the user has not set up.'],
    },
    {
      ...{ title: 'Set second factors', user: 'cy', verb: 'Set factors' },
      ...{ command: 'admin-set-user-mfa-preference', operation: 'AdminSetUserMFAPreference' },
      line: 'SMSMfaSettings',
      fill: (dialog) => choose(dialog, 'Text message', 'Off'),
      changes: [['UserMFASettingList', /SMS_MFA/, NONE]],
      notes: [],
    },
  ],
  groups: [
    {
      ...{ title: 'Remove from a group', user: 'bob', verb: 'Remove from group' },
      ...{ command: 'admin-remove-user-from-group', operation: 'AdminRemoveUserFromGroup', line: 'testers' },
      changes: [['Groups', /testers/, NONE]],
      notes: ['Tokens that are out keep their cognito:groups until they are refreshed.'],
    },
  ],
};

/** The row of a fact among those that change. */
const changed = (scope: Locator, name: string): Locator =>
  scope.getByRole('row').filter({ has: scope.page().getByRole('rowheader', { name, exact: true }) });

async function expectChanges(scope: Locator, changes: readonly Change[]): Promise<void> {
  for (const [name, before, after] of changes) {
    const cells = changed(scope, name).getByRole('cell');
    await expect(cells.nth(0), name).toHaveText(before);
    await expect(cells.nth(1), name).toHaveText(after);
  }
}

async function openUser(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('main', { name: 'Users', exact: true })).toBeVisible();
  await page
    .getByRole('listbox', { name: 'Users' })
    .getByRole('option', { name: new RegExp(`^${name}\\b`) })
    .click();
  await expect(page.getByRole('article', { name: `User ${name}`, exact: true })).toContainText(name);
}

async function begin(page: Page, title: string, user: string): Promise<Locator> {
  await openUser(page, user);
  await page.keyboard.press('Control+Alt+x');
  const menu = page.getByRole('menu', { name: 'Actions' });
  await menu.getByRole('menuitem', { name: title, exact: true }).click();
  return page.getByRole('dialog', { name: `${title}: ${user}` });
}

async function go({ page, ...stage }: Stage, act: Act): Promise<void> {
  const dialog = await begin(page, act.title, act.user);
  const will = dialog.getByRole('region', { name: 'What it will do' });
  await expect(will).toBeVisible();
  await act.fill?.(dialog, page);

  // First what it will do.
  await expectChanges(will, act.changes);
  for (const note of act.notes) await expect(dialog).toContainText(note);
  const line = dialog.getByLabel('AWS CLI line', { exact: true });
  await expect(line).toContainText(`aws cognito-idp ${act.command}`);
  await expect(line).toContainText(act.user);
  if (act.line !== undefined) await expect(line).toContainText(act.line);
  await picture({ page, ...stage }, `user-action-${act.operation}-${act.user}`);

  // Then what it came to.
  await dialog.getByRole('button', { name: act.verb, exact: true }).click();
  const came = dialog.getByRole('region', { name: 'What it came to' });
  await expect(came).toContainText('Done');
  await expectChanges(came, act.changes);

  // And both states in the chain, which the history keeps.
  await dialog.getByRole('button', { name: 'Open the steps' }).click();
  const step = rows(page).filter({ hasText: act.operation });
  await expect(step).toHaveCount(1);
  await expect(rows(page).first()).toContainText('AdminGetUser');
  await expect(rows(page).last()).not.toContainText(act.operation);
  await step.click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: 'Summary' }).click();
  await expectChanges(inspector, act.changes);
}

for (const [group, acts] of Object.entries(GROUPS))
  test(`${group}: each action says first what it will do, does it, and keeps both states`, async ({
    stage,
  }) => {
    for (const act of acts) await test.step(`${act.title}: ${act.user}`, () => go(stage, act));
  });

test('sessions: signing out everywhere ends what is there, and the history keeps what was', async ({
  stage,
}) => {
  const { page } = stage;
  const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
  const signIn = async (): Promise<{ AccessToken: string }> => {
    const reply = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ...{ ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h', AuthFlow: 'USER_PASSWORD_AUTH' },
        AuthParameters: { USERNAME: 'bob', PASSWORD: 'Correct-horse-1' },
      }),
    });
    return ((await reply.json()) as { AuthenticationResult: { AccessToken: string } }).AuthenticationResult;
  };
  const status = async (AccessToken: string): Promise<number> => {
    const reply = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser',
      },
      body: JSON.stringify({ AccessToken }),
    });
    return reply.status;
  };
  // Off in a new pool: without it nobody tells of sessions, and they end all the same.
  const { chainId } = await valueOf<{ chainId: string }>(page, 'service.call', {
    ...{ targetId: 'sandbox:4k2p7v9m1x6c8b3n5q0z2l7t4h', operation: 'SetUserPoolSessionConfiguration' },
    body: { UserPoolId: POOL, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 20 } },
  });
  const events = () => valueOf<{ type: string }[]>(page, 'chain.events', { chainId });
  await expect.poll(async () => (await events()).some(({ type }) => type === 'step.ended')).toBe(true);
  const { AccessToken } = await signIn();
  expect(await status(AccessToken)).toBe(200);
  await go(stage, {
    ...{ title: 'Sign out everywhere', user: 'bob', verb: 'Sign out everywhere' },
    ...{ command: 'admin-user-global-sign-out', operation: 'AdminUserGlobalSignOut', line: POOL },
    changes: [['Sessions', /\S/, NONE]],
    notes: ['No refresh token of theirs works any more', 'A cookie of managed login stays'],
  });
  expect(await status(AccessToken)).toBe(400);
});
