import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { answer, CLIENT, POOL, sandboxOf, start } from './reference/one-pool.ts';
import { tokensOf } from './reference/provoke.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from './testing.ts';
import { initiate, LEGACY_CLIENT, password, ROTATING_CLIENT, signed, verifier } from './testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser, totpNow } from './testing-walk.ts';

// One value in another place, or a second time.

const BAD = 'NotAuthorizedException: Invalid session for the user.';
const NO = 'NotAuthorizedException: Incorrect username or password.';
const USED = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';
const LOCKED = 'NotAuthorizedException: Password attempts exceeded';
const REVOKED = 'NotAuthorizedException: Refresh Token has been revoked';
const REPLAYED = 'ExpiredCodeException: Your software token has already been used once.';
const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;

describe('SECRET_BLOCK', () => {
  const claimOf = (sandbox: TestSandbox, asked: Answer, username: string) => {
    const { userPoolId, password: secret } = seededUser(sandbox, username);
    return srpClient().answer(parametersOf(asked), userPoolId, secret, sandbox.clock.ms);
  };

  test('serves no other client, and that client’s attempt uses nothing up', async () => {
    const sandbox = testSandbox();
    const bob = seededUser(sandbox, 'bob');
    const claim = claimOf(sandbox, await begin(sandbox, bob), 'bob');
    const other = { ...bob, clientId: LEGACY_CLIENT };
    expect((await respond(sandbox, other, 'PASSWORD_VERIFIER', undefined, claim)).error).toBe(NO);
    expect((await respond(sandbox, bob, 'PASSWORD_VERIFIER', undefined, claim)).error).toBe('');
  });

  test('and Session of two exchanges do not go together', async () => {
    const sandbox = testSandbox();
    const ian = seededUser(sandbox, 'ian');
    const preferred = { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srpClient().srpA };
    const [one, two] = [await begin(sandbox, ian, preferred), await begin(sandbox, ian, preferred)];
    const prove = (asked: Answer, session: Answer) =>
      respond(sandbox, ian, 'PASSWORD_VERIFIER', session.body['Session'], claimOf(sandbox, asked, 'ian'));
    expect((await prove(one, two)).error).toBe(NO);
    expect((await prove(two, two)).error).toBe('');
    expect((await prove(two, two)).error).toBe(USED);
  });

  test('is no Session, and a Session no SECRET_BLOCK', async () => {
    const sandbox = testSandbox();
    const cy = seededUser(sandbox, 'cy');
    const { body } = await beginByPassword(sandbox, cy);
    const session = String(body['Session']);
    const block = Buffer.from(session, 'base64url').subarray(4).toString('base64');
    expect((await verifier('cy', { PASSWORD_CLAIM_SECRET_BLOCK: block })(sandbox)).error).toBe(NO);
    const srp = parametersOf(await begin(sandbox, seededUser(sandbox, 'bob')));
    const sealed = Buffer.from(String(srp['SECRET_BLOCK']), 'base64');
    const made = Buffer.concat([Buffer.from(session, 'base64url').subarray(0, 4), sealed]).toString(
      'base64url',
    );
    const sent = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
    expect((await respond(sandbox, cy, 'SMS_MFA', made.slice(0, 2_000), sent)).error).toBe(BAD);
  });
});

describe('a code', () => {
  test('is over when the sign-in moved on', async () => {
    const sandbox = testSandbox();
    const dee = seededUser(sandbox, 'dee');
    const { body } = await beginByPassword(sandbox, dee);
    const choose = (ANSWER: string) =>
      respond(sandbox, dee, 'SELECT_MFA_TYPE', body['Session'], { USERNAME: 'dee', ANSWER });
    const sms = await choose('SMS_MFA');
    expect((await choose('SOFTWARE_TOKEN_MFA')).error).toBe(USED);
    const totp = { USERNAME: 'dee', SOFTWARE_TOKEN_MFA_CODE: totpNow(sandbox, dee.totpSecret ?? '') };
    const crossed = await respond(sandbox, dee, 'SOFTWARE_TOKEN_MFA', sms.body['Session'], totp);
    expect(crossed.error).toBe(BAD);
  });

  test('of TOTP serves one of two sign-ins at once, and none after the clock was set back', async () => {
    const sandbox = testSandbox();
    const ann = seededUser(sandbox, 'ann');
    const chain = async () => {
      const { body } = await beginByPassword(sandbox, ann);
      const code = totpNow(sandbox, ann.totpSecret ?? '');
      const right = { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE: code };
      return () => respond(sandbox, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], right);
    };
    const both = [await chain(), await chain()];
    const errors = (await Promise.all(both.map((finish) => finish()))).map(({ error }) => error);
    expect(errors.sort()).toEqual(['', REPLAYED]);
    sandbox.clock.ms += 300_000;
    expect((await (await chain())()).error).toBe('');
    sandbox.clock.ms -= 300_000;
    expect((await (await chain())()).error).toBe(REPLAYED);
  });
});

