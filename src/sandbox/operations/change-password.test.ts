import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { PASSWORD, type OnePool } from '../reference/one-pool.ts';
import type { SeedUser } from '../seed/schema.ts';
import { accountSandbox, type AccountSandbox } from '../testing-account.ts';

const HOUR = 3_600_000;
const NEW = 'Better-horse-2';
const byEmail: SeedUser = {
  Username: 'una',
  UserAttributes: { email: 'una@example.com', email_verified: 'true' },
};
const limit = 'LimitExceededException: Attempt limit exceeded, please try after some time.';

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';

describe('ChangePassword', () => {
  const change = (sandbox: AccountSandbox, AccessToken: string, more: JsonObject = {}) =>
    sandbox.call('ChangePassword', {
      AccessToken,
      PreviousPassword: PASSWORD,
      ProposedPassword: NEW,
      ...more,
    });
  const history = { Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } };

  test.each<[string, OnePool, JsonObject, string]>([
    ['takes another password', {}, {}, ''],
    ['takes the same one', {}, { ProposedPassword: PASSWORD }, ''],
    [
      'needs the one in use',
      {},
      { PreviousPassword: 'wrong' },
      'NotAuthorizedException: Incorrect username or password.',
    ],
    [
      'needs it at all',
      {},
      { PreviousPassword: null },
      'NotAuthorizedException: Incorrect username or password.',
    ],
    [
      'holds to the policy',
      {},
      { ProposedPassword: 'short' },
      'InvalidPasswordException: Password does not conform with policy: Password not long enough',
    ],
    [
      'remembers',
      { pool: history },
      { ProposedPassword: PASSWORD },
      'PasswordHistoryPolicyViolationException: Password has previously been used. Please choose a different password.',
    ],
    ['needs a token', {}, { AccessToken: 'none' }, 'NotAuthorizedException: Invalid Access Token'],
  ])('%s', async (_what, given, more, error) => {
    const sandbox = accountSandbox({ users: [byEmail], ...given });
    const token = await sandbox.token('una');
    expect((await change(sandbox, token, more)).error).toBe(error);
    const now = error === '' ? String(more['ProposedPassword'] ?? NEW) : PASSWORD;
    expect((await sandbox.signIn('una', now)).error).toBe('');
  });

  test('five times an hour, right or wrong', async () => {
    const sandbox = accountSandbox({ users: [byEmail] });
    const token = await sandbox.token('una');
    for (let round = 0; round < 5; round += 1) await change(sandbox, token, { PreviousPassword: 'wrong' });
    expect((await change(sandbox, token)).error).toBe(limit);
    sandbox.clock.ms += HOUR - 1;
    const later = await sandbox.token('una');
    expect((await change(sandbox, later)).error).toBe(limit);
    sandbox.clock.ms += 1;
    expect((await change(sandbox, later)).error).toBe('');
  });

  test('gives a first password to a user who signs in with codes alone', async () => {
    const sandbox = accountSandbox({
      pool: {
        AutoVerifiedAttributes: ['email'],
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
      },
    });
    const UserAttributes = [{ Name: 'email', Value: 'una@example.com' }];
    const signedUp = await sandbox.signUp('una', { Password: null, UserAttributes });
    const Session = signedUp.body['Session'] ?? null;
    const ConfirmationCode = code(sandbox);
    const confirmed = await sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode, Session });
    const { body } = await sandbox.ask('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      Session: confirmed.body['Session'] ?? null,
    });
    const { AccessToken } = body['AuthenticationResult'] as { AccessToken: string };
    expect((await change(sandbox, AccessToken)).error).toMatch(/^NotAuthorizedException/);
    expect((await change(sandbox, AccessToken, { PreviousPassword: null })).error).toBe('');
    expect((await sandbox.signIn('una', NEW)).error).toBe('');
  });
});

test('DeleteUser takes the user and every token away', async () => {
  const sandbox = accountSandbox({ users: [byEmail] });
  const AccessToken = await sandbox.token('una');
  expect((await sandbox.call('DeleteUser', { AccessToken })).body).toEqual({});
  expect((await sandbox.call('DeleteUser', { AccessToken })).error).toBe(
    'NotAuthorizedException: Invalid Access Token',
  );
  expect((await sandbox.signIn('una')).error).toBe('UserNotFoundException: User does not exist.');
});
