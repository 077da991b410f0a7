import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { testSandbox } from './testing.ts';
import { SECRET_CLIENT, LEGACY_CLIENT, initiate, password, type Row } from './testing-rows.ts';
import { begin, beginByPassword, seededUser } from './testing-walk.ts';

// Protocol reference 4.3, 4.5 and 5.8 as a table: the request that provokes it, the type and text real pools answer.

const rows: readonly Row[] = [
  [
    'a wrong password',
    'NotAuthorizedException: Incorrect username or password.',
    password('bob', { PASSWORD: 'x' }),
  ],
  [
    'an unknown name, hidden',
    'NotAuthorizedException: Incorrect username or password.',
    password('bob', { USERNAME: 'nobody' }),
  ],
  [
    'an unknown name, legacy',
    'UserNotFoundException: User does not exist.',
    password('lea', { USERNAME: 'nobody' }),
  ],
  [
    'an unknown name by SRP, legacy',
    'UserNotFoundException: User does not exist.',
    async (test) => begin(test, seededUser(test, 'lea'), { USERNAME: 'nobody' }),
  ],
  [
    'the sub as a name, legacy',
    'UserNotFoundException: User does not exist.',
    async (test) => {
      const bob = seededUser(test, 'bob');
      const { body } = await beginByPassword(test, bob);
      const [, payload = ''] = String((body['AuthenticationResult'] as JsonObject)['IdToken']).split('.');
      const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string };
      return beginByPassword(test, { ...bob, clientId: LEGACY_CLIENT }, { USERNAME: sub });
    },
  ],
  ['a disabled user', 'NotAuthorizedException: User is disabled.', password('kim', { PASSWORD: 'x' })],
  [
    'an unconfirmed user with a wrong password',
    'UserNotConfirmedException: User is not confirmed.',
    password('jon', { PASSWORD: 'x' }),
  ],
  [
    'a reset, legacy',
    'PasswordResetRequiredException: Password reset required for the user',
    password('lea'),
  ],
  [
    'a reset, hidden',
    'NotAuthorizedException: Incorrect username or password.',
    async (test) =>
      beginByPassword(test, { ...seededUser(test, 'lea'), clientId: seededUser(test, 'bob').clientId }),
  ],
  [
    'an expired temporary password',
    'NotAuthorizedException: Incorrect username or password.',
    password('tess'),
  ],
  [
    'an unknown client',
    'ResourceNotFoundException: User pool client nope does not exist.',
    async (test) => test.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', ClientId: 'nope' }),
  ],
  [
    'an unknown device',
    'ResourceNotFoundException: Device does not exist.',
    password('bob', { DEVICE_KEY: 'eu-west-1_0a' }),
  ],

  [
    'ADMIN_USER_PASSWORD_AUTH',
    'InvalidParameterException: Initiate Auth method not supported.',
    initiate('ADMIN_USER_PASSWORD_AUTH', {}),
  ],
  [
    'ADMIN_NO_SRP_AUTH',
    'InvalidParameterException: Initiate Auth method not supported.',
    initiate('ADMIN_NO_SRP_AUTH', {}),
  ],
  [
    'USER_AUTH',
    'InvalidParameterException: USER_AUTH is not enabled for the client.',
    initiate('USER_AUTH', { USERNAME: 'bob' }),
  ],
  [
    'CUSTOM_AUTH',
    'InvalidParameterException: CUSTOM_AUTH is not enabled for the client.',
    initiate('CUSTOM_AUTH', { USERNAME: 'bob' }),
  ],
  [
    'a refresh that is off',
    'InvalidParameterException: Auth flow not enabled for this client',
    initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }, 'ray'),
  ],
  [
    'no USERNAME',
    'InvalidParameterException: Missing required parameter USERNAME',
    initiate('USER_PASSWORD_AUTH', { PASSWORD: 'x' }),
  ],
  [
    'no PASSWORD',
    'InvalidParameterException: Missing required parameter PASSWORD',
    initiate('USER_PASSWORD_AUTH', { USERNAME: 'bob' }),
  ],
  [
    'no SRP_A',
    'InvalidParameterException: Missing required parameter SRP_A',
    initiate('USER_SRP_AUTH', { USERNAME: 'bob' }),
  ],
  [
    'SRP_A of 0',
    'InvalidParameterException: Invalid SRP_A value.',
    initiate('USER_SRP_AUTH', { USERNAME: 'bob', SRP_A: '0' }),
  ],
  [
    'no REFRESH_TOKEN',
    'InvalidParameterException: Missing required parameter REFRESH_TOKEN',
    initiate('REFRESH_TOKEN_AUTH', {}),
  ],
  [
    'no AuthParameters',
    'InvalidParameterException: Missing required parameter USERNAME',
    async (test) =>
      test.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', ClientId: seededUser(test, 'bob').clientId }),
  ],

  [
    'a missing hash',
    `NotAuthorizedException: Client ${SECRET_CLIENT} is configured with secret but SECRET_HASH was not received`,
    password('hal', { SECRET_HASH: null }),
  ],
  [
    'a wrong hash',
    `NotAuthorizedException: Unable to verify secret hash for client ${SECRET_CLIENT}`,
    password('hal', { SECRET_HASH: 'x' }),
  ],
  [
    'an alias with the hash of the canonical name',
    `NotAuthorizedException: Unable to verify secret hash for client ${SECRET_CLIENT}`,
    async (test) => beginByPassword(test, seededUser(test, 'hal'), { USERNAME: 'hal@example.com' }),
  ],
];

test.each(rows)('%s: %s', async (_what, error, run) => {
  expect((await run(testSandbox())).error).toBe(error);
});
