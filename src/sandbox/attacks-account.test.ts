import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { PASSWORD, type OnePool } from './reference/one-pool.ts';
import type { SeedUser } from './seed/schema.ts';
import { accountSandbox, addClient, attributes, type AccountSandbox } from './testing-account.ts';

// What somebody may try with the codes, names and tokens of an account.

const NEW = 'Better-horse-2';
const NO = 'NotAuthorizedException: Incorrect username or password.';
const GONE = 'NotAuthorizedException: Invalid Access Token';
const MISMATCH = 'CodeMismatchException: Invalid verification code provided, please try again.';
const EXPIRED = 'ExpiredCodeException: Invalid code provided, please request a code again.';
const UNKNOWN = 'UserNotFoundException: User does not exist.';
const TAKEN = 'AliasExistsException: An account with the email already exists.';

const person = (Username: string, more: Partial<SeedUser> = {}): SeedUser => ({
  Username,
  UserAttributes: { email: `${Username}@example.com`, email_verified: 'true' },
  ...more,
});
const verifies: OnePool = { pool: { AutoVerifiedAttributes: ['email'] } };
const aliases: OnePool = { pool: { ...verifies.pool, AliasAttributes: ['email'] } };

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const signUp = (sandbox: AccountSandbox, name: string, email = `${name}@example.com`) =>
  sandbox.signUp(name, { UserAttributes: attributes({ email }) });
const confirm = (
  sandbox: AccountSandbox,
  Username: string,
  ConfirmationCode: string,
  more: JsonObject = {},
) => sandbox.ask('ConfirmSignUp', { Username, ConfirmationCode, ...more });
const forgot = async (sandbox: AccountSandbox, Username: string) => {
  expect((await sandbox.ask('ForgotPassword', { Username })).error).toBe('');
  return code(sandbox);
};
const recover = (sandbox: AccountSandbox, Username: string, ConfirmationCode: string) =>
  sandbox.ask('ConfirmForgotPassword', { Username, ConfirmationCode, Password: NEW });
const nameBehind = async (sandbox: AccountSandbox, AccessToken: string) =>
  (await sandbox.call('GetUser', { AccessToken })).body['Username'];

