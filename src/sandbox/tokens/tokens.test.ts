import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { testSandbox, type TestSandbox } from '../testing.ts';
import { hashFor, seededUser, totpNow, walk } from '../testing-walk.ts';

const REVOKED = 'NotAuthorizedException: Refresh Token has been revoked';

async function signIn(test: TestSandbox, username: string) {
  const user = seededUser(test, username);
  const { last } = await walk(test, user);
  const read = (name: string) => String((last.body['AuthenticationResult'] as JsonObject)[name]);
  const refresh = (REFRESH_TOKEN = read('RefreshToken'), hash: JsonObject = hashFor(test, user, username)) =>
    test.call('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: user.clientId,
      AuthParameters: { REFRESH_TOKEN, ...hash },
    });
  return {
    user,
    last,
    access: read('AccessToken'),
    id: read('IdToken'),
    refreshToken: read('RefreshToken'),
    refresh,
  };
}

async function verified(test: TestSandbox, poolId: string, token: string) {
  const { body } = await test.raw({ method: 'GET', path: `/${poolId}/.well-known/jwks.json` });
  const { payload } = await jwtVerify(token, createLocalJWKSet(body as unknown as JSONWebKeySet), {
    algorithms: ['RS256'],
    issuer: `http://127.0.0.1:9/${poolId}`,
    currentDate: new Date(test.clock.ms),
  });
  return payload;
}

describe('tokens', () => {
  test('verify against the served keys and carry the claims of real ones', async () => {
    const sandbox = testSandbox();
    const { user, access, id } = await signIn(sandbox, 'bob');
    const idClaims = await verified(sandbox, user.userPoolId, id);
    const accessClaims = await verified(sandbox, user.userPoolId, access);
    const now = sandbox.clock.ms / 1_000;
    const shared = { auth_time: now, iat: now, exp: now + 3_600, 'cognito:groups': ['testers'] };
    expect(idClaims).toMatchObject({
      ...shared,
      token_use: 'id',
      aud: user.clientId,
      'cognito:username': 'bob',
      email: 'bob@example.com',
      email_verified: true,
      name: 'Bob',
    });
    expect(accessClaims).toMatchObject({
      ...shared,
      token_use: 'access',
      client_id: user.clientId,
      username: 'bob',
      scope: 'aws.cognito.signin.user.admin',
    });
    expect(accessClaims).not.toHaveProperty('aud');
    expect(accessClaims.sub).toBe(idClaims.sub);
    expect(accessClaims['origin_jti']).toBe(idClaims['origin_jti']);
    expect(accessClaims['event_id']).toBe(idClaims['event_id']);
    expect(accessClaims.jti).not.toBe(idClaims.jti);
    expect(decodeProtectedHeader(id).kid).not.toBe(decodeProtectedHeader(access).kid);
  });

  test('the reply is shaped as on the wire', async () => {
    const { last, refreshToken } = await signIn(testSandbox(), 'bob');
    expect(last.body).toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { ExpiresIn: 3_600, TokenType: 'Bearer' },
    });
    expect(refreshToken).toMatch(/^eyJjdHkiOiJKV1QiLCJlbmMi[\w-]*(\.[\w-]+){4}$/);
    expect(refreshToken.length).toBeGreaterThan(1_600);
    expect(refreshToken.length).toBeLessThan(1_850);
  });
});

describe('refresh', () => {
  test('brings new tokens of the same sign-in, and no refresh token', async () => {
    const sandbox = testSandbox();
    const { user, access, refresh } = await signIn(sandbox, 'bob');
    sandbox.clock.ms += 600_000;
    const { body } = await refresh();
    const result = body['AuthenticationResult'] as JsonObject;
    expect(Object.keys(result).sort()).toEqual(['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType']);
    const before = await verified(sandbox, user.userPoolId, access);
    const after = await verified(sandbox, user.userPoolId, String(result['AccessToken']));
    expect(after['auth_time']).toBe(before['auth_time']);
    expect(after['origin_jti']).toBe(before['origin_jti']);
    expect(after.iat).toBe((before.iat ?? 0) + 600);
    expect(after.jti).not.toBe(before.jti);
  });

  test('the hash is over the canonical name', async () => {
    const { user, refresh, refreshToken } = await signIn(testSandbox(), 'hal');
    const test1 = testSandbox();
    expect((await refresh()).error).toBe('');
    expect((await refresh(refreshToken, {})).error).toBe(
      `NotAuthorizedException: Client ${user.clientId} is configured with secret but SECRET_HASH was not received`,
    );
    expect((await refresh(refreshToken, hashFor(test1, user, 'hal@example.com'))).error).toBe(
      `NotAuthorizedException: SecretHash does not match for the client: ${user.clientId}`,
    );
  });

  test('a token that is not ours, of another client, or too old', async () => {
    const sandbox = testSandbox();
    const { refresh, refreshToken } = await signIn(sandbox, 'bob');
    const ivy = { ...seededUser(sandbox, 'lea'), username: 'ivy' };
    const foreign = await walk(sandbox, { ...ivy, flow: 'USER_PASSWORD_AUTH' });
    const foreignToken = String((foreign.last.body['AuthenticationResult'] as JsonObject)['RefreshToken']);
    const [head, ...rest] = refreshToken.split('.');
    for (const bad of ['x', foreignToken, `${refreshToken}x`, [head, ...rest.reverse()].join('.')]) {
      expect((await refresh(bad)).error).toBe('NotAuthorizedException: Invalid Refresh Token.');
    }
    sandbox.sandbox.clock.advance(30 * 86_400 - 1);
    expect((await refresh()).error).toBe('');
    sandbox.sandbox.clock.advance(1);
    expect((await refresh()).error).toBe('NotAuthorizedException: Refresh Token has expired');
  });
});

