import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { PASSWORD, type OnePool } from '../reference/one-pool.ts';
import { accountSandbox, attributes, secretHash, type AccountSandbox } from '../testing-account.ts';

const EMAIL = { UserAttributes: attributes({ email: 'una@example.com' }) };
const verifiesEmail: OnePool = { pool: { AutoVerifiedAttributes: ['email'] } };

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const confirm = (sandbox: AccountSandbox, ConfirmationCode: string, more: JsonObject = {}) =>
  sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode, ...more });

describe('the Session of a sign-up', () => {
  const signIn = (
    sandbox: AccountSandbox,
    Session: unknown,
    AuthParameters: JsonObject = { USERNAME: 'una' },
  ) => sandbox.ask('InitiateAuth', { AuthFlow: 'USER_AUTH', AuthParameters, Session: String(Session) });
  const confirmed = async (given = verifiesEmail) => {
    const sandbox = accountSandbox(given);
    const { body } = await sandbox.signUp('una', EMAIL);
    const done = await confirm(sandbox, code(sandbox), { Session: body['Session'] ?? null });
    return { sandbox, signedUp: body['Session'], Session: done.body['Session'], done };
  };

  test('yields tokens at once, once', async () => {
    const { sandbox, Session } = await confirmed();
    expect((await signIn(sandbox, Session)).body).toHaveProperty('AuthenticationResult');
    expect((await signIn(sandbox, Session)).error).toBe(
      'NotAuthorizedException: Invalid session for the user, session can only be used once.',
    );
  });

  test('yields them whatever the parameters say', async () => {
    const { sandbox, Session } = await confirmed();
    expect((await signIn(sandbox, Session, {})).body).toHaveProperty('AuthenticationResult');
  });

  test('yields none before the sign-up is confirmed, nor afterwards the Session from before', async () => {
    const sandbox = accountSandbox(verifiesEmail);
    const { body } = await sandbox.signUp('una', EMAIL);
    const refused = 'NotAuthorizedException: Invalid session for the user.';
    expect((await signIn(sandbox, body['Session'])).error).toBe(refused);
    await confirm(sandbox, code(sandbox));
    expect((await signIn(sandbox, body['Session'])).error).toBe(refused);
  });

  test('is used up by ConfirmSignUp alone', async () => {
    const { sandbox, signedUp } = await confirmed();
    expect((await signIn(sandbox, signedUp)).error).toMatch(/can only be used once/);
  });

  test('answers no challenge', async () => {
    const { sandbox, Session } = await confirmed();
    for (const ChallengeName of ['NEW_PASSWORD_REQUIRED', 'SELECT_CHALLENGE', 'EMAIL_OTP', 'MFA_SETUP']) {
      const ChallengeResponses = { USERNAME: 'una', NEW_PASSWORD: PASSWORD, EMAIL_OTP_CODE: '1' };
      const answer = await sandbox.ask('RespondToAuthChallenge', {
        ChallengeName,
        Session: String(Session),
        ChallengeResponses,
      });
      expect(answer.error).toBe('NotAuthorizedException: Invalid session for the user.');
    }
  });

  test('ends with AuthSessionValidity, and a code is left for another try', async () => {
    const sandbox = accountSandbox(verifiesEmail);
    const { body } = await sandbox.signUp('una', EMAIL);
    sandbox.clock.ms += 180_000;
    const late = await confirm(sandbox, code(sandbox), { Session: body['Session'] ?? null });
    expect(late.error).toBe('NotAuthorizedException: Invalid session for the user, session is expired.');
    expect((await confirm(sandbox, code(sandbox))).body).toEqual({});
  });

  test('is of one user', async () => {
    const sandbox = accountSandbox(verifiesEmail);
    const { body } = await sandbox.signUp('ina', { UserAttributes: attributes({ email: 'i@example.com' }) });
    await sandbox.signUp('una', EMAIL);
    const mixed = await confirm(sandbox, code(sandbox), { Session: body['Session'] ?? null });
    expect(mixed.error).toBe('NotAuthorizedException: Invalid session for the user.');
  });

  test('is not given to a client that could not use it', async () => {
    const sandbox = accountSandbox({
      ...verifiesEmail,
      client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    });
    expect((await sandbox.signUp('una', EMAIL)).body).not.toHaveProperty('Session');
  });

  test('holds in a pool that requires MFA, until the user set one up', async () => {
    const required: OnePool = {
      pool: {
        ...verifiesEmail.pool,
        MfaConfiguration: 'ON',
        EmailMfaConfiguration: {},
        SoftwareTokenMfaConfiguration: { Enabled: true },
      },
    };
    const first = await confirmed(required);
    expect((await signIn(first.sandbox, first.Session)).body).toHaveProperty('AuthenticationResult');
    const second = await confirmed(required);
    await second.sandbox.administer('AdminSetUserMFAPreference', {
      Username: 'una',
      EmailMfaSettings: { Enabled: true },
    });
    const asked = await signIn(second.sandbox, second.Session);
    expect(asked.body['ChallengeName']).toBe('EMAIL_OTP');
  });

  test.each([
    ['is disabled', 'AdminDisableUser', {}, 'NotAuthorizedException: User is disabled.'],
    [
      'must reset the password',
      'AdminResetUserPassword',
      {},
      'PasswordResetRequiredException: Password reset required for the user',
    ],
    [
      'has a temporary password',
      'AdminSetUserPassword',
      { Password: 'Other-horse-2' },
      'NotAuthorizedException: Invalid session for the user.',
    ],
    ['is gone', 'AdminDeleteUser', {}, 'NotAuthorizedException: Invalid session for the user.'],
  ])('yields nothing when the user %s meanwhile', async (_what, operation, more, error) => {
    const { sandbox, Session } = await confirmed();
    expect((await sandbox.administer(operation, { Username: 'una', ...more })).error).toBe('');
    expect((await signIn(sandbox, Session)).error).toBe(error);
  });

  test('needs the hash of a client with a secret', async () => {
    const secret = '9example876543219example87654321';
    const sandbox = accountSandbox({ ...verifiesEmail, client: { ClientSecrets: [secret] } });
    const SecretHash = secretHash(secret, 'una');
    const { body } = await sandbox.signUp('una', { ...EMAIL, SecretHash });
    const more = { SecretHash, Session: body['Session'] ?? null };
    const { Session } = (await confirm(sandbox, code(sandbox), more)).body;
    expect((await signIn(sandbox, Session)).error).toMatch(/SECRET_HASH was not received/);
    const parameters = { USERNAME: 'una', SECRET_HASH: SecretHash };
    expect((await signIn(sandbox, Session, parameters)).body).toHaveProperty('AuthenticationResult');
  });

  test('is good after a snapshot', async () => {
    const { sandbox, Session } = await confirmed();
    const restored = accountSandbox({});
    restored.sandbox.restore(JSON.parse(JSON.stringify(await sandbox.sandbox.snapshot())));
    expect((await signIn(restored, Session)).body).toHaveProperty('AuthenticationResult');
  });
});