describe('a code', () => {
  test('of a sign-up recovers nothing', async () => {
    const sandbox = accountSandbox(verifies);
    await signUp(sandbox, 'una');
    const sent = code(sandbox);
    expect((await recover(sandbox, 'una', sent)).error).toBe(
      'UserNotConfirmedException: User is not confirmed.',
    );
    await sandbox.administer('AdminConfirmSignUp', { Username: 'una' });
    expect((await recover(sandbox, 'una', sent)).error).toBe(EXPIRED);
  });

  test('of a recovery confirms nothing', async () => {
    const sandbox = accountSandbox(verifies);
    await signUp(sandbox, 'una');
    const right = code(sandbox);
    const UserAttributes = attributes({ email_verified: 'true' });
    await sandbox.administer('AdminUpdateUserAttributes', { Username: 'una', UserAttributes });
    expect((await confirm(sandbox, 'una', await forgot(sandbox, 'una'))).error).toBe(MISMATCH);
    expect((await confirm(sandbox, 'una', right)).error).toBe('');
  });

  test('of an attribute recovers nothing, and the reverse', async () => {
    const sandbox = accountSandbox({ ...verifies, users: [person('una')] });
    const attribute = { AccessToken: await sandbox.token('una'), AttributeName: 'email' };
    await sandbox.call('GetUserAttributeVerificationCode', attribute);
    const sent = code(sandbox);
    expect((await recover(sandbox, 'una', sent)).error).toBe(EXPIRED);
    const Code = await forgot(sandbox, 'una');
    expect((await recover(sandbox, 'una', sent)).error).toBe(MISMATCH);
    expect((await sandbox.call('VerifyUserAttribute', { ...attribute, Code })).error).toBe(MISMATCH);
  });

  test('of another user is wrong', async () => {
    const sandbox = accountSandbox({ ...verifies, users: [person('ann'), person('bob')] });
    await signUp(sandbox, 'una');
    const unas = code(sandbox);
    await signUp(sandbox, 'ina');
    expect((await confirm(sandbox, 'ina', unas)).error).toBe(MISMATCH);
    const [anns, bobs] = [await forgot(sandbox, 'ann'), await forgot(sandbox, 'bob')];
    expect((await recover(sandbox, 'ann', bobs)).error).toBe(MISMATCH);
    expect((await recover(sandbox, 'bob', anns)).error).toBe(MISMATCH);
    expect((await sandbox.signIn('ann')).error).toBe('');
  });

  test('is wrong when another one went out since, by whoever asked for it', async () => {
    const sandbox = accountSandbox({ ...verifies, users: [person('una')] });
    await signUp(sandbox, 'ina');
    const first = code(sandbox);
    await sandbox.ask('ResendConfirmationCode', { Username: 'ina' });
    expect((await confirm(sandbox, 'ina', first)).error).toBe(MISMATCH);
    const old = await forgot(sandbox, 'una');
    await sandbox.administer('AdminResetUserPassword', { Username: 'una' });
    expect((await recover(sandbox, 'una', old)).error).toBe(MISMATCH);
    expect((await recover(sandbox, 'una', code(sandbox))).error).toBe('');
  });

  test('of a recovery ends when an administrator set another password', async () => {
    const sandbox = accountSandbox({ users: [person('una')] });
    const old = await forgot(sandbox, 'una');
    const set = { Username: 'una', Password: 'Third-horse-3', Permanent: true };
    await sandbox.administer('AdminSetUserPassword', set);
    expect((await recover(sandbox, 'una', old)).error).toBe(EXPIRED);
    expect((await sandbox.signIn('una', 'Third-horse-3')).error).toBe('');
  });

  test('of a recovery ends with a temporary password that was replaced, and with ChangePassword', async () => {
    const sandbox = accountSandbox({ users: [person('una')] });
    const old = await forgot(sandbox, 'una');
    await sandbox.administer('AdminSetUserPassword', { Username: 'una', Password: 'Third-horse-3' });
    const { body } = await sandbox.signIn('una', 'Third-horse-3');
    await sandbox.ask('RespondToAuthChallenge', {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: body['Session'] ?? '',
      ChallengeResponses: { USERNAME: 'una', NEW_PASSWORD: PASSWORD },
    });
    expect((await recover(sandbox, 'una', old)).error).toBe(EXPIRED);
    const newer = await forgot(sandbox, 'una');
    const AccessToken = await sandbox.token('una');
    const change = { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: 'Fourth-horse-4' };
    expect((await sandbox.call('ChangePassword', change)).error).toBe('');
    expect((await recover(sandbox, 'una', newer)).error).toBe(EXPIRED);
  });

  test.each([
    ['LEGACY', 'NotAuthorizedException: User is disabled.'],
    ['ENABLED', EXPIRED],
  ] as const)('recovers nobody who is disabled, %s', async (PreventUserExistenceErrors, error) => {
    const sandbox = accountSandbox({ client: { PreventUserExistenceErrors }, users: [person('una')] });
    const sent = await forgot(sandbox, 'una');
    await sandbox.administer('AdminDisableUser', { Username: 'una' });
    expect((await recover(sandbox, 'una', sent)).error).toBe(error);
    await sandbox.administer('AdminEnableUser', { Username: 'una' });
    expect((await sandbox.signIn('una')).error).toBe('');
    expect((await sandbox.signIn('una', NEW)).error).toBe(NO);
  });
});

