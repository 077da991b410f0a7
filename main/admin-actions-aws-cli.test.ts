import {
  AdminDeleteSoftwareTokenCommand,
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SetUserPoolSessionConfigurationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { InboxMessage } from '@core/contract.ts';
import type { ActionValues } from '@core/contract/actions.ts';
import { drivenHost, type DrivenHost } from '@core/host/testing/driven-host.ts';
import { nodeHttp } from './ports/http.ts';
import { bareEnvironment, shell } from './testing/aws-tools.ts';
import { useRunningSandbox } from './testing/running-sandbox.ts';

// Every action is done to one of two users who are alike, and the AWS CLI line that its plan shows is run for the other:
// both have to come to the same, down to the password and the messages.

const sandbox = useRunningSandbox();
// Each command starts Python anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const POOL = 'eu-west-1_Kq7Zt2mXa';
const CLIENT = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const PASSWORD = `Another-"horse"-2$HOME`;
const METADATA = `it's "support"`;

type State = Readonly<Record<string, unknown>>;

/** Two who are alike but for what has to be told apart. */
const twin = (name: string, state: State = {}): State => ({
  Username: name,
  Password: 'Correct-horse-1',
  UserAttributes: {
    email: `${name}@example.com`,
    email_verified: 'true',
    phone_number: name === 'own' ? '+15550001111' : '+15550002222',
    phone_number_verified: 'true',
    name: 'Twin',
    nickname: 'T',
  },
  UserMFASettingList: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
  PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  TotpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  Groups: ['testers'],
  Devices: [
    {
      DeviceKey: deviceOf(name),
      ...{ DeviceName: 'phone', Salt: '0a', PasswordVerifier: '0b', Remembered: true },
    },
  ],
  ...state,
});
const deviceOf = (name: string): string =>
  `eu-west-1_${name === 'own' ? '1' : '2'}1111111-2222-4333-8444-555555555555`;

let host: DrivenHost;
let targetId: string;
beforeEach(async () => {
  host = await drivenHost({ http: nodeHttp() });
  const { endpoint, region } = sandbox().info;
  const saved = await host.value('target.save', {
    ...{ name: 'Loopback', region, endpoint, userPoolId: POOL, clientId: CLIENT },
    ...{ fips: false, color: 'none', production: false, sessionMinutes: 3 },
  });
  targetId = saved.id;
});

const put = (state: State) => sandbox().port.control('PUT', `users/${POOL}`, state);

/** What the sandbox holds of a user and has sent them, with everything that is theirs alone made alike. */
async function stateOf(name: string): Promise<unknown> {
  const { users } = (await sandbox().port.control('GET', `users/${POOL}`)) as {
    users: readonly { readonly Username: string }[];
  };
  const inbox = (await sandbox().port.control('GET', 'inbox')) as InboxMessage[];
  const sent = inbox
    .filter(({ username }) => username === name)
    .map(({ medium, destination }) => ({ medium, destination }));
  const text = JSON.stringify({ user: users.find(({ Username }) => Username === name), sent });
  return JSON.parse(
    text
      .replaceAll(deviceOf(name), 'DEVICE')
      .replaceAll(/\+1555000(1111|2222)/g, 'PHONE')
      .replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'NAME'),
  ) as unknown;
}

async function own(action: string, values: ActionValues, username = 'own'): Promise<void> {
  const done = await host.value('action.do', { actId: 'own', targetId, action, username, values });
  expect(done.refused).toBeUndefined();
}

