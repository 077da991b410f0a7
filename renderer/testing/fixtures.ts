import type { InboxMessage, SandboxInfo, Target, TokenSet } from '@core/contract.ts';

/** A fixed moment, so that tests and pictures don't change by the day: 3 November 2025, 14:03:20 UTC. */
export const FIXED_NOW = Date.UTC(2025, 10, 3, 14, 3, 20);

const POOL = 'us-east-1_Sandbox01';
const CLIENT = 'sandboxclient0000000000001';
const SECRET_CLIENT = 'sandboxclient0000000000002';

export const sandboxInfo: SandboxInfo = {
  endpoint: 'http://127.0.0.1:41923',
  region: 'us-east-1',
  readyMs: 164,
  offsetSeconds: 0,
  seededAt: 0,
  forgot: [],
  pools: [
    {
      userPoolId: POOL,
      name: 'Situations',
      mfa: 'OPTIONAL',
      clients: [
        {
          clientId: CLIENT,
          name: 'public',
          explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          sessionMinutes: 3,
        },
        {
          clientId: SECRET_CLIENT,
          name: 'with secret',
          clientSecret: 'fixture-secret-for-the-sandbox',
          explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          sessionMinutes: 5,
        },
      ],
    },
  ],
  users: [
    user('ann', 'USER_SRP_AUTH', 'SRP password, then a TOTP code', [
      'PASSWORD_VERIFIER',
      'SOFTWARE_TOKEN_MFA',
      'TOKENS',
    ]),
    user('bob', 'USER_SRP_AUTH', 'SRP password, then a code by SMS', [
      'PASSWORD_VERIFIER',
      'SMS_MFA',
      'TOKENS',
    ]),
    user('cleo', 'USER_PASSWORD_AUTH', 'Chooses between SMS and TOTP', [
      'SELECT_MFA_TYPE',
      'SOFTWARE_TOKEN_MFA',
      'TOKENS',
    ]),
    user('dan', 'USER_PASSWORD_AUTH', 'Temporary password, must set a new one', [
      'NEW_PASSWORD_REQUIRED',
      'TOKENS',
    ]),
    user('eve', 'USER_SRP_AUTH', 'Must enrol an authenticator app', [
      'PASSWORD_VERIFIER',
      'MFA_SETUP',
      'TOKENS',
    ]),
    user('finn', 'USER_PASSWORD_AUTH', 'Password only, straight to tokens', ['TOKENS']),
    user('gus', 'USER_PASSWORD_AUTH', 'Disabled: refused at once', ['NotAuthorizedException']),
    user('hal', 'USER_PASSWORD_AUTH', 'Must reset the password first', ['PasswordResetRequiredException']),
  ],
};

function user(
  username: string,
  flow: string,
  shows: string,
  path: readonly string[],
): SandboxInfo['users'][number] {
  return {
    userPoolId: POOL,
    clientId: CLIENT,
    username: `${username}@example.com`,
    password: `${username}-Passw0rd!`,
    flow,
    shows,
    path,
    ...(path.includes('SOFTWARE_TOKEN_MFA') ? { totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } : {}),
  };
}

export const sandboxTarget: Target = {
  id: 'sandbox:sandboxclient0000000000001',
  name: 'sandbox · Situations · public',
  region: 'us-east-1',
  endpoint: sandboxInfo.endpoint,
  customEndpoint: true,
  userPoolId: POOL,
  clientId: CLIENT,
  hasClientSecret: false,
  fips: false,
  profile: '',
  color: 'none',
  production: false,
  sessionMinutes: 3,
  kind: 'sandbox',
};

export const stagingTarget: Target = {
  ...sandboxTarget,
  id: 'staging',
  name: 'Staging',
  region: 'eu-west-1',
  endpoint: 'https://cognito-idp.eu-west-1.amazonaws.com',
  customEndpoint: false,
  userPoolId: 'eu-west-1_aBcDeFgHi',
  clientId: '1h57kf5cpq17m0eml12EXAMPLE',
  hasClientSecret: true,
  color: 'blue',
  kind: 'endpoint',
};

export const productionTarget: Target = {
  ...stagingTarget,
  id: 'production',
  name: 'Production EU',
  color: 'red',
  production: true,
};

const SECOND = 1_000;

/** A token set as the vault lists it. @param now epoch milliseconds of the sign-in */
export function tokenSet(now: number, over: Partial<TokenSet> = {}): TokenSet {
  const iat = Math.floor(now / SECOND);
  const shared = {
    sub: '3f6c2a44-6d1b-4a61-9f20-6d0b6c1d9a10',
    iss: `${sandboxInfo.endpoint}/${POOL}`,
    origin_jti: '5d0f1a52-6d0e-4e66-8a6b-d61a7a6f4a01',
    event_id: 'a3a1e1e2-77f3-4fb5-93dd-9d6a0d90a5c7',
    auth_time: iat,
    exp: iat + 3_600,
    iat,
    jti: '8f2a1d94-0bb1-4f9e-9cde-3f4b1b2c7d11',
  };
  const header = { kid: 'c2FuZGJveC1rZXktMQ', alg: 'RS256' };
  return {
    id: 'sandbox/ann@example.com',
    targetId: sandboxTarget.id,
    targetName: sandboxTarget.name,
    username: 'ann@example.com',
    storedAt: now,
    where: 'keychain',
    chainId: 'chain-1',
    stepId: 'step-4',
    newDevice: { DeviceKey: 'us-east-1_0e1f2a3b-4c5d-6e7f-8091-a2b3c4d5e6f7', DeviceGroupKey: '-wt2ha10' },
    tokens: [
      {
        name: 'IdToken',
        mask: 'eyJr… 1,082 chars',
        length: 1_082,
        expiresAt: now + 3_600 * SECOND,
        jwt: {
          header,
          payload: {
            ...shared,
            token_use: 'id',
            aud: CLIENT,
            email: 'ann@example.com',
            email_verified: true,
            'cognito:username': 'ann',
            'custom:tenant': 'north',
          },
        },
      },
      {
        name: 'AccessToken',
        mask: 'eyJr… 1,021 chars',
        length: 1_021,
        expiresAt: now + 3_600 * SECOND,
        jwt: {
          header,
          payload: {
            ...shared,
            token_use: 'access',
            client_id: CLIENT,
            scope: 'aws.cognito.signin.user.admin',
            username: 'ann',
          },
        },
      },
      { name: 'RefreshToken', mask: 'eyJj… 1,784 chars', length: 1_784 },
    ],
    ...over,
  };
}

export function inboxMessage(now: number, over: Partial<InboxMessage> = {}): InboxMessage {
  return {
    id: 'message-1',
    at: now,
    username: 'bob@example.com',
    medium: 'SMS',
    destination: '+15550100',
    code: '492017',
    text: 'Your authentication code is 492017.',
    ...over,
  };
}
