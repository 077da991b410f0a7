import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { OnePool } from '../reference/one-pool.ts';
import type { SeedUser } from '../seed/schema.ts';
import { accountSandbox, attributes, type AccountSandbox } from '../testing-account.ts';
import type { Answer } from '../testing.ts';

const PHONE = { phone_number: '+447700900123', phone_number_verified: 'true' };
const MAIL = { email: 'una@example.com', email_verified: 'true' };
const NO_SMS = 'The user pool has no SmsConfiguration.';
const NO_ROLE = 'Role does not have a trust relationship allowing Cognito to assume the role';
const NO_IDENTITY = 'EmailSendingAccount DEVELOPER needs SourceArn: there is no SES identity to send from.';

const pools: Readonly<Record<string, NonNullable<OnePool['pool']>>> = {
  'no SMS': { AutoVerifiedAttributes: ['phone_number'] },
  'no role': {
    AutoVerifiedAttributes: ['phone_number'],
    SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:user/sms' },
  },
  'no identity': {
    AutoVerifiedAttributes: ['email'],
    EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
  },
};
const contactOf = (pool: string) => (pool === 'no identity' ? MAIL : PHONE);
const una = (pool: string, UserStatus: SeedUser['UserStatus'] = 'CONFIRMED'): SeedUser[] => [
  { Username: 'una', UserStatus, UserAttributes: contactOf(pool) },
];

type Send = (sandbox: AccountSandbox, pool: string) => Promise<Answer>;
const own =
  (operation: string, body: (pool: string) => JsonObject): Send =>
  async (sandbox, pool) =>
    sandbox.call(operation, { AccessToken: await sandbox.token('una'), ...body(pool) });
const given = (pool: string) =>
  attributes(pool === 'no identity' ? { email: 'ina@example.com' } : { phone_number: '+447700900456' });
const medium = (pool: string) => [pool === 'no identity' ? 'EMAIL' : 'SMS'];

const sends: Readonly<Record<string, readonly [users: (pool: string) => SeedUser[], send: Send]>> = {
  SignUp: [() => [], (sandbox, pool) => sandbox.signUp('ina', { UserAttributes: given(pool) })],
  ResendConfirmationCode: [
    (pool) => una(pool, 'UNCONFIRMED'),
    (sandbox) => sandbox.ask('ResendConfirmationCode', { Username: 'una' }),
  ],
  ForgotPassword: [una, (sandbox) => sandbox.ask('ForgotPassword', { Username: 'una' })],
  AdminResetUserPassword: [
    una,
    (sandbox) => sandbox.administer('AdminResetUserPassword', { Username: 'una' }),
  ],
  GetUserAttributeVerificationCode: [
    una,
    own('GetUserAttributeVerificationCode', (pool) => ({
      AttributeName: Object.keys(contactOf(pool))[0] ?? '',
    })),
  ],
  UpdateUserAttributes: [una, own('UpdateUserAttributes', (pool) => ({ UserAttributes: given(pool) }))],
  AdminCreateUser: [
    () => [],
    (sandbox, pool) =>
      sandbox.administer('AdminCreateUser', {
        Username: 'ina',
        UserAttributes: given(pool),
        DesiredDeliveryMediums: medium(pool),
      }),
  ],
  'AdminCreateUser again': [
    (pool) => una(pool, 'FORCE_CHANGE_PASSWORD'),
    (sandbox, pool) =>
      sandbox.administer('AdminCreateUser', {
        Username: 'una',
        MessageAction: 'RESEND',
        DesiredDeliveryMediums: medium(pool),
      }),
  ],
};

/** The exception that the operation declares for it. */
function expected(pool: string, operation: string): string {
  if (pool === 'no role') return `InvalidSmsRoleTrustRelationshipException: ${NO_ROLE}`;
  if (pool === 'no SMS') {
    const undeclared = operation === 'AdminResetUserPassword';
    return `${undeclared ? 'InvalidParameterException' : 'CodeDeliveryFailureException'}: ${NO_SMS}`;
  }
  const undeclared = operation.startsWith('AdminCreateUser');
  return `${undeclared ? 'CodeDeliveryFailureException' : 'InvalidEmailRoleAccessPolicyException'}: ${NO_IDENTITY}`;
}

describe.each(Object.entries(pools))('%s', (name, pool) => {
  test.each(Object.entries(sends))('%s is refused and changes nothing', async (operation, [users, send]) => {
    const sandbox = accountSandbox({ pool, users: users(name) });
    const everybody = async () => (await sandbox.administer('ListUsers', {})).body;
    const before = await everybody();
    expect((await send(sandbox, name)).error).toBe(expected(name, operation));
    expect(await everybody()).toEqual(before);
    expect(sandbox.newest()).toBeUndefined();
  });

  test.each(['ForgotPassword', 'ResendConfirmationCode'] as const)(
    '%s answers alike for nobody where the client hides',
    async (operation) => {
      const client = { PreventUserExistenceErrors: 'ENABLED' as const };
      const status = operation === 'ForgotPassword' ? 'CONFIRMED' : 'UNCONFIRMED';
      const sandbox = accountSandbox({ pool, client, users: una(name, status) });
      const ask = async (Username: string) => (await sandbox.ask(operation, { Username })).error;
      expect(await ask('una')).toBe(expected(name, operation));
      expect(await ask('nobody')).toBe(expected(name, operation));
    },
  );
});

test('an invitation that nobody gets needs no sender', async () => {
  const sandbox = accountSandbox({ pool: pools['no SMS'] ?? {} });
  const user = { Username: 'ina', UserAttributes: given('no SMS') };
  const made = await sandbox.administer('AdminCreateUser', { ...user, MessageAction: 'SUPPRESS' });
  expect(made.error).toBe('');
});

test('past the daily limit of the default sender nobody’s code is refused like somebody’s', async () => {
  const sandbox = accountSandbox(
    {
      pool: { AutoVerifiedAttributes: ['email'] },
      client: { PreventUserExistenceErrors: 'ENABLED' },
      users: [{ Username: 'una', UserAttributes: MAIL }],
    },
    { settings: { defaultSenderEmailsPerDay: 1 } },
  );
  const ask = async (Username: string) => (await sandbox.ask('ForgotPassword', { Username })).error;
  expect(await ask('una')).toBe('');
  expect(await ask('una')).toMatch(/^LimitExceededException: Exceeded daily email limit/);
  expect(await ask('nobody')).toBe(await ask('una'));
});
