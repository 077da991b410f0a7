import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { PASSWORD, POOL, type OnePool } from '../reference/one-pool.ts';
import type { SeedUser } from '../seed/schema.ts';
import { accountSandbox, attributes, type AccountSandbox } from '../testing-account.ts';

const una: SeedUser = {
  Username: 'una',
  UserAttributes: { email: 'una@example.com', email_verified: 'true' },
};
const EMAIL = { UserAttributes: attributes({ email: 'una@example.com' }) };
/** A trigger that says what it was told, then answers. */
const tells = (response = '{}') =>
  `export const handler = async (event) => { console.log(JSON.stringify(event)); Object.assign(event.response, ${response}); return event; };`;
const throws = `export const handler = async () => { throw new Error('no'); };`;

function withTriggers(Triggers: Readonly<Record<string, string>>, given: OnePool = {}): AccountSandbox {
  return accountSandbox({
    ...given,
    pool: { AutoVerifiedAttributes: ['email'], Triggers, ...given.pool },
  });
}

/** The events that triggers were given, oldest first. */
function events({ sandbox }: AccountSandbox): JsonObject[] {
  return sandbox
    .log(0)
    .flatMap(({ triggers }) => triggers.flatMap(({ console }) => console))
    .map((line) => JSON.parse(line) as JsonObject);
}

const sources = (sandbox: AccountSandbox) => events(sandbox).map(({ triggerSource }) => triggerSource);
const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const confirm = (sandbox: AccountSandbox, more: JsonObject = {}) =>
  sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode: code(sandbox), ...more });

