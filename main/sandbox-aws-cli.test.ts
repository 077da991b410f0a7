import { beforeAll, expect, test, vi } from 'vitest';
import { awsCli } from './testing/aws-cli.ts';
import { awsVersion } from './testing/aws-tools.ts';
import { seededIn, totp, useRunningSandbox } from './testing/running-sandbox.ts';

// Version 1 or 2, whichever is installed; a machine without either fails with how to get one.

const sandbox = useRunningSandbox();
// Each command starts Python anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** How the CLI ends when the service refused: version 1 tells no kinds of failure apart. */
let refused = 254;
beforeAll(async () => {
  const [major] = await awsVersion();
  if (major === 1) refused = 255;
});

const TEMPORARY = 'Temporary-horse-1';
const PASSWORD = 'Correct-horse-1';

async function newPool() {
  const aws = awsCli(sandbox().info);
  const pool = await aws.run('create-user-pool', {
    'pool-name': 'from the CLI',
    'mfa-configuration': 'OFF',
    policies: { PasswordPolicy: { MinimumLength: 10, RequireSymbols: true } },
  });
  const poolId = (pool['UserPool'] as { Id: string }).Id;
  const client = await aws.run('create-user-pool-client', {
    'user-pool-id': poolId,
    'client-name': 'cli',
    'explicit-auth-flows': [
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ],
  });
  const clientId = (client['UserPoolClient'] as { ClientId: string }).ClientId;
  await aws.run('admin-create-user', {
    'user-pool-id': poolId,
    username: 'una',
    'temporary-password': TEMPORARY,
    'user-attributes': [{ Name: 'email', Value: 'una@example.com' }],
    'message-action': 'SUPPRESS',
  });
  return { aws, poolId, clientId };
}

const tokensOf = (reply: Record<string, unknown>) =>
  reply['AuthenticationResult'] as { AccessToken: string; RefreshToken: string };

test('a pool, a client, a user, a new password, tokens, the same user as an administrator sees them', async () => {
  const { aws, poolId, clientId } = await newPool();
  const asked = await aws.run('admin-initiate-auth', {
    'user-pool-id': poolId,
    'client-id': clientId,
    'auth-flow': 'ADMIN_USER_PASSWORD_AUTH',
    'auth-parameters': { USERNAME: 'una', PASSWORD: TEMPORARY },
  });
  expect(asked).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
  const answered = await aws.run('respond-to-auth-challenge', {
    'client-id': clientId,
    'challenge-name': 'NEW_PASSWORD_REQUIRED',
    session: asked['Session'],
    'challenge-responses': { USERNAME: 'una', NEW_PASSWORD: PASSWORD },
  });
  const { AccessToken } = tokensOf(answered);
  expect(await aws.run('get-user', { 'access-token': AccessToken })).toMatchObject({ Username: 'una' });
  expect(await aws.run('admin-get-user', { 'user-pool-id': poolId, username: 'una' })).toMatchObject({
    UserStatus: 'CONFIRMED',
    Enabled: true,
  });
  const listed = await aws.run('list-users', {
    'user-pool-id': poolId,
    filter: 'email ^= "una@"',
    'attributes-to-get': ['email'],
  });
  expect(listed).toMatchObject({
    Users: [{ Username: 'una', Attributes: [{ Name: 'email', Value: 'una@example.com' }] }],
  });
});

test('a password set for good, TOTP set up with the token, and asked for next time', async () => {
  const { aws, poolId, clientId } = await newPool();
  await aws.run('set-user-pool-mfa-config', {
    'user-pool-id': poolId,
    'mfa-configuration': 'OPTIONAL',
    'software-token-mfa-configuration': { Enabled: true },
  });
  await aws.run('admin-set-user-password', {
    'user-pool-id': poolId,
    username: 'una',
    password: PASSWORD,
    permanent: true,
  });
  const signIn = () =>
    aws.run('initiate-auth', {
      'client-id': clientId,
      'auth-flow': 'USER_PASSWORD_AUTH',
      'auth-parameters': { USERNAME: 'una', PASSWORD },
    });
  const { AccessToken } = tokensOf(await signIn());
  const { SecretCode } = await aws.run('associate-software-token', { 'access-token': AccessToken });
  const verified = await aws.run('verify-software-token', {
    'access-token': AccessToken,
    'user-code': totp(String(SecretCode)),
  });
  expect(verified).toMatchObject({ Status: 'SUCCESS' });
  await aws.run('admin-set-user-mfa-preference', {
    'user-pool-id': poolId,
    username: 'una',
    'software-token-mfa-settings': { Enabled: true, PreferredMfa: true },
  });
  const asked = await signIn();
  expect(asked).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
  // A code is good once: the next is that of the next half minute, which the window allows.
  const answered = await aws.run('respond-to-auth-challenge', {
    'client-id': clientId,
    'challenge-name': 'SOFTWARE_TOKEN_MFA',
    session: asked['Session'],
    'challenge-responses': {
      USERNAME: 'una',
      SOFTWARE_TOKEN_MFA_CODE: totp(String(SecretCode), 30),
    },
  });
  const refreshed = await aws.run('initiate-auth', {
    'client-id': clientId,
    'auth-flow': 'REFRESH_TOKEN_AUTH',
    'auth-parameters': { REFRESH_TOKEN: tokensOf(answered).RefreshToken },
  });
  expect(tokensOf(refreshed).AccessToken).not.toBe(tokensOf(answered).AccessToken);
});

test('errors end with the CLI’s own code and the service’s own words', async () => {
  const aws = awsCli(sandbox().info);
  const ivy = seededIn(sandbox().info, 'ivy');
  const wrong = await aws.refused('initiate-auth', {
    'client-id': ivy.clientId,
    'auth-flow': 'USER_PASSWORD_AUTH',
    'auth-parameters': { USERNAME: 'ivy', PASSWORD: 'wrong' },
  });
  expect(wrong.code).toBe(refused);
  expect(wrong.err).toContain(
    'An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: Incorrect username or password.',
  );
  const nobody = await aws.refused('admin-get-user', {
    'user-pool-id': ivy.userPoolId,
    username: 'nobody',
  });
  expect(nobody.code).toBe(refused);
  expect(nobody.err).toContain(
    'An error occurred (UserNotFoundException) when calling the AdminGetUser operation: User does not exist.',
  );
  const unsigned = await aws.refused('admin-get-user', {
    'user-pool-id': ivy.userPoolId,
    username: 'ivy',
    'no-sign-request': true,
  });
  expect([unsigned.code, unsigned.err]).toEqual([
    refused,
    expect.stringContaining('when calling the AdminGetUser operation'),
  ]);
  const foreign = await aws.refused('list-user-import-jobs', {
    'user-pool-id': ivy.userPoolId,
    'max-results': '1',
  });
  expect([foreign.code, foreign.err]).toEqual([
    refused,
    expect.stringContaining('An error occurred (UnknownOperationException)'),
  ]);
});
