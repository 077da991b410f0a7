import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { accountSandbox, addClient, attributes, type AccountSandbox } from './testing-account.ts';

// What somebody may try with the Session that signs in whoever has just signed up.

const BAD = 'NotAuthorizedException: Invalid session for the user.';
const USED = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';
const LATE = 'NotAuthorizedException: Invalid session for the user, session is expired.';
const NO = 'NotAuthorizedException: Incorrect username or password.';

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';
const confirm = (sandbox: AccountSandbox, ConfirmationCode: string, more: JsonObject = {}) =>
  sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode, ...more });

describe('the Session of a sign-up', () => {
  const started = async () => {
    const sandbox = accountSandbox({
      pool: { AutoVerifiedAttributes: ['email'] },
      users: [{ Username: 'ina' }],
    });
    const { body } = await sandbox.signUp('una', {
      UserAttributes: attributes({ email: 'una@example.com' }),
    });
    return { sandbox, Session: String(body['Session']) };
  };
  const confirmed = async () => {
    const { sandbox, Session } = await started();
    const { body } = await confirm(sandbox, code(sandbox), { Session });
    return { sandbox, Session: String(body['Session']) };
  };
  const use = (sandbox: AccountSandbox, Session: string, more: JsonObject = {}, client?: string) =>
    sandbox.ask(
      'InitiateAuth',
      { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'una' }, Session, ...more },
      client,
    );

  test('serves one of two at once', async () => {
    const { sandbox, Session } = await confirmed();
    const both = await Promise.all([use(sandbox, Session), use(sandbox, Session)]);
    expect(both.map(({ error }) => error).sort()).toEqual(['', USED]);
  });

  test('serves no other client, to confirm or to sign in, and that uses nothing up', async () => {
    const { sandbox, Session } = await started();
    const other = addClient(sandbox);
    const ConfirmationCode = code(sandbox);
    const foreign = await sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode, Session }, other);
    expect(foreign.error).toBe(BAD);
    const { body } = await confirm(sandbox, ConfirmationCode, { Session });
    const next = String(body['Session']);
    expect((await use(sandbox, next, {}, other)).error).toBe(BAD);
    expect((await use(sandbox, next)).body).toHaveProperty('AuthenticationResult');
  });

  test.each(['ina', 'nobody'])('serves no other name: %s', async (USERNAME) => {
    const { sandbox, Session } = await confirmed();
    expect((await use(sandbox, Session, { AuthParameters: { USERNAME } })).error).toBe(BAD);
    expect((await use(sandbox, Session)).error).toBe('');
  });

  test('ends with its time', async () => {
    const { sandbox, Session } = await confirmed();
    sandbox.clock.ms += 180_000;
    expect((await use(sandbox, Session)).error).toBe(LATE);
  });

  test('from before is worth nothing when an administrator confirmed', async () => {
    const { sandbox, Session } = await started();
    expect((await sandbox.administer('AdminConfirmSignUp', { Username: 'una' })).error).toBe('');
    expect((await use(sandbox, Session)).error).toBe(BAD);
  });

  test('is good for one USER_AUTH and nothing else', async () => {
    const { sandbox, Session } = await confirmed();
    const tries = [
      await confirm(sandbox, '123456', { Session }),
      await sandbox.call('AssociateSoftwareToken', { Session }),
      await sandbox.call('VerifySoftwareToken', { Session, UserCode: '123456' }),
      await sandbox.administer('AdminInitiateAuth', {
        ClientId: addClient(sandbox),
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: 'una' },
        Session,
      }),
    ];
    for (const { error } of tries) expect(error).toBe(BAD);
    const AuthParameters = { USERNAME: 'una', PASSWORD: 'wrong' };
    expect((await use(sandbox, Session, { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })).error).toBe(NO);
    expect((await use(sandbox, Session)).error).toBe('');
  });
});
