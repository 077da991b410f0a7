import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { PASSWORD, type OnePool } from '../reference/one-pool.ts';
import { accountSandbox, attributes, secretHash, type AccountSandbox } from '../testing-account.ts';

const EMAIL = { UserAttributes: attributes({ email: 'una@example.com' }) };
const verifiesEmail: OnePool = { pool: { AutoVerifiedAttributes: ['email'] } };
const hiding: OnePool = { ...verifiesEmail, client: { PreventUserExistenceErrors: 'ENABLED' } };
const HOUR = 3_600_000;
const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' };
const SourceArn = 'arn:aws:ses:eu-west-1:123456789012:identity/example.com';

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const confirm = (sandbox: AccountSandbox, ConfirmationCode: string, more: JsonObject = {}) =>
  sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode, ...more });
const resend = (sandbox: AccountSandbox, Username = 'una') =>
  sandbox.ask('ResendConfirmationCode', { Username });

test('sends a code to what the pool verifies, and its return confirms and verifies', async () => {
  const sandbox = accountSandbox(verifiesEmail);
  const { body } = await sandbox.signUp('una', EMAIL);
  expect(body).toEqual({
    UserConfirmed: false,
    CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    Session: expect.any(String),
  });
  expect(sandbox.newest()).toMatchObject({
    username: 'una',
    medium: 'EMAIL',
    destination: 'una@example.com',
  });
  expect(code(sandbox)).toMatch(/^\d{6}$/);
  expect((await sandbox.signIn('una', 'wrong')).error).toBe(
    'UserNotConfirmedException: User is not confirmed.',
  );
  expect((await confirm(sandbox, code(sandbox))).body).toEqual({});
  const user = await sandbox.call('GetUser', { AccessToken: await sandbox.token('una') });
  expect(user.body['UserAttributes']).toContainEqual({ Name: 'email_verified', Value: 'true' });
});

const refusals: [what: string, given: OnePool, request: JsonObject, error: string][] = [
  [
    'a pool where administrators create users',
    { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } },
    {},
    'NotAuthorizedException: SignUp is not permitted for this user pool',
  ],
  [
    'a password that breaks the policy',
    {},
    { Password: 'short' },
    'InvalidPasswordException: Password does not conform with policy: Password not long enough',
  ],
  [
    'no password where one is needed',
    {},
    { Password: null },
    "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a name that somebody has',
    { users: [{ Username: 'una' }] },
    {},
    'UsernameExistsException: User already exists',
  ],
  [
    'a name that somebody has, from a client that hides who exists',
    { users: [{ Username: 'UNA' }], client: { PreventUserExistenceErrors: 'ENABLED' } },
    {},
    'UsernameExistsException: User already exists',
  ],
  [
    'an address that somebody signs in with',
    {
      pool: { UsernameAttributes: ['email'] },
      users: [{ Username: 'una@example.com', UserAttributes: { email: 'una@example.com' } }],
    },
    { Username: 'una@example.com' },
    'UsernameExistsException: An account with the given email already exists.',
  ],
  [
    'a name where addresses are names',
    { pool: { UsernameAttributes: ['email'] } },
    {},
    'InvalidParameterException: Username should be an email.',
  ],
  [
    'another address than the name',
    { pool: { UsernameAttributes: ['email'] } },
    { Username: 'ina@example.com', ...EMAIL },
    'InvalidParameterException: Username and email must be the same.',
  ],
  [
    'an address as a name where it is an alias',
    { pool: { AliasAttributes: ['email'] } },
    { Username: 'una@example.com' },
    'InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.',
  ],
  [
    'a required attribute left out',
    { pool: { Schema: [{ Name: 'name', Required: true }] } },
    {},
    'InvalidParameterException: Attributes did not conform to the schema: name: The attribute is required',
  ],
  [
    'an attribute that no schema has',
    {},
    { UserAttributes: attributes({ 'custom:x': '1' }) },
    'InvalidParameterException: Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.',
  ],
  [
    'an address that is none',
    {},
    { UserAttributes: attributes({ email: 'una' }) },
    'InvalidParameterException: Invalid email address format.',
  ],
  ...['sub', 'email_verified', 'phone_number_verified', 'dev:custom:x', 'name'].map(
    (name): (typeof refusals)[number] => [
      `${name}, which the client may not write`,
      { client: { WriteAttributes: ['email'] } },
      { UserAttributes: attributes({ [name]: 'true' }) },
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ],
  ),
];