describe('GetTokensFromRefreshToken', () => {
  const exchange = (test: TestSandbox, ClientId: string, RefreshToken: string, more: JsonObject = {}) =>
    test.call('GetTokensFromRefreshToken', { ClientId, RefreshToken, ...more });

  test('takes the secret in clear', async () => {
    const sandbox = testSandbox();
    const { user, refreshToken } = await signIn(sandbox, 'hal');
    const clients = sandbox.sandbox.info().pools.flatMap((pool) => pool.clients);
    const ClientSecret = clients.find(({ clientId }) => clientId === user.clientId)?.clientSecret ?? '';
    const good = await exchange(sandbox, user.clientId, refreshToken, { ClientSecret });
    expect(good.body['AuthenticationResult']).not.toHaveProperty('RefreshToken');
    for (const bad of [{}, { ClientSecret: 'x'.repeat(30) }]) {
      expect((await exchange(sandbox, user.clientId, refreshToken, bad)).error).toContain(
        'NotAuthorizedException',
      );
    }
  });

  test('rotates, forgives within the grace period, then revokes the family', async () => {
    const sandbox = testSandbox();
    const { user, refreshToken, access } = await signIn(sandbox, 'ray');
    const next = async (token: string) => {
      const { body } = await exchange(sandbox, user.clientId, token);
      return String((body['AuthenticationResult'] as JsonObject)['RefreshToken']);
    };
    const second = await next(refreshToken);
    expect(second).not.toBe(refreshToken);
    sandbox.sandbox.clock.advance(29);
    expect(await next(refreshToken)).not.toBe(second);
    const third = await next(second);
    sandbox.sandbox.clock.advance(1);
    expect((await exchange(sandbox, user.clientId, refreshToken)).error).toContain(
      'RefreshTokenReuseException',
    );
    expect((await exchange(sandbox, user.clientId, third)).error).toBe(REVOKED);
    expect((await sandbox.call('GetUser', { AccessToken: access })).error).toContain('has been revoked');
  });

  test('a rotated token keeps the expiry of the first', async () => {
    const sandbox = testSandbox();
    const { user, refreshToken } = await signIn(sandbox, 'ray');
    sandbox.sandbox.clock.advance(29 * 86_400);
    const { body } = await exchange(sandbox, user.clientId, refreshToken);
    const second = String((body['AuthenticationResult'] as JsonObject)['RefreshToken']);
    sandbox.sandbox.clock.advance(86_400);
    expect((await exchange(sandbox, user.clientId, second)).error).toContain('Refresh Token has expired');
  });
});

