import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { PASSWORD, type OnePool } from '../reference/one-pool.ts';
import type { SeedUser } from '../seed/schema.ts';
import { accountSandbox, type AccountSandbox } from '../testing-account.ts';

const HOUR = 3_600_000;
const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };
const NEW = 'Better-horse-2';
const una: SeedUser = {
  Username: 'una',
  UserAttributes: {
    email: 'una@example.com',
    email_verified: 'true',
    phone_number: '+447700900123',
    phone_number_verified: 'true',
  },
};
const byEmail: SeedUser = {
  Username: 'una',
  UserAttributes: { email: 'una@example.com', email_verified: 'true' },
};
const HIDES = { PreventUserExistenceErrors: 'ENABLED' as const };

const forgot = (sandbox: AccountSandbox, Username = 'una') => sandbox.ask('ForgotPassword', { Username });
const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const confirm = (sandbox: AccountSandbox, ConfirmationCode: string, more: JsonObject = {}) =>
  sandbox.ask('ConfirmForgotPassword', { Username: 'una', ConfirmationCode, Password: NEW, ...more });

const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.';
const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.';
const unknown = 'UserNotFoundException: Username/client id combination not found.';
const unreachable =
  'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number';
const limit = 'LimitExceededException: Attempt limit exceeded, please try after some time.';

test('a code comes, and with it another password', async () => {
  const sandbox = accountSandbox({ users: [byEmail] });
  expect((await forgot(sandbox)).body).toEqual({
    CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  });
  expect((await sandbox.signIn('una')).error).toBe('');
  expect((await confirm(sandbox, code(sandbox))).body).toEqual({});
  expect((await sandbox.signIn('una')).error).toBe('NotAuthorizedException: Incorrect username or password.');
  expect((await sandbox.signIn('una', NEW)).error).toBe('');
});

describe('the code', () => {
  const started = async (given: OnePool = { users: [byEmail] }) => {
    const sandbox = accountSandbox(given);
    await forgot(sandbox);
    return { sandbox, first: code(sandbox) };
  };

  test('may be wrong, or a password refused, and is still good', async () => {
    const { sandbox, first } = await started();
    expect((await confirm(sandbox, 'wrong')).error).toBe(mismatch);
    expect((await confirm(sandbox, 'wrong', { Password: 'short' })).error).toBe(mismatch);
    expect((await confirm(sandbox, first, { Password: 'short' })).error).toMatch(/^InvalidPasswordException/);
    expect((await confirm(sandbox, first)).error).toBe('');
  });

  test('is good once', async () => {
    const { sandbox, first } = await started();
    await confirm(sandbox, first);
    expect((await confirm(sandbox, first)).error).toBe(expired);
  });

  test('of two answers at once only one counts', async () => {
    const { sandbox, first } = await started();
    const both = await Promise.all([
      confirm(sandbox, first),
      confirm(sandbox, first, { Password: 'Third-3rd' }),
    ]);
    expect(both.map(({ error }) => error)).toEqual(['', expired]);
  });

  test('that was replaced is wrong, and the newest counts', async () => {
    const { sandbox, first } = await started();
    await forgot(sandbox);
    expect((await confirm(sandbox, first)).error).toBe(mismatch);
    expect((await confirm(sandbox, code(sandbox))).error).toBe('');
  });

  test('is good for an hour and no longer', async () => {
    const { sandbox, first } = await started();
    sandbox.clock.ms += HOUR - 1;
    expect((await confirm(sandbox, 'wrong')).error).toBe(mismatch);
    sandbox.clock.ms += 1;
    expect((await confirm(sandbox, first)).error).toBe(expired);
  });

  test('is good after a snapshot', async () => {
    const { sandbox, first } = await started();
    const restored = accountSandbox({});
    restored.sandbox.restore(JSON.parse(JSON.stringify(await sandbox.sandbox.snapshot())));
    expect((await confirm(restored, 'wrong')).error).toBe(mismatch);
    expect((await confirm(restored, first)).error).toBe('');
    expect((await restored.signIn('una', NEW)).error).toBe('');
  });

  test('that went to an address of before is good no more', async () => {
    const { sandbox, first } = await started();
    const UserAttributes = [
      { Name: 'email', Value: 'other@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ];
    await sandbox.administer('AdminUpdateUserAttributes', { Username: 'una', UserAttributes });
    expect((await confirm(sandbox, first)).error).toBe(expired);
  });

  test('never asked for is none', async () => {
    const sandbox = accountSandbox({ users: [byEmail] });
    expect((await confirm(sandbox, '123456')).error).toBe(expired);
  });

  test('leaves a remembered password refused', async () => {
    const { sandbox, first } = await started({
      pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } },
      users: [byEmail],
    });
    expect((await confirm(sandbox, first, { Password: PASSWORD })).error).toMatch(
      /^PasswordHistoryPolicyViolationException/,
    );
  });

  test('counts with asking for it: so many an hour together, by whichever name', async () => {
    const { sandbox } = await started({
      pool: { AliasAttributes: ['email'] },
      users: [byEmail],
    });
    sandbox.sandbox.changeSettings({ recoveryAttemptsPerHour: 3 });
    await forgot(sandbox, 'una@example.com');
    await confirm(sandbox, 'wrong');
    expect((await forgot(sandbox)).error).toBe(limit);
    expect((await confirm(sandbox, code(sandbox))).error).toBe(limit);
    sandbox.sandbox.changeSettings({ tooManyFailedAttempts: true });
    expect((await confirm(sandbox, code(sandbox))).error).toMatch(/^TooManyFailedAttemptsException/);
    expect((await forgot(sandbox)).error).toBe(limit);
    sandbox.clock.ms += HOUR;
    expect((await forgot(sandbox)).error).toBe('');
  });
});