describe('a name', () => {
  test('taken by force leads to its taker, and its holder keeps the account alone', async () => {
    const sandbox = accountSandbox({ ...aliases, users: [person('ina')] });
    const inas = await forgot(sandbox, 'ina');
    await signUp(sandbox, 'una', 'ina@example.com');
    const force = { ForceAliasCreation: true };
    expect((await confirm(sandbox, 'una', 'wrong', force)).error).toBe(MISMATCH);
    expect(await nameBehind(sandbox, await sandbox.token('ina@example.com'))).toBe('ina');
    expect((await confirm(sandbox, 'una', code(sandbox), force)).error).toBe('');
    expect(await nameBehind(sandbox, await sandbox.token('ina@example.com'))).toBe('una');
    expect(await nameBehind(sandbox, await sandbox.token('ina'))).toBe('ina');
    // The code went to what is una's now.
    expect((await recover(sandbox, 'ina', inas)).error).toBe(EXPIRED);
    expect((await sandbox.ask('ForgotPassword', { Username: 'ina' })).error).toMatch(
      /^InvalidParameterException: Cannot reset password/,
    );
  });

  test.each([
    ['at once', [], UNKNOWN, UNKNOWN],
    ['when its code came back', ['email' as const], '', UNKNOWN],
  ])('that is changed counts no more %s', async (_when, waits, old, young) => {
    const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: waits };
    const pool = { ...aliases.pool, UserAttributeUpdateSettings };
    const sandbox = accountSandbox({ pool, users: [person('una')] });
    const AccessToken = await sandbox.token('una');
    const UserAttributes = attributes({ email: 'new@example.com' });
    expect((await sandbox.call('UpdateUserAttributes', { AccessToken, UserAttributes })).error).toBe('');
    expect((await sandbox.signIn('una@example.com')).error).toBe(old);
    expect((await sandbox.signIn('new@example.com')).error).toBe(young);
    const verify = { AccessToken, AttributeName: 'email', Code: code(sandbox) };
    expect((await sandbox.call('VerifyUserAttribute', verify)).error).toBe('');
    expect((await sandbox.signIn('una@example.com')).error).toBe(UNKNOWN);
    expect((await sandbox.signIn('new@example.com')).error).toBe('');
  });

  test('that is somebody’s address cannot be taken over', async () => {
    const sandbox = accountSandbox({
      pool: { UsernameAttributes: ['email'] },
      users: ['una', 'ina'].map((name) => ({ ...person(name), Username: `${name}@example.com` })),
    });
    const AccessToken = await sandbox.token('una@example.com');
    const UserAttributes = attributes({ email: 'INA@example.com' });
    expect((await sandbox.call('UpdateUserAttributes', { AccessToken, UserAttributes })).error).toBe(TAKEN);
    expect((await sandbox.signIn('una@example.com')).error).toBe('');
  });

  test('that is somebody’s preferred_username is no new user’s, nor a user’s name anybody’s alias', async () => {
    const sandbox = accountSandbox({
      pool: { AliasAttributes: ['preferred_username'] },
      users: [person('ina', { UserAttributes: { preferred_username: 'boss' } }), person('una')],
    });
    const AccessToken = await sandbox.token('una');
    for (const preferred_username of ['boss', 'ina']) {
      const UserAttributes = attributes({ preferred_username });
      const { error } = await sandbox.call('UpdateUserAttributes', { AccessToken, UserAttributes });
      expect(error).toBe('AliasExistsException: An account with the preferred_username already exists.');
    }
    expect((await sandbox.signUp('boss')).error).toBe('UsernameExistsException: User already exists');
    const made = await sandbox.administer('AdminCreateUser', { Username: 'boss', MessageAction: 'SUPPRESS' });
    expect(made.error).toBe('UsernameExistsException: User account already exists');
    expect(await nameBehind(sandbox, await sandbox.token('boss'))).toBe('ina');
  });
});

test('ChangePassword is no way to guess: five an hour, over all clients and tokens', async () => {
  const sandbox = accountSandbox({ users: [person('una')] });
  const other = addClient(sandbox);
  const AuthParameters = { USERNAME: 'una', PASSWORD };
  const begin = { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
  const { body } = await sandbox.ask('InitiateAuth', begin, other);
  const { AccessToken = '' } = body['AuthenticationResult'] as Record<string, string>;
  const tokens = [await sandbox.token('una'), AccessToken];
  const change = (token: string, PreviousPassword: string) =>
    sandbox.call('ChangePassword', { AccessToken: token, PreviousPassword, ProposedPassword: NEW });
  for (let round = 0; round < 5; round += 1) {
    expect((await change(tokens[round % 2] ?? '', 'wrong')).error).toBe(NO);
  }
  for (const token of tokens) {
    expect((await change(token, PASSWORD)).error).toMatch(/^LimitExceededException/);
  }
  expect((await sandbox.signIn('una')).error).toBe('');
});

test('nothing of a deleted user serves the next one of that name', async () => {
  const sandbox = accountSandbox({ ...verifies, users: [person('una')] });
  const { body } = await sandbox.signIn('una');
  const { AccessToken = '', RefreshToken = '' } = body['AuthenticationResult'] as Record<string, string>;
  const sent = await forgot(sandbox, 'una');
  expect((await sandbox.call('DeleteUser', { AccessToken })).error).toBe('');
  await signUp(sandbox, 'una');
  expect((await confirm(sandbox, 'una', sent)).error).toBe(MISMATCH);
  await confirm(sandbox, 'una', code(sandbox));
  const calls: readonly (readonly [string, JsonObject])[] = [
    ['GetUser', {}],
    ['ChangePassword', { PreviousPassword: PASSWORD, ProposedPassword: NEW }],
    ['UpdateUserAttributes', { UserAttributes: attributes({ email: 'new@example.com' }) }],
    ['DeleteUserAttributes', { UserAttributeNames: ['email'] }],
    ['GetUserAttributeVerificationCode', { AttributeName: 'email' }],
    ['VerifyUserAttribute', { AttributeName: 'email', Code: sent }],
    ['GlobalSignOut', {}],
    ['DeleteUser', {}],
  ];
  for (const [operation, more] of calls) {
    expect((await sandbox.call(operation, { AccessToken, ...more })).error).toBe(GONE);
  }
  const AuthParameters = { REFRESH_TOKEN: RefreshToken };
  const refreshed = await sandbox.ask('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
  expect(refreshed.error).toBe('NotAuthorizedException: Invalid Refresh Token.');
  expect((await recover(sandbox, 'una', sent)).error).toBe(EXPIRED);
  expect((await sandbox.signIn('una')).error).toBe('');
});
