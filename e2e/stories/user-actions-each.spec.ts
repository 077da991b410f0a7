import type { Locator } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/shared.ts';
import { type Act, go, useTarget } from '../support/user-actions.ts';

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
      fill: (dialog) => choose(dialog, 'How long it lasts', 'Permanent'),
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

// The story before it may have chosen another.
test.beforeEach(({ stage }) => useTarget(stage.page, 'sandbox · MFA optional · web'));

for (const [group, acts] of Object.entries(GROUPS))
  test(`${group}: each action says first what it will do, does it, and keeps both states`, async ({
    stage,
  }) => {
    for (const act of acts) await test.step(`${act.title}: ${act.user}`, () => go(stage, act));
  });

test('sessions: one is revoked, signing out everywhere ends what is there, and the history keeps what was', async ({
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
  const { AccessToken: another } = await signIn();
  expect([await status(AccessToken), await status(another)]).toEqual([200, 200]);

  // Which of them it is stands beside the id: app client and since when.
  const session = String.raw`[\w-]+ at 4k2p7v9m1x6c8b3n5q0z2l7t4h, since [-\d]{10} [:\d]{8} UTC`;
  await go(stage, {
    ...{ title: 'Revoke one session', user: 'bob', verb: 'Revoke session' },
    ...{ command: 'admin-revoke-user-session', operation: 'AdminRevokeUserSession', line: POOL },
    fill: (dialog) =>
      expect(dialog.getByRole('combobox', { name: 'Session', exact: true })).toHaveValue(/^[\w-]+$/),
    changes: [['Sessions', new RegExp(`^(?:${session}){2}$`), new RegExp(`^${session}$`)]],
    notes: ['The refresh and access tokens of that sign-in are revoked.'],
  });
  const left = [await status(AccessToken), await status(another)];
  expect(left.toSorted()).toEqual([200, 400]);

  await go(stage, {
    ...{ title: 'Sign out everywhere', user: 'bob', verb: 'Sign out everywhere' },
    ...{ command: 'admin-user-global-sign-out', operation: 'AdminUserGlobalSignOut', line: POOL },
    changes: [['Sessions', /\S/, NONE]],
    notes: ['No refresh token of theirs works any more', 'A cookie of managed login stays'],
  });
  expect([await status(AccessToken), await status(another)]).toEqual([400, 400]);
});