describe('where the code goes', () => {
  const ways = (
    ...names: ('verified_email' | 'verified_phone_number' | 'admin_only')[]
  ): NonNullable<OnePool['pool']> => ({
    AccountRecoverySetting: {
      RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
    },
  });
  const unverified = { Username: 'una', UserAttributes: { email: 'una@example.com' } };
  const mfa = { MfaConfiguration: 'OPTIONAL' as const, SmsMfaConfiguration: {}, EmailMfaConfiguration: {} };

  test.each<[string, OnePool, string]>([
    ['the phone, where nothing is said', { users: [una] }, 'SMS'],
    ['the address, without a phone', { users: [byEmail] }, 'EMAIL'],
    ['the first way', { pool: ways('verified_email', 'verified_phone_number'), users: [una] }, 'EMAIL'],
    ['the next way', { pool: ways('verified_phone_number', 'verified_email'), users: [byEmail] }, 'EMAIL'],
    ['nowhere else', { pool: ways('verified_phone_number'), users: [byEmail] }, unreachable],
    ['nowhere unverified', { users: [unverified] }, unreachable],
    ['not to a second factor', { pool: mfa, users: [{ ...una, UserMFASettingList: ['SMS_MFA'] }] }, 'EMAIL'],
    [
      'not to the only way that is a second factor',
      { pool: mfa, users: [{ ...byEmail, UserMFASettingList: ['EMAIL_OTP'] }] },
      unreachable,
    ],
    [
      'to a second factor of a pool that asks none',
      { users: [{ ...una, UserMFASettingList: ['SMS_MFA'] }] },
      'SMS',
    ],
    [
      'nowhere, but to an administrator',
      { pool: ways('admin_only'), users: [una] },
      'NotAuthorizedException: Contact administrator to reset password.',
    ],
  ])('%s', async (_what, given, expected) => {
    const { body, error } = await forgot(
      accountSandbox({ ...given, pool: { SmsConfiguration: SMS, ...given.pool } }),
    );
    const details = body['CodeDeliveryDetails'] as JsonObject | undefined;
    expect(details?.['DeliveryMedium'] ?? error).toBe(expected);
  });
});

describe('users in other states', () => {
  const notNow = 'NotAuthorizedException: User password cannot be reset in the current state.';
  const unconfirmed = 'UserNotConfirmedException: User is not confirmed.';

  test.each<[string, SeedUser, string, string]>([
    ['a disabled user', { ...byEmail, Enabled: false }, unknown, 'NotAuthorizedException: User is disabled.'],
    ['a temporary password', { ...byEmail, UserStatus: 'FORCE_CHANGE_PASSWORD' }, notNow, notNow],
    [
      'an unconfirmed user',
      { Username: 'una', UserStatus: 'UNCONFIRMED', UserAttributes: { email: 'una@example.com' } },
      unreachable,
      unconfirmed,
    ],
    ['a required reset', { ...byEmail, UserStatus: 'RESET_REQUIRED' }, '', expired],
  ])('%s, where the client tells', async (_what, user, asking, confirming) => {
    const sandbox = accountSandbox({ users: [user] });
    expect((await confirm(sandbox, '123456')).error).toBe(confirming);
    expect((await forgot(sandbox)).error).toBe(asking);
  });

  test('a required reset ends with the new password', async () => {
    const sandbox = accountSandbox({ users: [{ ...byEmail, UserStatus: 'RESET_REQUIRED' }] });
    await forgot(sandbox);
    await confirm(sandbox, code(sandbox));
    expect((await sandbox.signIn('una', NEW)).error).toBe('');
  });

  test('a code from before can’t be used on a temporary password', async () => {
    const sandbox = accountSandbox({ users: [byEmail] });
    await forgot(sandbox);
    await sandbox.administer('AdminSetUserPassword', { Username: 'una', Password: 'Third-horse-3' });
    expect((await confirm(sandbox, code(sandbox))).error).toBe(notNow);
  });
});