test.each(refusals)('refuses %s', async (_what, given, request, error) => {
  const sandbox = accountSandbox(given);
  expect((await sandbox.signUp('una', request)).error).toBe(error);
  expect(sandbox.newest()).toBeUndefined();
});

describe('SecretHash', () => {
  const secrets = ['9example876543219example87654321', 'another1another2another3another4'] as const;
  const given: OnePool = {
    pool: { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] },
    client: { ClientSecrets: secrets },
  };
  const NAME = 'una@example.com';

  test.each([
    ['the first secret', secretHash(secrets[0], NAME), ''],
    ['the second secret', secretHash(secrets[1], NAME), ''],
    [
      'another name',
      secretHash(secrets[0], 'ina@example.com'),
      'NotAuthorizedException: Unable to verify secret hash for client reference',
    ],
    [
      'nothing',
      undefined,
      'NotAuthorizedException: Client reference is configured with secret but SECRET_HASH was not received',
    ],
  ])('over the name of the request with %s', async (_what, hash, error) => {
    const sandbox = accountSandbox(given);
    const more = hash === undefined ? {} : { SecretHash: hash };
    expect((await sandbox.signUp(NAME, more)).error).toBe(error);
  });

  test('is looked at everywhere, and over the name as typed', async () => {
    const sandbox = accountSandbox(given);
    const { body } = await sandbox.signUp(NAME, { SecretHash: secretHash(secrets[0], NAME) });
    const canonical = String(body['UserSub']);
    for (const operation of [
      'ConfirmSignUp',
      'ResendConfirmationCode',
      'ForgotPassword',
      'ConfirmForgotPassword',
    ]) {
      const ask = (SecretHash: string) =>
        sandbox.ask(operation, { Username: NAME, ConfirmationCode: '0', Password: PASSWORD, SecretHash });
      expect((await ask(secretHash(secrets[0], canonical))).error).toMatch(/Unable to verify secret hash/);
      expect((await ask(secretHash(secrets[1], NAME))).error).not.toMatch(/secret hash/);
    }
  });
});

test('of two attributes that are verified, the phone gets the code', async () => {
  const sandbox = accountSandbox({
    pool: { AutoVerifiedAttributes: ['email', 'phone_number'], SmsConfiguration: SMS },
  });
  const given = attributes({ email: 'una@example.com', phone_number: '+447700900123' });
  const { body } = await sandbox.signUp('una', { UserAttributes: given });
  expect(body['CodeDeliveryDetails']).toMatchObject({ DeliveryMedium: 'SMS', Destination: '+*******0123' });
});

test('where nothing is verified no code goes out, and an administrator confirms', async () => {
  const sandbox = accountSandbox({});
  expect((await sandbox.signUp('una', EMAIL)).body).not.toHaveProperty('CodeDeliveryDetails');
  expect((await resend(sandbox)).error).toBe(
    'InvalidParameterException: Cannot resend codes. Auto verification not turned on.',
  );
  expect((await confirm(sandbox, '123456')).error).toMatch(/^ExpiredCodeException/);
  expect((await sandbox.administer('AdminConfirmSignUp', { Username: 'una' })).error).toBe('');
  expect(await sandbox.token('una')).not.toBe('');
});

test('where a code is a first factor, nobody needs a password', async () => {
  const sandbox = accountSandbox({
    pool: {
      AutoVerifiedAttributes: ['email'],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
    },
  });
  await sandbox.signUp('una', { Password: null, ...EMAIL });
  await confirm(sandbox, code(sandbox));
  const { body } = await sandbox.ask('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: 'una' },
  });
  expect(body['AvailableChallenges']).toEqual(['EMAIL_OTP']);
});