describe('the clock set back', () => {
  test('makes no answered Session good again', async () => {
    const sandbox = testSandbox();
    const cy = seededUser(sandbox, 'cy');
    const { body } = await beginByPassword(sandbox, cy);
    const right = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
    const send = () => respond(sandbox, cy, 'SMS_MFA', body['Session'], right);
    expect((await send()).error).toBe('');
    sandbox.clock.ms += 86_400_000;
    expect((await send()).error).toContain('session is expired');
    sandbox.clock.ms -= 86_400_000;
    expect((await send()).error).toBe(USED);
  });

  test('opens no lock', async () => {
    const sandbox = testSandbox();
    for (let tries = 0; tries < 5; tries += 1) await password('bob', { PASSWORD: 'x' })(sandbox);
    sandbox.clock.ms -= 86_400_000;
    expect((await password('bob')(sandbox)).error).toBe(LOCKED);
  });
});

test('guesses are counted together over flows, aliases, clients and both sides, and locked for each', async () => {
  const sandbox = sandboxOf({
    pool: { AliasAttributes: ['email'] },
    users: [{ Username: 'una', UserAttributes: { email: 'una@example.com', email_verified: 'true' } }],
  });
  const admin = (PASSWORD: string) =>
    signed(sandbox, 'AdminInitiateAuth', {
      UserPoolId: POOL,
      ClientId: CLIENT,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'una', PASSWORD },
    });
  const plain = (USERNAME: string) => (PASSWORD: string) =>
    start(sandbox, 'USER_PASSWORD_AUTH', { USERNAME, PASSWORD });
  const preferred = (PASSWORD: string) =>
    start(sandbox, 'USER_AUTH', { USERNAME: 'una', PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD });
  const chosen = async (PASSWORD: string) => {
    const { body } = await start(sandbox, 'USER_AUTH', { USERNAME: 'una' });
    return answer(sandbox, 'PASSWORD', body['Session'], { USERNAME: 'una', PASSWORD });
  };
  const srp = async (PASSWORD: string) => {
    const asked = await start(sandbox, 'USER_SRP_AUTH', { USERNAME: 'una', SRP_A: srpClient().srpA });
    const claim = srpClient().answer(parametersOf(asked), POOL, PASSWORD, sandbox.clock.ms);
    return answer(sandbox, 'PASSWORD_VERIFIER', undefined, claim);
  };
  const ways = [plain('una'), plain('UNA@example.com'), admin, preferred, srp];
  for (const way of ways) expect((await way('wrong')).error).toBe(NO);
  for (const way of [...ways, chosen]) expect((await way('Correct-horse-1')).error).toBe(LOCKED);
});

describe('refresh tokens', () => {
  const refresh = (sandbox: TestSandbox, REFRESH_TOKEN: string, username = 'bob') =>
    initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN }, username)(sandbox);

  test('are of no use to another client, by either operation', async () => {
    const sandbox = testSandbox();
    const { RefreshToken = '' } = await tokensOf(sandbox, 'bob');
    expect((await refresh(sandbox, RefreshToken, 'lea')).error).toContain('Invalid Refresh Token.');
    const taken = await sandbox.call('GetTokensFromRefreshToken', {
      RefreshToken,
      ClientId: ROTATING_CLIENT,
    });
    expect(taken.error).toBe('NotAuthorizedException: Invalid Refresh Token.');
  });

  test('end with GlobalSignOut, disabling and deletion', async () => {
    for (const [operation, error] of [
      ['AdminUserGlobalSignOut', REVOKED],
      ['AdminDisableUser', REVOKED],
      ['AdminDeleteUser', 'NotAuthorizedException: Invalid Refresh Token.'],
    ] as const) {
      const sandbox = testSandbox();
      const { RefreshToken = '' } = await tokensOf(sandbox, 'bob');
      const { userPoolId: UserPoolId } = seededUser(sandbox, 'bob');
      expect((await signed(sandbox, operation, { UserPoolId, Username: 'bob' })).error).toBe('');
      expect((await refresh(sandbox, RefreshToken, 'ivy')).error).toBe(error);
    }
  });

  test('that were replaced stay so when rotation is switched off', async () => {
    const sandbox = testSandbox();
    const { RefreshToken = '' } = await tokensOf(sandbox, 'ray');
    const get = (token: string) =>
      sandbox.call('GetTokensFromRefreshToken', { RefreshToken: token, ClientId: ROTATING_CLIENT });
    const next = (await get(RefreshToken)).body['AuthenticationResult'] as Record<string, string>;
    const { userPoolId: UserPoolId } = seededUser(sandbox, 'ray');
    const ExplicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
    const changed = { UserPoolId, ClientId: ROTATING_CLIENT, ExplicitAuthFlows };
    expect((await signed(sandbox, 'UpdateUserPoolClient', changed)).error).toBe('');
    expect((await get(RefreshToken)).error).toBe(REVOKED);
    expect((await refresh(sandbox, RefreshToken, 'ray')).error).toBe(REVOKED);
    expect((await refresh(sandbox, next['RefreshToken'] ?? '', 'ray')).error).toBe('');
  });
});