describe('a client that hides who exists', () => {
  const nobody = { AutoVerifiedAttributes: ['email' as const] };
  const states: [string, readonly SeedUser[]][] = [
    ['nobody', []],
    ['a disabled user', [{ ...byEmail, Enabled: false }]],
    ['a user whom no code could reach', [{ Username: 'una' }]],
    ['a temporary password', [{ ...byEmail, UserStatus: 'FORCE_CHANGE_PASSWORD' }]],
  ];

  test.each(states)('answers for %s as for a user who can recover', async (_what, users) => {
    const real = accountSandbox({ pool: nobody, client: HIDES, users: [byEmail] });
    const made = accountSandbox({ pool: nobody, client: HIDES, users });
    const story = async (sandbox: AccountSandbox) => [
      (await confirm(sandbox, '123456')).error,
      (await forgot(sandbox)).body,
      (await confirm(sandbox, 'wrong')).error,
      ((sandbox.clock.ms += HOUR), (await confirm(sandbox, 'wrong')).error),
    ];
    const delivery = { DeliveryMedium: 'EMAIL', AttributeName: 'email', Destination: expect.any(String) };
    const expected = [expired, { CodeDeliveryDetails: delivery }, mismatch, expired];
    expect(await story(real)).toEqual(expected);
    expect(await story(made)).toEqual(expected);
    expect(made.newest()).toBeUndefined();
  });

  test('makes the same delivery up at every asking, and counts', async () => {
    const sandbox = accountSandbox({ client: HIDES });
    const { body } = await forgot(sandbox);
    for (let round = 1; round < 20; round += 1) expect((await forgot(sandbox)).body).toEqual(body);
    expect((await forgot(sandbox)).error).toBe(limit);
  });

  test('still tells that a user is not confirmed', async () => {
    const sandbox = accountSandbox({ client: HIDES, users: [{ ...byEmail, UserStatus: 'UNCONFIRMED' }] });
    expect((await confirm(sandbox, '123456')).error).toBe(
      'UserNotConfirmedException: User is not confirmed.',
    );
  });

  test('pretends after a snapshot, too', async () => {
    const sandbox = accountSandbox({ client: HIDES });
    await forgot(sandbox);
    const restored = accountSandbox({});
    restored.sandbox.restore(JSON.parse(JSON.stringify(await sandbox.sandbox.snapshot())));
    expect((await confirm(restored, 'wrong')).error).toBe(mismatch);
  });
});

test('a client that tells says of nobody that there is nobody', async () => {
  const sandbox = accountSandbox({});
  expect((await forgot(sandbox)).error).toBe(unknown);
  expect((await confirm(sandbox, '123456')).error).toBe(unknown);
});

describe('AdminResetUserPassword', () => {
  const reset = (sandbox: AccountSandbox) =>
    sandbox.administer('AdminResetUserPassword', { Username: 'una' });

  test('ends the password and sends a code for another one', async () => {
    const sandbox = accountSandbox({ users: [byEmail] });
    const AccessToken = await sandbox.token('una');
    expect((await reset(sandbox)).body).toEqual({});
    expect((await sandbox.signIn('una')).error).toMatch(/^PasswordResetRequiredException/);
    const change = { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEW };
    expect((await sandbox.call('ChangePassword', change)).error).toMatch(/^PasswordResetRequiredException/);
    expect((await confirm(sandbox, code(sandbox))).error).toBe('');
    expect((await sandbox.signIn('una', NEW)).error).toBe('');
  });

  test.each<[string, SeedUser, string]>([
    ['a disabled user', { ...byEmail, Enabled: false }, 'NotAuthorizedException: User is disabled.'],
    ['nobody', { Username: 'ina' }, 'UserNotFoundException: User does not exist.'],
    ['a user without a channel', { Username: 'una' }, unreachable],
    ...(['UNCONFIRMED', 'FORCE_CHANGE_PASSWORD'] as const).map((UserStatus): [string, SeedUser, string] => [
      UserStatus,
      { ...byEmail, UserStatus },
      'NotAuthorizedException: User password cannot be reset in the current state.',
    ]),
  ])('refuses %s and changes nothing', async (_what, user, error) => {
    const sandbox = accountSandbox({ users: [user] });
    expect((await reset(sandbox)).error).toBe(error);
    const { body } = await sandbox.administer('AdminGetUser', { Username: user.Username });
    expect(body['UserStatus']).toBe(user.UserStatus ?? 'CONFIRMED');
  });
});