describe('PreSignUp', () => {
  test('is told what the client gave', async () => {
    const sandbox = withTriggers({ PreSignUp: tells() });
    await sandbox.signUp('una', {
      ...EMAIL,
      ValidationData: attributes({ captcha: 'x' }),
      ClientMetadata: { from: 'test' },
    });
    expect(events(sandbox)).toEqual([
      expect.objectContaining({
        triggerSource: 'PreSignUp_SignUp',
        userName: 'una',
        callerContext: expect.objectContaining({ clientId: 'reference' }),
        request: {
          userAttributes: { email: 'una@example.com' },
          validationData: { captcha: 'x' },
          clientMetadata: { from: 'test' },
        },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      }),
    ]);
  });

  test('confirms and verifies; PostConfirmation follows and no code', async () => {
    const sandbox = withTriggers({
      PreSignUp: tells('{ autoConfirmUser: true, autoVerifyEmail: true }'),
      PostConfirmation: tells(),
    });
    const { body } = await sandbox.signUp('una', EMAIL);
    expect(body).toMatchObject({ UserConfirmed: true });
    expect(body).not.toHaveProperty('CodeDeliveryDetails');
    expect(sandbox.newest()).toBeUndefined();
    expect(sources(sandbox)).toEqual(['PreSignUp_SignUp', 'PostConfirmation_ConfirmSignUp']);
    const now = await sandbox.call('GetUser', { AccessToken: await sandbox.token('una') });
    expect(now.body['UserAttributes']).toContainEqual({ Name: 'email_verified', Value: 'true' });
    const Session = body['Session'] ?? null;
    const signedIn = await sandbox.ask('InitiateAuth', { AuthFlow: 'USER_AUTH', Session });
    expect(signedIn.body).toHaveProperty('AuthenticationResult');
  });

  test('takes an alias over with what it verifies', async () => {
    const sandbox = withTriggers(
      { PreSignUp: tells('{ autoConfirmUser: true, autoVerifyEmail: true }') },
      { pool: { AliasAttributes: ['email'] }, users: [{ ...una, Username: 'ina' }] },
    );
    await sandbox.signUp('una', EMAIL);
    const now = await sandbox.call('GetUser', { AccessToken: await sandbox.token('una@example.com') });
    expect(now.body['Username']).toBe('una');
  });

  test.each([
    ['throws', throws, 'UserLambdaValidationException: PreSignUp failed with error no.'],
    ['returns nothing', '() => {}', 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    [
      'verifies what nobody gave',
      tells('{ autoVerifyPhone: true }'),
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    ],
    [
      'takes too long',
      '() => new Promise(() => {})',
      'UnexpectedLambdaException: PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.',
    ],
  ])('that %s leaves nobody behind', async (_what, source, error) => {
    const sandbox = withTriggers({ PreSignUp: source });
    expect((await sandbox.signUp('una', EMAIL)).error).toBe(error);
    expect((await sandbox.signIn('una')).error).toMatch(/^UserNotFoundException/);
  });

  test('lets one of two in who want a name at once', async () => {
    const sandbox = withTriggers({ PreSignUp: tells() });
    const both = await Promise.all([sandbox.signUp('una', EMAIL), sandbox.signUp('una', EMAIL)]);
    expect(both.map(({ error }) => error)).toEqual(['', 'UsernameExistsException: User already exists']);
  });

  test('runs when an administrator creates a user, who confirms nobody by it', async () => {
    const sandbox = withTriggers({ PreSignUp: tells('{ autoConfirmUser: true }') });
    const { body } = await sandbox.administer('AdminCreateUser', { Username: 'una', ...EMAIL });
    expect(body['User']).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(events(sandbox)).toEqual([
      expect.objectContaining({
        triggerSource: 'PreSignUp_AdminCreateUser',
        callerContext: expect.objectContaining({ clientId: 'CLIENT_ID_NOT_APPLICABLE' }),
      }),
    ]);
    sandbox.sandbox.setTrigger(POOL, 'PreSignUp', throws);
    const refused = await sandbox.administer('AdminCreateUser', { Username: 'ina' });
    expect(refused.error).toBe('UserLambdaValidationException: PreSignUp failed with error no.');
    expect((await sandbox.administer('AdminGetUser', { Username: 'ina' })).error).not.toBe('');
  });
});

describe('PostConfirmation', () => {
  test('follows ConfirmSignUp, AdminConfirmSignUp and ConfirmForgotPassword', async () => {
    const sandbox = withTriggers({ PostConfirmation: tells() });
    await sandbox.signUp('una', EMAIL);
    await confirm(sandbox, { ClientMetadata: { from: 'test' } });
    await sandbox.signUp('ina');
    await sandbox.administer('AdminConfirmSignUp', { Username: 'ina' });
    await sandbox.ask('ForgotPassword', { Username: 'una' });
    const again = { Username: 'una', ConfirmationCode: code(sandbox), Password: PASSWORD };
    await sandbox.ask('ConfirmForgotPassword', again);
    expect(events(sandbox)).toEqual([
      expect.objectContaining({
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        userName: 'una',
        request: {
          userAttributes: {
            sub: expect.any(String),
            'cognito:user_status': 'CONFIRMED',
            email: 'una@example.com',
            email_verified: 'true',
          },
          clientMetadata: { from: 'test' },
        },
      }),
      expect.objectContaining({ triggerSource: 'PostConfirmation_ConfirmSignUp', userName: 'ina' }),
      expect.objectContaining({ triggerSource: 'PostConfirmation_ConfirmForgotPassword' }),
    ]);
  });

  test('that throws is told, and takes nothing back', async () => {
    const sandbox = withTriggers({ PostConfirmation: throws });
    await sandbox.signUp('una', EMAIL);
    expect((await confirm(sandbox)).error).toBe(
      'UserLambdaValidationException: PostConfirmation failed with error no.',
    );
    expect((await sandbox.signIn('una')).error).toBe('');
  });
});

describe('CustomMessage', () => {
  const words = tells(`{
    emailMessage: event.triggerSource + ' {####}',
    smsMessage: 'by SMS {####}',
  }`);

  test('words every code, and knows none', async () => {
    const sandbox = withTriggers({ CustomMessage: words });
    const texts: string[] = [];
    const note = () => texts.push(sandbox.newest()?.text.replace(code(sandbox), '#') ?? '');
    await sandbox.signUp('una', EMAIL);
    note();
    await sandbox.ask('ResendConfirmationCode', { Username: 'una' });
    note();
    await confirm(sandbox);
    await sandbox.ask('ForgotPassword', { Username: 'una' });
    note();
    const AccessToken = await sandbox.token('una');
    await sandbox.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
    note();
    const UserAttributes = attributes({ email: 'new@example.com' });
    await sandbox.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    note();
    await sandbox.administer('AdminCreateUser', {
      Username: 'ina',
      UserAttributes: attributes({ email: 'ina@example.com' }),
    });
    note();
    expect(texts).toEqual(
      [
        'SignUp',
        'ResendCode',
        'ForgotPassword',
        'VerifyUserAttribute',
        'UpdateUserAttribute',
        'AdminCreateUser',
      ].map((occasion) => `CustomMessage_${occasion} #`),
    );
    for (const { request } of events(sandbox)) {
      expect(request).toMatchObject({ codeParameter: '{####}', userAttributes: { sub: expect.any(String) } });
    }
  });

  test('words the code of a sign-in, and sees what AdminRespondToAuthChallenge gives alone', async () => {
    const sandbox = withTriggers(
      { CustomMessage: words },
      {
        pool: {
          MfaConfiguration: 'OPTIONAL',
          EmailMfaConfiguration: {},
          SmsMfaConfiguration: {},
        },
        users: [
          {
            ...una,
            UserAttributes: { ...una.UserAttributes, phone_number: '+447700900123' },
            UserMFASettingList: ['SMS_MFA', 'EMAIL_OTP'],
          },
        ],
      },
    );
    const ClientMetadata = { from: 'test' };
    const choose = async (operation: string, more: JsonObject, ANSWER: string) => {
      const asked = await sandbox.ask('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'una', PASSWORD },
      });
      return sandbox.ask(operation, {
        ...more,
        ClientMetadata,
        ChallengeName: 'SELECT_MFA_TYPE',
        Session: asked.body['Session'] ?? null,
        ChallengeResponses: { USERNAME: 'una', ANSWER },
      });
    };
    await choose('RespondToAuthChallenge', {}, 'EMAIL_OTP');
    expect(sandbox.newest()?.text).toBe(`CustomMessage_Authentication ${code(sandbox)}`);
    await choose('AdminRespondToAuthChallenge', { UserPoolId: POOL }, 'SMS_MFA');
    expect(sandbox.newest()?.text).toBe(`by SMS ${code(sandbox)}`);
    const seen = events(sandbox).map(({ request }) => (request as JsonObject)['clientMetadata']);
    expect(seen).toEqual([undefined, ClientMetadata]);
  });

  test.each([
    ['throws', throws, 'UserLambdaValidationException: CustomMessage failed with error no.'],
    [
      'leaves the code out',
      tells(`{ emailMessage: 'Hello' }`),
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    ],
  ])('that %s sends nothing; a resend is another try', async (_what, source, error) => {
    const sandbox = withTriggers({ CustomMessage: source });
    expect((await sandbox.signUp('una', EMAIL)).error).toBe(error);
    expect(sandbox.newest()).toBeUndefined();
    sandbox.sandbox.setTrigger(POOL, 'CustomMessage', undefined);
    await sandbox.ask('ResendConfirmationCode', { Username: 'una' });
    expect((await confirm(sandbox)).error).toBe('');
  });
});