describe('ending', () => {
  const getUser = (test: TestSandbox, AccessToken: string) => test.call('GetUser', { AccessToken });

  test('GetUser tells who it is until the token expires', async () => {
    const sandbox = testSandbox();
    const { access, id } = await signIn(sandbox, 'ann');
    expect((await getUser(sandbox, access)).body).toMatchObject({
      Username: 'ann',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      UserAttributes: expect.arrayContaining([{ Name: 'email', Value: 'ann@example.com' }]),
    });
    expect((await getUser(sandbox, id)).error).toBe('NotAuthorizedException: Invalid Access Token');
    expect((await getUser(sandbox, `${access.slice(0, -20)}${'A'.repeat(20)}`)).error).toBe(
      'NotAuthorizedException: Invalid Access Token',
    );
    sandbox.sandbox.clock.advance(3_600);
    expect((await getUser(sandbox, access)).error).toBe('NotAuthorizedException: Access Token has expired');
  });

  test('RevokeToken ends one sign-in, GlobalSignOut all', async () => {
    const sandbox = testSandbox();
    const first = await signIn(sandbox, 'bob');
    const second = await signIn(sandbox, 'bob');
    const third = await signIn(sandbox, 'bob');
    const revoke = { ClientId: first.user.clientId, Token: first.refreshToken };
    expect((await sandbox.call('RevokeToken', revoke)).status).toBe(200);
    expect((await sandbox.call('RevokeToken', revoke)).status).toBe(200);
    expect((await first.refresh()).error).toBe(REVOKED);
    expect((await getUser(sandbox, first.access)).error).toBe(
      'NotAuthorizedException: Access Token has been revoked',
    );
    expect((await getUser(sandbox, second.access)).error).toBe('');
    expect((await sandbox.call('GlobalSignOut', { AccessToken: second.access })).status).toBe(200);
    for (const { access, refresh } of [second, third]) {
      expect((await getUser(sandbox, access)).error).toContain('has been revoked');
      expect((await refresh()).error).toBe(REVOKED);
    }
    expect((await signIn(sandbox, 'bob')).last.error).toBe('');
  });

  test.each([
    ['an access token', 'UnsupportedTokenTypeException', 'bob', (own: { access: string }) => own.access],
    ['nonsense', 'InvalidParameterException', 'bob', () => 'x'],
    [
      'without the secret',
      'UnauthorizedException',
      'hal',
      (own: { refreshToken: string }) => own.refreshToken,
    ],
  ])('RevokeToken, %s: %s', async (_what, type, username, token) => {
    const sandbox = testSandbox();
    const own = await signIn(sandbox, username);
    const { error } = await sandbox.call('RevokeToken', { ClientId: own.user.clientId, Token: token(own) });
    expect(error.split(':')[0]).toBe(type);
  });

  test('RevokeToken where the client has it off', async () => {
    const sandbox = testSandbox();
    const { error } = await sandbox.call('RevokeToken', {
      ClientId: seededUser(sandbox, 'lea').clientId,
      Token: 'x',
    });
    expect(error.split(':')[0]).toBe('UnsupportedOperationException');
  });
});

describe('SetUserMFAPreference', () => {
  const prefer = (test: TestSandbox, AccessToken: string, settings: JsonObject) =>
    test.call('SetUserMFAPreference', { AccessToken, ...settings });

  test('a preferred method ends the choosing', async () => {
    const sandbox = testSandbox();
    const { user, access } = await signIn(sandbox, 'dee');
    expect(
      (await prefer(sandbox, access, { SMSMfaSettings: { Enabled: true, PreferredMfa: true } })).status,
    ).toBe(200);
    expect((await walk(sandbox, user)).path).toEqual(['PASSWORD_VERIFIER', 'SMS_MFA', 'TOKENS']);
  });

  test('TOTP set up by a signed-in user counts once it is switched on', async () => {
    const sandbox = testSandbox();
    const { user, access } = await signIn(sandbox, 'bob');
    const on = { SoftwareTokenMfaSettings: { Enabled: true } };
    expect((await prefer(sandbox, access, on)).error).toContain('User has not verified software token mfa');
    const associated = await sandbox.call('AssociateSoftwareToken', { AccessToken: access });
    expect(associated.body).not.toHaveProperty('Session');
    const totpSecret = String(associated.body['SecretCode']);
    const UserCode = totpNow(sandbox, totpSecret);
    expect((await sandbox.call('VerifySoftwareToken', { AccessToken: access, UserCode })).body).toEqual({
      Status: 'SUCCESS',
    });
    expect((await walk(sandbox, user)).path).toEqual(['PASSWORD_VERIFIER', 'TOKENS']);
    expect((await prefer(sandbox, access, on)).status).toBe(200);
    sandbox.clock.ms += 30_000;
    expect((await walk(sandbox, { ...user, totpSecret })).path).toEqual([
      'PASSWORD_VERIFIER',
      'SOFTWARE_TOKEN_MFA',
      'TOKENS',
    ]);
  });

  test.each<[string, JsonObject]>([
    ['SMS without a phone', { SMSMfaSettings: { Enabled: true } }],
    [
      'two preferred',
      {
        SMSMfaSettings: { Enabled: true, PreferredMfa: true },
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      },
    ],
    ['preferred but off', { SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: true } }],
    ['email, which the pool lacks', { EmailMfaSettings: { Enabled: true } }],
  ])('%s is refused', async (_what, settings) => {
    const sandbox = testSandbox();
    const { access } = await signIn(sandbox, 'ann');
    expect((await prefer(sandbox, access, settings)).error).toContain('InvalidParameterException');
  });
});
