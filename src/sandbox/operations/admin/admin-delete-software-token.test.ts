import { describe, expect, test } from 'vitest';
import type { OnePool } from '../../reference/one-pool.ts';
import { accountSandbox } from '../../testing-account.ts';

const given: OnePool = {
  pool: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
  users: [{ Username: 'una' }],
};
const una = { Username: 'una' };

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
