/** What all users of the bench share: it is no secret, and stands for one. */
export const PASSWORD = 'Correct-horse-1';
export const TOTP_SEED = 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ';
export const POOL_ID = 'eu-west-1_Bench0001';
export const CLIENT_ID = '4k2p7v9m1x6c8b3n5q0z2l7t4h';

/** @param {number} count @returns {string[]} */
export function usernames(count) {
  return Array.from({ length: count }, (_, at) => `user${String(at).padStart(5, '0')}`);
}

/**
 * A seed of the sandbox: one pool whose users sign in with a password and an authenticator's code. Each signs in once,
 * since no code is taken twice.
 * @param {readonly string[]} names
 */
export function seedOf(names) {
  return {
    version: 1,
    pools: [
      {
        Id: POOL_ID,
        PoolName: 'bench',
        MfaConfiguration: 'OPTIONAL',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        Clients: [
          {
            ClientId: CLIENT_ID,
            ClientName: 'bench',
            ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          },
        ],
        Users: names.map((Username) => ({
          Username,
          Password: PASSWORD,
          UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
          TotpSecret: TOTP_SEED,
        })),
      },
    ],
  };
}

/** @param {readonly string[]} names */
export function csvOf(names) {
  return ['username', ...names, ''].join('\n');
}
