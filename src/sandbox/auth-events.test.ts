import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { signed } from './testing-rows.ts';
import { testSandbox, type TestSandbox } from './testing.ts';
import { newestCode } from './testing-walk.ts';
import type { SeedFile } from './seed/schema.ts';

const POOL = 'eu-west-1_Watched1';
const seed = (mode: 'OFF' | 'AUDIT'): SeedFile => ({
  version: 1,
  pools: [
    {
      Id: POOL,
      PoolName: 'watched',
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsAuthenticationMessage: '{####}' },
      UserPoolAddOns: { AdvancedSecurityMode: mode },
      Clients: [
        {
          ClientId: 'web',
          ClientName: 'web',
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        },
      ],
      Users: [
        {
          Username: 'una',
          Password: 'Correct-horse-1',
          UserAttributes: { phone_number: '+15550001234', phone_number_verified: 'true' },
          UserMFASettingList: ['SMS_MFA'],
        },
      ],
    },
  ],
});

const list = async (sandbox: TestSandbox, more: JsonObject = {}) =>
  signed(sandbox, 'AdminListUserAuthEvents', { UserPoolId: POOL, Username: 'una', ...more });
const signIn = (sandbox: TestSandbox, PASSWORD: string) =>
  sandbox.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: 'web',
    AuthParameters: { USERNAME: 'una', PASSWORD },
  });
const code = (sandbox: TestSandbox, Session: string, SMS_MFA_CODE: string) =>
  sandbox.call('RespondToAuthChallenge', {
    ClientId: 'web',
    ChallengeName: 'SMS_MFA',
    Session,
    ChallengeResponses: { USERNAME: 'una', SMS_MFA_CODE },
  });

test('a sign-in is one event from its start to its end, the newest first', async () => {
  const sandbox = testSandbox({ seed: seed('AUDIT') });
  await signIn(sandbox, 'wrong');
  sandbox.clock.ms += 1_000;
  const { body } = await signIn(sandbox, 'Correct-horse-1');
  expect((await list(sandbox)).body['AuthEvents']).toMatchObject([
    {
      EventType: 'SignIn',
      EventResponse: 'InProgress',
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
    },
    { EventType: 'SignIn', EventResponse: 'Fail' },
  ]);
  const session = String(body['Session']);
  await code(sandbox, session, 'wrong');
  const done = await code(sandbox, session, newestCode(sandbox));
  expect(done.error).toBe('');
  const events = (await list(sandbox)).body['AuthEvents'] as JsonObject[];
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    EventResponse: 'Pass',
    ChallengeResponses: [
      { ChallengeName: 'Password', ChallengeResponse: 'Success' },
      { ChallengeName: 'Mfa', ChallengeResponse: 'Failure' },
      { ChallengeName: 'Mfa', ChallengeResponse: 'Success' },
    ],
  });
  const { RefreshToken } = done.body['AuthenticationResult'] as JsonObject;
  await sandbox.call('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: 'web',
    AuthParameters: { REFRESH_TOKEN: RefreshToken ?? '' },
  });
  expect((await list(sandbox)).body['AuthEvents']).toHaveLength(2);
});

test('pages, and keeps a bounded number', async () => {
  const sandbox = testSandbox({ seed: seed('AUDIT') });
  for (let i = 0; i < 130; i++) {
    sandbox.clock.ms += 1_000_000;
    await signIn(sandbox, 'wrong');
  }
  const first = await list(sandbox, { MaxResults: 60 });
  const second = await list(sandbox, { MaxResults: 60, NextToken: first.body['NextToken'] ?? '' });
  expect(first.body['AuthEvents']).toHaveLength(60);
  expect(second.body['AuthEvents']).toHaveLength(40);
  expect(second.body['NextToken']).toBeUndefined();
});

test('a pool without threat protection keeps none and says so', async () => {
  const sandbox = testSandbox({ seed: seed('OFF') });
  await signIn(sandbox, 'wrong');
  expect((await list(sandbox)).error).toBe(
    'UserPoolAddOnNotEnabledException: Advanced security is not enabled for the user pool.',
  );
});
