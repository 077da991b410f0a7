import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { accountSandbox, type AccountSandbox } from '../testing-account.ts';

async function tracking(MaxPerUser = 20) {
  const sandbox = accountSandbox({});
  await sandbox.signUp('una');
  await sandbox.administer('AdminConfirmSignUp', { Username: 'una' });
  const set = await sandbox.administer('SetUserPoolSessionConfiguration', {
    UserSessionTracking: 'ENABLED',
    TokenSession: { MaxPerUser },
  });
  expect(set.body).toMatchObject({ UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser } });
  return sandbox;
}
const sessions = async (sandbox: AccountSandbox) =>
  (await sandbox.administer('AdminListUserSessions', { Username: 'una' })).body['Sessions'] as JsonObject[];
const tokens = async (sandbox: AccountSandbox) =>
  (await sandbox.signIn('una')).body['AuthenticationResult'] as JsonObject;
const refresh = (sandbox: AccountSandbox, { RefreshToken }: JsonObject) =>
  sandbox.ask('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: RefreshToken ?? '' },
  });

describe('session tracking', () => {
  test('is off until it is turned on, and keeps nothing then', async () => {
    const sandbox = accountSandbox({});
    await sandbox.signUp('una');
    expect((await sandbox.administer('GetUserPoolSessionConfiguration', {})).body).toMatchObject({
      UserSessionTracking: 'DISABLED',
      TokenSession: { MaxPerUser: 20 },
    });
    const asked = await sandbox.administer('AdminListUserSessions', { Username: 'una' });
    expect(asked.body['__type']).toBe('OperationNotEnabledException');
  });

  test('tells of every sign-in that still holds, the newest first, and of when it was used', async () => {
    const sandbox = await tracking();
    const first = await tokens(sandbox);
    sandbox.clock.ms += 60_000;
    await tokens(sandbox);
    sandbox.clock.ms += 60_000;
    await refresh(sandbox, first);
    const [newer, older] = await sessions(sandbox);
    expect(newer).toMatchObject({ SessionType: 'TOKEN', IsCurrentSession: false });
    expect(newer?.['SessionId']).toMatch(/^tkn[a-z0-9]{25}$/);
    expect(Number(older?.['LastActiveDate']) - Number(older?.['CreateDate'])).toBe(120);
    await sandbox.administer('AdminUserGlobalSignOut', { Username: 'una' });
    expect(await sessions(sandbox)).toEqual([]);
  });

  test('ends the least recently used at the most a user may have', async () => {
    const sandbox = await tracking(2);
    const first = await tokens(sandbox);
    sandbox.clock.ms += 1_000;
    const second = await tokens(sandbox);
    sandbox.clock.ms += 1_000;
    await refresh(sandbox, first);
    await tokens(sandbox);
    expect(await sessions(sandbox)).toHaveLength(2);
    expect((await refresh(sandbox, second)).error).toContain('revoked');
    expect((await refresh(sandbox, first)).error).toBe('');
  });

  test('lets one session be revoked alone', async () => {
    const sandbox = await tracking();
    const first = await tokens(sandbox);
    const [session] = await sessions(sandbox);
    sandbox.clock.ms += 1_000;
    const second = await tokens(sandbox);
    const revoke = { Username: 'una', SessionId: session?.['SessionId'] ?? '' };
    expect((await sandbox.administer('AdminRevokeUserSession', revoke)).error).toBe('');
    expect(await sessions(sandbox)).toHaveLength(1);
    expect((await refresh(sandbox, first)).error).toContain('revoked');
    expect((await refresh(sandbox, second)).error).toBe('');
    const again = await sandbox.administer('AdminRevokeUserSession', revoke);
    expect(again.body['__type']).toBe('ResourceNotFoundException');
  });

  test('goes with a snapshot', async () => {
    const sandbox = await tracking();
    await tokens(sandbox);
    const before = await sessions(sandbox);
    const snapshot = await sandbox.sandbox.snapshot();
    await sandbox.administer('AdminUserGlobalSignOut', { Username: 'una' });
    await sandbox.sandbox.restore(snapshot);
    expect(await sessions(sandbox)).toEqual(before);
  });
});

test('AdminGetUserAuthFactors tells what GetUserAuthFactors tells the user', async () => {
  const sandbox = await tracking();
  const own = await sandbox.ask('GetUserAuthFactors', { AccessToken: await sandbox.token('una') }, undefined);
  const told = await sandbox.administer('AdminGetUserAuthFactors', { Username: 'una' });
  expect(told.body['ConfiguredUserAuthFactors']).toContain('PASSWORD');
  expect(told.body).toEqual(own.body);
});
