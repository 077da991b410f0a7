import type { Both } from './both.ts';

/** A pool of the sandbox's own seed with one that remembers devices beside it, and who is put there for these tests. */
export const POOL = 'eu-west-1_Kq7Zt2mXa';
const CLIENT = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
export const DEVICE_POOL = 'eu-west-1_Gd5Xk2vQe';
const DEVICE = 'eu-west-1_0c0ffee0-0000-4000-8000-00000000c0de';
export const PASSWORD = 'Correct-horse-1';

export const UNA = {
  Username: 'una',
  Password: PASSWORD,
  UserAttributes: { email: 'una@example.com', email_verified: 'true', name: 'Una Ångström' },
  UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  TotpSecret: 'MFRGGZDFMZTWQ2LKGEZDGNBVGY3TQOJS',
  Groups: ['testers'],
};
export const DORA = {
  Username: 'dora',
  Password: PASSWORD,
  UserAttributes: { email: 'dora@example.com' },
  Devices: [{ DeviceKey: DEVICE, DeviceName: 'telephone', Salt: '1f2e3d4c', PasswordVerifier: '0badcafe' }],
};
export const NEVER_SIGNED_UP = {
  Username: 'ugo',
  Password: PASSWORD,
  UserStatus: 'UNCONFIRMED',
  UserAttributes: { email: 'ugo@example.com', name: 'Ugo' },
};

type Words = readonly string[];
/** The words of a call, or what makes them of what was there to be prepared. */
type Case = Words | ((both: Both) => Promise<Words>);

const pool = ['--user-pool-id', POOL];
const una = [...pool, '--username', 'una'];
const dora = ['--user-pool-id', DEVICE_POOL, '--username', 'dora'];
const client = [...pool, '--client-id', CLIENT];
const withSecret = [...pool, '--client-id', '7d1s5g8j3w0e6r9y2u4i1o5p8a'];

const trackSessions = [
  ...['set-user-pool-session-configuration', ...pool, '--user-session-tracking', 'ENABLED'],
  ...['--token-session', 'MaxPerUser=7'],
] as const;