describe('UserMigration', () => {
  const knows = (response: string) =>
    tells(`event.request.password === null || event.request.password === '${PASSWORD}' ? ${response} : {}`);
  const known = knows(`{
    userAttributes: { email: 'una@example.com', email_verified: 'true' },
    finalUserStatus: 'CONFIRMED',
    messageAction: 'SUPPRESS',
  }`);

  test('brings a user over with the right password, once', async () => {
    const sandbox = withTriggers({ UserMigration: known });
    expect((await sandbox.signIn('una', 'Wrong-horse-1')).error).toMatch(/^UserNotFoundException/);
    expect((await sandbox.signIn('una')).error).toBe('');
    expect((await sandbox.signIn('una')).error).toBe('');
    expect(sources(sandbox)).toEqual(['UserMigration_Authentication', 'UserMigration_Authentication']);
    const { body } = await sandbox.administer('AdminGetUser', { Username: 'una' });
    expect(body).toMatchObject({ UserStatus: 'CONFIRMED' });
    expect(sandbox.newest()).toBeUndefined();
  });

  test('is told the metadata as validationData; the log shows no password', async () => {
    const sandbox = withTriggers({ UserMigration: known });
    await sandbox.ask('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientMetadata: { from: 'test' },
      AuthParameters: { USERNAME: 'una', PASSWORD },
    });
    expect(events(sandbox)[0]).toMatchObject({
      userName: 'una',
      request: { password: '•••', validationData: { from: 'test' } },
    });
    expect(JSON.stringify(sandbox.sandbox.log(0))).not.toContain(PASSWORD);
  });

  test.each(['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH'])(
    'runs at %s, also for a client that hides who exists',
    async (AuthFlow) => {
      const sandbox = withTriggers(
        { UserMigration: known },
        { client: { PreventUserExistenceErrors: 'ENABLED' } },
      );
      const AuthParameters = { USERNAME: 'una', PASSWORD, PREFERRED_CHALLENGE: 'PASSWORD' };
      const operation = AuthFlow.startsWith('ADMIN') ? 'AdminInitiateAuth' : 'InitiateAuth';
      const start = { UserPoolId: POOL, AuthFlow, AuthParameters };
      expect((await sandbox.ask(operation, start)).body).toHaveProperty('AuthenticationResult');
    },
  );

  test('does not run without a password', async () => {
    const sandbox = withTriggers({ UserMigration: known });
    for (const AuthFlow of ['USER_SRP_AUTH', 'USER_AUTH']) {
      const AuthParameters = { USERNAME: 'una', SRP_A: 'abc' };
      expect((await sandbox.ask('InitiateAuth', { AuthFlow, AuthParameters })).error).toMatch(
        /^UserNotFoundException/,
      );
    }
    expect(events(sandbox)).toEqual([]);
  });

  test('brings a user over who forgot the password', async () => {
    const sandbox = withTriggers({ UserMigration: known });
    const ClientMetadata = { from: 'test' };
    const { body } = await sandbox.ask('ForgotPassword', { Username: 'una', ClientMetadata });
    expect(body['CodeDeliveryDetails']).toMatchObject({ Destination: 'u***@e***' });
    expect(events(sandbox)[0]).toMatchObject({
      triggerSource: 'UserMigration_ForgotPassword',
      request: { password: null, validationData: null, clientMetadata: { from: 'test' } },
    });
    const ConfirmationCode = code(sandbox);
    const confirmation = { Username: 'una', ConfirmationCode, Password: 'Better-horse-2' };
    expect((await sandbox.ask('ConfirmForgotPassword', confirmation)).error).toBe('');
    expect((await sandbox.signIn('una', 'Better-horse-2')).error).toBe('');
  });

  test('that names no status makes a new password necessary, and greets', async () => {
    const sandbox = withTriggers({
      UserMigration: knows(`{
        userAttributes: { email: 'una@example.com', email_verified: 'true' },
        desiredDeliveryMediums: ['EMAIL'],
      }`),
    });
    expect((await sandbox.signIn('una')).error).toMatch(/^PasswordResetRequiredException/);
    expect(sandbox.newest()).toMatchObject({ medium: 'EMAIL', text: 'Your username is una.' });
  });

  test('of two sign-ins at once brings the user over once', async () => {
    const sandbox = withTriggers({ UserMigration: known });
    const both = await Promise.all([sandbox.signIn('una'), sandbox.signIn('una')]);
    expect(both.map(({ error }) => error)).toEqual(['', '']);
    const { body } = await sandbox.administer('ListUsers', {});
    expect(body['Users']).toHaveLength(1);
  });

  test.each([
    ['throws', throws, 'UserLambdaValidationException: UserMigration failed with error no.'],
    ['knows nobody', tells(), 'UserNotFoundException: User does not exist.'],
    [
      'names an alias that somebody has',
      knows(`{ userAttributes: { email: 'ina@example.com', email_verified: 'true' } }`),
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    ],
    [
      'wants SMS for a user without a phone',
      knows(`{ userAttributes: { email: 'una@example.com' }, enableSMSMFA: true }`),
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    ],
    [
      'names an attribute that no schema has',
      knows(`{ userAttributes: { 'custom:x': '1' } }`),
      'InvalidParameterException: Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.',
    ],
  ])('that %s brings nobody over', async (_what, source, error) => {
    const ina = { Username: 'ina', UserAttributes: { email: 'ina@example.com', email_verified: 'true' } };
    const sandbox = withTriggers(
      { UserMigration: source },
      { pool: { AliasAttributes: ['email'] }, users: [ina] },
    );
    expect((await sandbox.signIn('una')).error).toBe(error);
    expect((await sandbox.administer('AdminGetUser', { Username: 'una' })).error).not.toBe('');
  });
});

test('PreAuthentication can deny a sign-in by a typed password, and one after a sign-up', async () => {
  const sandbox = withTriggers({ PreSignUp: tells('{ autoConfirmUser: true }') });
  const { body } = await sandbox.signUp('una', EMAIL);
  sandbox.sandbox.setTrigger(POOL, 'PreAuthentication', throws);
  const denied = 'UserLambdaValidationException: PreAuthentication failed with error no.';
  expect((await sandbox.signIn('una')).error).toBe(denied);
  const start = { AuthFlow: 'USER_AUTH', Session: body['Session'] ?? null };
  expect((await sandbox.ask('InitiateAuth', start)).error).toBe(denied);
  sandbox.sandbox.setTrigger(POOL, 'PreAuthentication', undefined);
  expect((await sandbox.ask('InitiateAuth', start)).body).toHaveProperty('AuthenticationResult');
});