describe('SECRET_HASH', () => {
  const SECRETS = ['a'.repeat(30), 'b'.repeat(30)];
  const hash = (secret: string, USERNAME = 'una') =>
    createHmac('sha256', secret)
      .update(USERNAME + CLIENT)
      .digest('base64');
  const phone = { phone_number: '+447700900999' };
  const guardedPool = () =>
    sandboxOf({
      pool: { MfaConfiguration: 'ON', SmsMfaConfiguration: {} },
      client: { ClientSecrets: SECRETS },
      users: [{ Username: 'una', UserAttributes: phone }],
    });
  const given = { USERNAME: 'una', PASSWORD: 'Correct-horse-1', SRP_A: srpClient().srpA };

  test.each(SECRETS)('either of two live secrets will do, to begin and to answer: %s', async (secret) => {
    const sandbox = guardedPool();
    const SECRET_HASH = hash(secret);
    const { body } = await start(sandbox, 'USER_PASSWORD_AUTH', { ...given, SECRET_HASH });
    const code = { USERNAME: 'una', SMS_MFA_CODE: newestCode(sandbox), SECRET_HASH };
    const done = await answer(sandbox, 'SMS_MFA', body['Session'], code);
    expect(done.body).toHaveProperty('AuthenticationResult');
  });

  test.each(['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'USER_AUTH', 'ADMIN_USER_PASSWORD_AUTH'])(
    'no %s without, or with neither secret',
    async (AuthFlow) => {
      const sandbox = guardedPool();
      const begun = (more: JsonObject) => {
        const body = { AuthFlow, ClientId: CLIENT, AuthParameters: { ...given, ...more } };
        return AuthFlow.startsWith('ADMIN')
          ? signed(sandbox, 'AdminInitiateAuth', { UserPoolId: POOL, ...body })
          : sandbox.call('InitiateAuth', body);
      };
      expect((await begun({})).error).toContain('SECRET_HASH was not received');
      for (const wrong of [hash('c'.repeat(30)), hash(SECRETS[0] ?? '', 'uma'), '']) {
        expect((await begun({ SECRET_HASH: wrong })).error).toMatch(/Unable to verify|not received/);
      }
    },
  );

  test.each(['SMS_MFA', 'PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'NEW_PASSWORD_REQUIRED', 'MFA_SETUP'])(
    'no answer to %s without',
    async (name) => {
      const sandbox = guardedPool();
      const SECRET_HASH = hash(SECRETS[0] ?? '');
      const { body } = await start(sandbox, 'USER_PASSWORD_AUTH', { ...given, SECRET_HASH });
      const code = { USERNAME: 'una', SMS_MFA_CODE: newestCode(sandbox) };
      const bare = await answer(sandbox, name, body['Session'], code);
      expect(bare.error).toContain('SECRET_HASH was not received');
      const done = await answer(sandbox, 'SMS_MFA', body['Session'], { ...code, SECRET_HASH });
      expect(done.error).toBe('');
    },
  );
});

test('the signed side takes no client of another pool', async () => {
  const sandbox = testSandbox();
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  const asPool = (UserPoolId: string) =>
    signed(sandbox, 'AdminRespondToAuthChallenge', {
      UserPoolId,
      ClientId: cy.clientId,
      ChallengeName: 'SMS_MFA',
      Session: body['Session'] ?? '',
      ChallengeResponses: { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) },
    });
  const foreign = await asPool(seededUser(sandbox, 'joy').userPoolId);
  expect(foreign.error).toBe(`ResourceNotFoundException: User pool client ${cy.clientId} does not exist.`);
  expect((await asPool(cy.userPoolId)).error).toBe('');
});