async function adminClient(both: Both): Promise<string> {
  const made = await both.result(
    'create-user-pool-client',
    ...pool,
    ...['--client-name', 'for admins'],
    ...['--explicit-auth-flows', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  );
  return (made['UserPoolClient'] as { ClientId: string }).ClientId;
}

async function tokens(both: Both): Promise<{ AccessToken: string; RefreshToken: string }> {
  const given = await both.result(
    'initiate-auth',
    ...['--client-id', CLIENT, '--auth-flow', 'USER_PASSWORD_AUTH'],
    ...['--auth-parameters', `USERNAME=bob,PASSWORD=${PASSWORD}`],
  );
  return given['AuthenticationResult'] as { AccessToken: string; RefreshToken: string };
}

/** Each in one or more of the ways people type it: shorthand, JSON, files, switches. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  AdminAddUserToGroup: [['admin-add-user-to-group', ...pool, '--username', 'bob', '--group-name', 'testers']],
  AdminConfirmSignUp: [
    ['admin-confirm-sign-up', ...pool, '--username', 'ugo', '--client-metadata', 'from=tests,why=none'],
  ],
  AdminCreateUser: [
    [
      ...['admin-create-user', ...pool, '--username', 'new', '--temporary-password', 'Temporary-horse-1'],
      ...['--user-attributes', 'Name=email,Value=new@example.com', 'Name=name,Value="New, Ann=a"'],
      ...['Name=email_verified,Value=true', '--message-action', 'SUPPRESS', '--no-force-alias-creation'],
    ],
    [
      ...['admin-create-user', ...pool, '--username', 'new2', '--desired-delivery-mediums', 'EMAIL', 'SMS'],
      '--user-attributes',
      '[{"Name":"email","Value":"new2@example.com"},{"Name":"name","Value":"Zoë ☃"}]',
    ],
    ['admin-create-user', ...pool, '--username', 'ann', '--user-attributes', 'Name=name,Value=twice'],
  ],
  AdminDeleteUserAttributes: [['admin-delete-user-attributes', ...una, '--user-attribute-names', 'nickname']],
  AdminDeleteUser: [
    ['admin-delete-user', ...una],
    ['admin-delete-user', ...pool, '--username', 'nobody'],
  ],
  AdminDisableUser: [['admin-disable-user', ...una]],
  AdminEnableUser: [['admin-enable-user', ...una]],
  AdminForgetDevice: [['admin-forget-device', ...dora, '--device-key', DEVICE]],
  AdminGetDevice: [['admin-get-device', ...dora, '--device-key', DEVICE]],
  AdminGetUser: [
    ['admin-get-user', ...una],
    ['admin-get-user', ...pool, '--username', 'nobody'],
  ],
  AdminInitiateAuth: [
    async (both) => [
      ...['admin-initiate-auth', ...pool, '--client-id', await adminClient(both)],
      ...['--auth-flow', 'ADMIN_USER_PASSWORD_AUTH'],
      ...['--auth-parameters', JSON.stringify({ USERNAME: 'bob', PASSWORD })],
    ],
    ['admin-initiate-auth', ...client, '--auth-flow', 'ADMIN_USER_PASSWORD_AUTH'],
  ],
  AdminDeleteSoftwareToken: [['admin-delete-software-token', ...una]],
  AdminGetUserAuthFactors: [['admin-get-user-auth-factors', ...una]],
  AdminListUserSessions: [
    async (both) => {
      await both.result(...trackSessions);
      await tokens(both);
      return ['admin-list-user-sessions', ...pool, '--username', 'bob'];
    },
  ],
  AdminRevokeUserSession: [
    async (both) => {
      await both.result(...trackSessions);
      await tokens(both);
      const { Sessions } = await both.result('admin-list-user-sessions', ...pool, '--username', 'bob');
      const [{ SessionId } = { SessionId: '' }] = Sessions as { SessionId: string }[];
      return ['admin-revoke-user-session', ...pool, '--username', 'bob', '--session-id', SessionId];
    },
  ],
  GetUserPoolSessionConfiguration: [['get-user-pool-session-configuration', ...pool]],
  SetUserPoolSessionConfiguration: [trackSessions],
  AdminListDevices: [['admin-list-devices', ...dora, '--limit', '5']],
  AdminListGroupsForUser: [['admin-list-groups-for-user', ...una]],
  AdminListUserAuthEvents: [['admin-list-user-auth-events', ...una, '--max-items', '2']],
  AdminRemoveUserFromGroup: [['admin-remove-user-from-group', ...una, '--group-name', 'testers']],
  AdminResetUserPassword: [['admin-reset-user-password', ...una]],
  AdminRespondToAuthChallenge: [
    async (both) => {
      const id = await adminClient(both);
      const asked = await both.result(
        'admin-initiate-auth',
        ...[...pool, '--client-id', id, '--auth-flow', 'ADMIN_USER_PASSWORD_AUTH'],
        ...['--auth-parameters', 'USERNAME=eli,PASSWORD=Temporary-horse-1'],
      );
      return [
        ...['admin-respond-to-auth-challenge', ...pool, '--client-id', id],
        ...['--challenge-name', 'NEW_PASSWORD_REQUIRED', '--session', String(asked['Session'])],
        ...['--challenge-responses', 'USERNAME=eli,NEW_PASSWORD=Another-horse-2'],
      ];
    },
  ],
  AdminSetUserMFAPreference: [
    [
      ...['admin-set-user-mfa-preference', ...una],
      ...['--software-token-mfa-settings', 'Enabled=true,PreferredMfa=true'],
    ],
  ],
  AdminSetUserPassword: [
    ['admin-set-user-password', ...una, '--password', 'Another-horse-2', '--permanent'],
    async (both) => [
      ...['admin-set-user-password', ...una, '--no-permanent'],
      ...['--password', `file://${both.path('password', 'From-a-file-3')}`],
    ],
    ['admin-set-user-password', ...una, '--password', 'short', '--permanent'],
  ],
  AdminUpdateDeviceStatus: [
    [
      ...['admin-update-device-status', ...dora, '--device-key', DEVICE],
      ...['--device-remembered-status', 'not_remembered'],
    ],
  ],
  AdminUpdateUserAttributes: [
    [
      ...['admin-update-user-attributes', ...una, '--user-attributes'],
      ...['Name=email,Value=other@example.com', 'Name=name,Value=a\\,b'],
    ],
  ],
  AdminUserGlobalSignOut: [['admin-user-global-sign-out', ...una]],
  ListUsers: [
    ['list-users', ...pool],
    ['list-users', ...pool, '--page-size', '3', '--max-items', '5'],
    ['list-users', ...pool, '--page-size', '5', '--max-items', '5'],
    ['list-users', ...pool, '--no-paginate', '--limit', '4'],
    ['list-users', ...pool, '--filter', 'email ^= "a"', '--attributes-to-get', 'email', 'name'],
    ['list-users', ...pool, '--filter', 'what is this'],
  ],
  CreateGroup: [
    ['create-group', ...pool, '--group-name', 'new', '--description', 'made here', '--precedence', '7'],
  ],
  DeleteGroup: [['delete-group', ...pool, '--group-name', 'testers']],
  GetGroup: [['get-group', ...pool, '--group-name', 'testers']],
  ListGroups: [['list-groups', ...pool]],
  ListUsersInGroup: [['list-users-in-group', ...pool, '--group-name', 'testers', '--page-size', '1']],
  UpdateGroup: [['update-group', ...pool, '--group-name', 'testers', '--precedence', '3']],
  CreateUserPool: [
    [
      ...['create-user-pool', '--pool-name', 'made here', '--auto-verified-attributes', 'email'],
      ...['--policies', 'PasswordPolicy={MinimumLength=10,RequireSymbols=true}'],
      ...['--schema', 'Name=email,Required=true,Mutable=true'],
      ...['--admin-create-user-config', 'AllowAdminCreateUserOnly=true'],
    ],
  ],
  DeleteUserPool: [['delete-user-pool', ...pool]],
  DescribeUserPool: [
    ['describe-user-pool', ...pool],
    ['describe-user-pool', '--user-pool-id', 'eu-west-1_None00000'],
  ],
  GetUserPoolMfaConfig: [['get-user-pool-mfa-config', ...pool]],
  ListUserPools: [['list-user-pools', '--max-results', '3']],
  SetUserPoolMfaConfig: [
    [
      ...['set-user-pool-mfa-config', ...pool, '--mfa-configuration', 'OPTIONAL'],
      ...['--software-token-mfa-configuration', 'Enabled=true'],
    ],
  ],
  UpdateUserPool: [
    async (both) => [
      'update-user-pool',
      '--cli-input-json',
      `file://${both.path('pool.json', JSON.stringify({ UserPoolId: POOL, AutoVerifiedAttributes: ['email'] }))}`,
    ],
  ],
  AddUserPoolClientSecret: [
    ['add-user-pool-client-secret', ...withSecret],
    ['add-user-pool-client-secret', ...client],
  ],
  CreateUserPoolClient: [
    [
      ...['create-user-pool-client', ...pool, '--client-name', 'made here', '--generate-secret'],
      ...['--callback-urls', 'https://example.com/a', 'https://example.com/b'],
      ...['--token-validity-units', 'AccessToken=minutes,IdToken=minutes,RefreshToken=days'],
      ...['--access-token-validity', '15', '--explicit-auth-flows', 'ALLOW_USER_SRP_AUTH'],
    ],
  ],
  DeleteUserPoolClientSecret: [
    async (both) => {
      const made = await both.result('add-user-pool-client-secret', ...withSecret);
      const { ClientSecretId } = made['ClientSecretDescriptor'] as { ClientSecretId: string };
      return ['delete-user-pool-client-secret', ...withSecret, '--client-secret-id', ClientSecretId];
    },
  ],
  DeleteUserPoolClient: [['delete-user-pool-client', ...client]],
  DescribeUserPoolClient: [['describe-user-pool-client', ...client]],
  ListUserPoolClientSecrets: [['list-user-pool-client-secrets', ...withSecret]],
  ListUserPoolClients: [['list-user-pool-clients', ...pool, '--page-size', '2', '--max-items', '3']],
  UpdateUserPoolClient: [
    ['update-user-pool-client', ...client, '--client-name', 'renamed', '--enable-token-revocation'],
  ],
  // As a client: unsigned.
  InitiateAuth: [
    [
      ...['initiate-auth', '--client-id', CLIENT, '--auth-flow', 'USER_PASSWORD_AUTH'],
      ...['--auth-parameters', 'USERNAME=una,PASSWORD=wrong'],
    ],
  ],
  GetUser: [async (both) => ['get-user', '--access-token', (await tokens(both)).AccessToken]],
  RevokeToken: [
    async (both) => ['revoke-token', '--client-id', CLIENT, '--token', (await tokens(both)).RefreshToken],
  ],
};