describe('the code', () => {
  const started = async (given = verifiesEmail) => {
    const sandbox = accountSandbox(given);
    await sandbox.signUp('una', EMAIL);
    return { sandbox, first: code(sandbox) };
  };

  test('may be wrong first', async () => {
    const { sandbox, first } = await started();
    expect((await confirm(sandbox, 'wrong')).error).toBe(
      'CodeMismatchException: Invalid verification code provided, please try again.',
    );
    expect((await confirm(sandbox, first)).error).toBe('');
  });

  test('that was replaced is wrong like any other, and the newest counts', async () => {
    const { sandbox, first } = await started();
    expect((await resend(sandbox)).body).toEqual({
      CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    expect((await confirm(sandbox, first)).error).toMatch(/^CodeMismatchException/);
    expect((await confirm(sandbox, code(sandbox))).error).toBe('');
  });

  test('is good for a day and no longer', async () => {
    const { sandbox, first } = await started();
    sandbox.clock.ms += 24 * HOUR - 1;
    expect((await confirm(sandbox, 'wrong')).error).toMatch(/^CodeMismatchException/);
    sandbox.clock.ms += 1;
    expect((await confirm(sandbox, first)).error).toBe(
      'ExpiredCodeException: Invalid code provided, please request a code again.',
    );
  });

  test('is good once', async () => {
    const { sandbox, first } = await started();
    await confirm(sandbox, first);
    expect((await confirm(sandbox, first)).error).toBe(
      'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED',
    );
    expect((await resend(sandbox)).error).toBe('InvalidParameterException: User is already confirmed.');
  });

  test('proves nothing of an address that the user has no more', async () => {
    const { sandbox, first } = await started();
    const UserAttributes = attributes({ email: 'other@example.com' });
    await sandbox.administer('AdminUpdateUserAttributes', { Username: 'una', UserAttributes });
    expect((await confirm(sandbox, first)).error).toBe('');
    const { body } = await sandbox.administer('AdminGetUser', { Username: 'una' });
    expect(body['UserAttributes']).not.toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  test('may be wrong fifteen times an hour; the right one then waits, too', async () => {
    const { sandbox, first } = await started();
    for (let round = 0; round < 15; round += 1) {
      expect((await confirm(sandbox, 'wrong')).error).toMatch(/^CodeMismatchException/);
    }
    expect((await confirm(sandbox, first)).error).toBe(
      'LimitExceededException: Attempt limit exceeded, please try after some time.',
    );
    sandbox.sandbox.changeSettings({ tooManyFailedAttempts: true });
    expect((await confirm(sandbox, first)).error).toMatch(/^TooManyFailedAttemptsException/);
    sandbox.clock.ms += HOUR;
    expect((await confirm(sandbox, first)).error).toBe('');
  });

  test('is sent again five times an hour', async () => {
    const { sandbox } = await started();
    for (let round = 0; round < 5; round += 1) expect((await resend(sandbox)).error).toBe('');
    expect((await resend(sandbox)).error).toMatch(/^LimitExceededException/);
    sandbox.clock.ms += HOUR;
    expect((await resend(sandbox)).error).toBe('');
  });

  test('still counts after a snapshot, and so do the attempts', async () => {
    const { sandbox, first } = await started();
    for (let round = 0; round < 14; round += 1) await confirm(sandbox, 'wrong');
    const snapshot: unknown = JSON.parse(JSON.stringify(await sandbox.sandbox.snapshot()));
    const restored = accountSandbox({});
    restored.sandbox.restore(snapshot);
    expect((await confirm(restored, 'wrong')).error).toMatch(/^CodeMismatchException/);
    expect((await confirm(restored, first)).error).toMatch(/^LimitExceededException/);
    sandbox.sandbox.restore(snapshot);
    expect((await confirm(sandbox, first)).error).toBe('');
  });
});

describe('somebody who is not there, or may not know', () => {
  const unknown = 'UserNotFoundException: Username/client id combination not found.';
  const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.';

  test.each([
    ['tells', verifiesEmail, unknown, unknown],
    ['hides', hiding, expired, ''],
  ])('a client that %s', async (_what, given, confirming, resending) => {
    const sandbox = accountSandbox(given);
    expect((await confirm(sandbox, '123456')).error).toBe(confirming);
    expect((await resend(sandbox)).error).toBe(resending);
    expect(sandbox.newest()).toBeUndefined();
  });

  test('nobody gets the same made-up delivery every time, five times an hour', async () => {
    const sandbox = accountSandbox(hiding);
    const first = await resend(sandbox);
    expect(first.body['CodeDeliveryDetails']).toEqual({
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
      DeliveryMedium: 'EMAIL',
      AttributeName: 'email',
    });
    for (let round = 0; round < 4; round += 1) expect((await resend(sandbox)).body).toEqual(first.body);
    expect((await resend(sandbox)).error).toMatch(/^LimitExceededException/);
  });

  test('a made-up delivery fits a name that is an address', async () => {
    const byEmail = { UsernameAttributes: ['email' as const], AutoVerifiedAttributes: ['email' as const] };
    const sandbox = accountSandbox({ ...hiding, pool: byEmail });
    const { body } = await resend(sandbox, 'zed@quux.example');
    expect(body['CodeDeliveryDetails']).toMatchObject({ Destination: 'z***@q***' });
  });

  test('a confirmed user looks like nobody where the client hides, unless the setting says otherwise', async () => {
    const users = [{ Username: 'una', UserAttributes: { email: 'una@example.com' } }];
    const sandbox = accountSandbox({ ...hiding, users });
    expect((await resend(sandbox)).error).toBe('');
    expect(sandbox.newest()).toBeUndefined();
    sandbox.sandbox.changeSettings({ resendHidesConfirmed: false });
    expect((await resend(sandbox)).error).toBe('InvalidParameterException: User is already confirmed.');
  });

  test.each([
    ['tells', verifiesEmail, 'NotAuthorizedException: User is disabled.'],
    ['hides', hiding, ''],
  ])('a disabled user, asked by a client that %s', async (_what, given, resending) => {
    const sandbox = accountSandbox({
      ...given,
      users: [{ Username: 'una', UserStatus: 'UNCONFIRMED', Enabled: false }],
    });
    expect((await resend(sandbox)).error).toBe(resending);
    expect((await confirm(sandbox, '123456')).error).toBe('NotAuthorizedException: User is disabled.');
    expect(sandbox.newest()).toBeUndefined();
  });
});

describe('an alias that another user has', () => {
  const other = { email: 'una@example.com', email_verified: 'true' };
  const given: OnePool = {
    pool: { AliasAttributes: ['email'], AutoVerifiedAttributes: ['email'] },
    users: [{ Username: 'ina', UserAttributes: other }],
  };

  test('is refused when the code comes back, which stays good, and taken by force', async () => {
    const sandbox = accountSandbox(given);
    expect((await sandbox.signUp('una', EMAIL)).error).toBe('');
    const sent = code(sandbox);
    expect((await confirm(sandbox, sent)).error).toBe(
      'AliasExistsException: An account with the email already exists.',
    );
    expect((await sandbox.signIn('una')).error).toMatch(/^UserNotConfirmedException/);
    expect((await confirm(sandbox, sent, { ForceAliasCreation: true })).error).toBe('');
    const { body } = await sandbox.call('GetUser', { AccessToken: await sandbox.token('una@example.com') });
    expect(body['Username']).toBe('una');
    const ina = await sandbox.administer('AdminGetUser', { Username: 'ina' });
    expect(ina.body['UserAttributes']).toContainEqual({ Name: 'email_verified', Value: 'false' });
  });

  test('that was claimed by nobody’s code is no alias', async () => {
    const sandbox = accountSandbox(given);
    await sandbox.signUp('una', EMAIL);
    const { body } = await sandbox.call('GetUser', { AccessToken: await sandbox.token('una@example.com') });
    expect(body['Username']).toBe('ina');
  });
});

describe('the default sender', () => {
  const limited = { settings: { defaultSenderEmailsPerDay: 2 } };
  const signUp = (sandbox: AccountSandbox, name: string) =>
    sandbox.signUp(name, { UserAttributes: attributes({ email: `${name}@example.com` }) });

  test('takes so many e-mails a day; who signs up then is there without a code', async () => {
    const sandbox = accountSandbox(verifiesEmail, limited);
    for (const name of ['ann', 'bob']) expect((await signUp(sandbox, name)).error).toBe('');
    expect((await signUp(sandbox, 'cy')).error).toMatch(
      /^LimitExceededException: Exceeded daily email limit/,
    );
    expect((await sandbox.administer('AdminGetUser', { Username: 'cy' })).body).toMatchObject({
      UserStatus: 'UNCONFIRMED',
    });
    expect((await signUp(sandbox, 'cy')).error).toMatch(/^UsernameExistsException/);
    sandbox.clock.ms += 24 * HOUR;
    expect((await signUp(sandbox, 'dee')).error).toBe('');
  });

  test('is not the pool’s own', async () => {
    const EmailConfiguration = { EmailSendingAccount: 'DEVELOPER', SourceArn } as const;
    const sandbox = accountSandbox({ pool: { ...verifiesEmail.pool, EmailConfiguration } }, limited);
    for (const name of ['ann', 'bob', 'cy']) expect((await signUp(sandbox, name)).error).toBe('');
  });
});

test('the message is the pool’s own', async () => {
  const VerificationMessageTemplate = { EmailMessage: 'Hello {####}!' };
  const sandbox = accountSandbox({ pool: { ...verifiesEmail.pool, VerificationMessageTemplate } });
  await sandbox.signUp('una', EMAIL);
  expect(sandbox.newest()?.text).toBe(`Hello ${code(sandbox)}!`);
});
