import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../json.ts';
import type { OnePool } from '../../reference/one-pool.ts';
import { accountSandbox, type AccountSandbox } from '../../testing-account.ts';

const given: OnePool = {
  pool: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
  client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  users: [{ Username: 'una' }],
};
const una = { Username: 'una' };

const sessions = async (sandbox: AccountSandbox) =>
  (await sandbox.administer('AdminListUserSessions', una)).body['Sessions'] as JsonObject[];
const tokensOf = async (sandbox: AccountSandbox) =>
  (await sandbox.signIn('una')).body['AuthenticationResult'] as { AccessToken: string; RefreshToken: string };
const refresh = (sandbox: AccountSandbox, REFRESH_TOKEN: string) =>
  sandbox.ask('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } });

describe('AdminListUserSessions', () => {
  test('tells every sign-in that holds, the newest first', async () => {
    const sandbox = accountSandbox(given);
    expect(await sessions(sandbox)).toEqual([]);
    await tokensOf(sandbox);
    sandbox.clock.ms += 60_000;
    await tokensOf(sandbox);
    const [newer, older] = await sessions(sandbox);
    expect(newer?.['SessionId']).toMatch(/^tkn[a-z0-9]{25}$/);
    expect(Number(newer?.['CreateDate']) - Number(older?.['CreateDate'])).toBe(60);
    expect(newer).toMatchObject({ SessionType: 'TOKEN', IsCurrentSession: false });
  });

  test('a refresh is activity of the same session', async () => {
    const sandbox = accountSandbox(given);
    const { RefreshToken } = await tokensOf(sandbox);
    const [before] = await sessions(sandbox);
    sandbox.clock.ms += 60_000;
    expect((await refresh(sandbox, RefreshToken)).error).toBe('');
    const after = await sessions(sandbox);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ SessionId: before?.['SessionId'], CreateDate: before?.['CreateDate'] });
    expect(Number(after[0]?.['LastActiveDate']) - Number(before?.['LastActiveDate'])).toBe(60);
  });

  test.each<[string, (sandbox: AccountSandbox) => unknown]>([
    ['signed out everywhere', (sandbox) => sandbox.administer('AdminUserGlobalSignOut', una)],
    ['disabled', (sandbox) => sandbox.administer('AdminDisableUser', una)],
    ['out of time', (sandbox) => (sandbox.clock.ms += 31 * 86_400_000)],
  ])('tells none once the user is %s', async (_how, end) => {
    const sandbox = accountSandbox(given);
    await tokensOf(sandbox);
    await end(sandbox);
    expect(await sessions(sandbox)).toEqual([]);
  });

  test('keeps 125 at most', async () => {
    const sandbox = accountSandbox(given);
    for (let at = 0; at < 127; at++) await sandbox.signIn('una');
    expect(await sessions(sandbox)).toHaveLength(125);
  });
});

describe('AdminRevokeUserSession', () => {
  test('ends one sign-in and leaves the others', async () => {
    const sandbox = accountSandbox(given);
    const first = await tokensOf(sandbox);
    const second = await tokensOf(sandbox);
    const [, older] = await sessions(sandbox);
    const revoked = await sandbox.administer('AdminRevokeUserSession', {
      ...una,
      SessionId: older?.['SessionId'] ?? '',
    });
    expect(revoked.error).toBe('');
    expect((await refresh(sandbox, first.RefreshToken)).error).toBe(
      'NotAuthorizedException: Refresh Token has been revoked',
    );
    expect((await refresh(sandbox, second.RefreshToken)).error).toBe('');
    expect(await sessions(sandbox)).toHaveLength(1);
  });

  test.each([
    [
      'another user’s or an old one',
      { SessionId: 'tknaaaaaaaaaaaaaaaaaaaaaaaaa' },
      'ResourceNotFoundException',
    ],
    [
      'a way to go on that there is not',
      { SessionId: 'x', RevokeAssociatedSessions: 'ALL' },
      'InvalidParameterException',
    ],
    ['nobody', { SessionId: 'x', Username: 'nobody' }, 'UserNotFoundException'],
  ])('refuses %s', async (_what, body, code) => {
    const sandbox = accountSandbox(given);
    const { error } = await sandbox.administer('AdminRevokeUserSession', { ...una, ...body });
    expect(error).toContain(code);
  });
});

describe('AdminDeleteSoftwareToken', () => {
  test('takes the authenticator app away: no sign-in asks for it any more', async () => {
    const sandbox = accountSandbox({
      ...given,
      users: [
        {
          Username: 'una',
          TotpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
          UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
          PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
        },
      ],
    });
    expect((await sandbox.signIn('una')).body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
    expect((await sandbox.administer('AdminDeleteSoftwareToken', una)).error).toBe('');
    const { body } = await sandbox.administer('AdminGetUser', una);
    expect(body).not.toHaveProperty('UserMFASettingList');
    expect(body).not.toHaveProperty('PreferredMfaSetting');
    expect((await sandbox.signIn('una')).body).toHaveProperty('AuthenticationResult');
    // Nothing is left of it to switch on again.
    const again = await sandbox.administer('AdminSetUserMFAPreference', {
      ...una,
      SoftwareTokenMfaSettings: { Enabled: true },
    });
    expect(again.error).toContain('User has not verified software token mfa');
  });

  test('refuses who is not confirmed', async () => {
    const sandbox = accountSandbox({ ...given, users: [{ Username: 'una', UserStatus: 'UNCONFIRMED' }] });
    expect((await sandbox.administer('AdminDeleteSoftwareToken', una)).error).toBe(
      'UserNotConfirmedException: User is not confirmed.',
    );
  });
});