/** The line as the plan shows it, run as a person would. */
async function byCli(action: string, values: ActionValues, username = 'cli'): Promise<void> {
  const { cliLine } = await host.value('action.plan', { actId: 'cli', targetId, action, username, values });
  expect(cliLine).not.toContain(PASSWORD);
  const [, names = ''] = /^# Set first: (.*)$/m.exec(cliLine) ?? [];
  const variables = names
    .split(', ')
    .map((name) => [name, name.endsWith('PASSWORD') ? PASSWORD : METADATA] as const);
  const { code, err } = await shell(cliLine, {
    ...bareEnvironment(),
    ...{ AWS_ACCESS_KEY_ID: 'sandbox', AWS_SECRET_ACCESS_KEY: 'sandbox' },
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
    ...Object.fromEntries(variables),
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

const TYPED = { PasswordFrom: 'typed', Password: PASSWORD };
const INVITED = { PasswordFrom: 'typed', TemporaryPassword: PASSWORD };
const WITHOUT_PHONE = { UserMFASettingList: [], PreferredMfaSetting: undefined };

describe('an action comes to what its AWS CLI line comes to', () => {
  test.each<[action: string, values: ActionValues | ((name: string) => ActionValues), state?: State]>([
    ['set-password', TYPED],
    ['set-password', { ...TYPED, Permanent: 'true' }, { UserStatus: 'FORCE_CHANGE_PASSWORD' }],
    ['reset-password', { ClientMetadata: { why: METADATA } }],
    ['resend-invitation', { ...INVITED, Delivery: 'both' }, { UserStatus: 'FORCE_CHANGE_PASSWORD' }],
    ['confirm', {}, { UserStatus: 'UNCONFIRMED' }],
    ['enable', {}, { Enabled: false }],
    ['disable', {}],
    ['delete', {}],
    ['set-attributes', { UserAttributes: { nickname: `it's "T"`, name: 'Other' }, email_verified: 'false' }],
    ['delete-attributes', { UserAttributeNames: ['nickname', 'phone_number'] }, WITHOUT_PHONE],
    ['mfa-preference', { SMSMfaSettings: 'preferred', SoftwareTokenMfaSettings: 'off' }],
    ['forget-device', (name) => ({ DeviceKey: deviceOf(name) })],
    ['mark-device', (name) => ({ DeviceKey: deviceOf(name), DeviceRememberedStatus: 'not_remembered' })],
    ['sign-out', {}],
    ['add-to-group', { GroupName: 'testers' }, { Groups: [] }],
    ['remove-from-group', { GroupName: 'testers' }],
  ])('%s %j', async (action, values, state) => {
    const before = twin('own', state);
    await put(before);
    await put(twin('cli', state));
    const untouched = await stateOf('own');
    const valuesOf = (name: string) => (typeof values === 'function' ? values(name) : values);
    await byCli(action, valuesOf('cli'));
    await own(action, valuesOf('own'));
    const after = await stateOf('own');
    expect(after).toEqual(await stateOf('cli'));
    // Signing out shows in no state of theirs.
    if (action !== 'sign-out') expect(after).not.toEqual(untouched);
  });

  test.each<[string, ActionValues]>([
    ['no invitation', { Delivery: 'SUPPRESS', email_verified: true }],
    ['as is usual', { Delivery: 'usual' }],
    ['by email', { Delivery: 'EMAIL', ValidationData: { from: METADATA } }],
    ['by text message', { Delivery: 'SMS', phone_number_verified: true }],
    ['by both', { Delivery: 'both', ClientMetadata: { from: METADATA } }],
  ])('create, %s', async (_how, values) => {
    const valuesOf = (name: string): ActionValues => ({
      ...{ Username: name, ...INVITED, ...values },
      UserAttributes: twin(name)['UserAttributes'] as Record<string, string>,
    });
    // Both begin alike: verified as the action says, not as a twin is.
    const plain = (name: string): ActionValues => {
      const {
        email_verified: _email,
        phone_number_verified: _phone,
        ...rest
      } = valuesOf(name)['UserAttributes'] as Record<string, string>;
      return { ...valuesOf(name), UserAttributes: rest };
    };
    await byCli('create', plain('cli'), '');
    await own('create', plain('own'), '');
    expect(await stateOf('own')).toEqual(await stateOf('cli'));
    expect(await stateOf('own')).toMatchObject({ user: { UserStatus: 'FORCE_CHANGE_PASSWORD' } });
  });
});

describe('what no AWS CLI knows yet comes to what the AWS SDK for JavaScript does', () => {
  const sdkOf = () => {
    const { endpoint, region } = sandbox().info;
    return new CognitoIdentityProviderClient({
      ...{ region, endpoint, maxAttempts: 1 },
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
  };
  const of = (Username: string) => ({ UserPoolId: POOL, Username });

  test('reset-totp', async () => {
    await put(twin('own'));
    await put(twin('cli'));
    await sdkOf().send(new AdminDeleteSoftwareTokenCommand(of('cli')));
    await own('reset-totp', {});
    const after = await stateOf('own');
    expect(after).toEqual(await stateOf('cli'));
    expect(JSON.stringify(after)).not.toContain('SOFTWARE_TOKEN_MFA');
  });

  test('revoke-session', async () => {
    const sdk = sdkOf();
    await sdk.send(
      new SetUserPoolSessionConfigurationCommand({
        ...{ UserPoolId: POOL, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 5 } },
      }),
    );
    const sessionsOf = async (name: string) =>
      ((await sdk.send(new AdminListUserSessionsCommand(of(name)))).Sessions ?? []).map(
        ({ SessionId }) => SessionId ?? '',
      );
    for (const name of ['own', 'cli']) {
      await put(twin(name, WITHOUT_PHONE));
      const AuthParameters = { USERNAME: name, PASSWORD: 'Correct-horse-1' };
      for (let at = 0; at < 2; at++)
        await sdk.send(
          new InitiateAuthCommand({ ClientId: CLIENT, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
        );
    }
    const [ownFirst = '', ownSecond] = await sessionsOf('own');
    const [first = '', second] = await sessionsOf('cli');
    await sdk.send(new AdminRevokeUserSessionCommand({ ...of('cli'), SessionId: first }));
    await own('revoke-session', { SessionId: ownFirst });
    expect([await sessionsOf('own'), await sessionsOf('cli')]).toEqual([[ownSecond], [second]]);
  });
});
