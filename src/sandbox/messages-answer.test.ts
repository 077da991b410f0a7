import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { testSandbox } from './testing.ts';
import { SECRET_CLIENT, LEGACY_CLIENT, answerSms, verifier, type Row } from './testing-rows.ts';
import { beginByPassword, hashFor, newestCode, respond, seededUser, totpNow } from './testing-walk.ts';

// Protocol reference 4.3, 4.5 and 5.8 as a table: the request that provokes it, the type and text real pools answer.

const rows: readonly Row[] = [
  [
    'an answer with the hash of the alias',
    `NotAuthorizedException: Unable to verify secret hash for client ${SECRET_CLIENT}`,
    async (test) =>
      verifier('hal', hashFor(test, seededUser(test, 'hal'), 'hal@example.com'), 'hal@example.com')(test),
  ],
  [
    'an answer without its hash',
    `NotAuthorizedException: Client ${SECRET_CLIENT} is configured with secret but SECRET_HASH was not received`,
    verifier('hal', { SECRET_HASH: null }),
  ],

  ['an alias, answered canonically', '', verifier('hal', {}, 'hal@example.com')],
  ['a proof that is right', '', verifier('bob', {})],
  [
    'a wrong signature',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('bob', { PASSWORD_CLAIM_SIGNATURE: 'AAAA' }),
  ],
  [
    'a changed SECRET_BLOCK',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('bob', { PASSWORD_CLAIM_SECRET_BLOCK: 'AAAA' }),
  ],
  [
    'a padded day',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('bob', {}, 'bob', 'Tue Sep 08 09:05:07 UTC 2026'),
  ],
  [
    'a wrong weekday',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('bob', {}, 'bob', 'Wed Sep 8 09:05:07 UTC 2026'),
  ],
  [
    'another user',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('bob', { USERNAME: 'ann' }),
  ],
  [
    'a name that does not exist',
    'NotAuthorizedException: Incorrect username or password.',
    verifier('zoe', {}),
  ],
  [
    'a verifier without USERNAME',
    'InvalidParameterException: Missing required parameter USERNAME',
    verifier('bob', { USERNAME: null }),
  ],
  [
    'a verifier without TIMESTAMP',
    'InvalidParameterException: Missing required parameter TIMESTAMP',
    verifier('bob', { TIMESTAMP: '' }),
  ],
  [
    'a verifier without signature',
    'InvalidParameterException: Missing required parameter PASSWORD_CLAIM_SIGNATURE',
    verifier('bob', { PASSWORD_CLAIM_SIGNATURE: null }),
  ],
  [
    'a verifier with an unknown device',
    'ResourceNotFoundException: Device does not exist.',
    verifier('bob', { DEVICE_KEY: 'eu-west-1_0a' }),
  ],

  [
    'a wrong SMS code',
    'CodeMismatchException: Invalid code or auth state for the user.',
    answerSms({ SMS_MFA_CODE: '12345x' }),
  ],
  ['no SMS code', 'InvalidParameterException: Missing required parameter SMS_MFA_CODE', answerSms({})],
  [
    'TOTP asked of one who has none',
    'SoftwareTokenMFANotFoundException: Software Token MFA is not set up for the user.',
    answerSms({ SOFTWARE_TOKEN_MFA_CODE: '1' }, 'SOFTWARE_TOKEN_MFA'),
  ],
  [
    'the Session of another challenge',
    'NotAuthorizedException: Invalid session for the user.',
    answerSms({ NEW_PASSWORD: 'Better-horse-2' }, 'NEW_PASSWORD_REQUIRED'),
  ],
  [
    'a challenge that is never asked here',
    'NotAuthorizedException: Invalid session for the user.',
    answerSms({ EMAIL_OTP_CODE: '12345678' }, 'EMAIL_OTP'),
  ],
  [
    'ADMIN_NO_SRP_AUTH as an answer',
    'InvalidParameterException: ADMIN_NO_SRP_AUTH is not a valid challenge name here.',
    answerSms({}, 'ADMIN_NO_SRP_AUTH'),
  ],
  [
    'another user in the answer',
    'NotAuthorizedException: Invalid session for the user.',
    async (test) => {
      const { body } = await beginByPassword(test, seededUser(test, 'cy'));
      return respond(test, seededUser(test, 'cy'), 'SMS_MFA', body['Session'], {
        USERNAME: 'ann',
        SMS_MFA_CODE: newestCode(test),
      });
    },
  ],
  [
    'another client in the answer',
    'NotAuthorizedException: Invalid session for the user.',
    async (test) => {
      const cy = seededUser(test, 'cy');
      const { body } = await beginByPassword(test, cy);
      return respond(test, { ...cy, clientId: LEGACY_CLIENT }, 'SMS_MFA', body['Session'], {
        USERNAME: 'cy',
        SMS_MFA_CODE: newestCode(test),
      });
    },
  ],
  [
    'no Session',
    'InvalidParameterException: Missing required parameter Session',
    async (test) =>
      respond(test, seededUser(test, 'cy'), 'SMS_MFA', undefined, { USERNAME: 'cy', SMS_MFA_CODE: '123456' }),
  ],
  [
    'a made-up Session',
    'NotAuthorizedException: Invalid session for the user.',
    async (test) =>
      respond(test, seededUser(test, 'cy'), 'SMS_MFA', `AYABe${'x'.repeat(1_500)}`, {
        USERNAME: 'cy',
        SMS_MFA_CODE: '123456',
      }),
  ],
  [
    'a Session with the verifier',
    'NotAuthorizedException: Invalid session for the user.',
    async (test) =>
      respond(test, seededUser(test, 'bob'), 'PASSWORD_VERIFIER', 'x'.repeat(30), { USERNAME: 'bob' }),
  ],
  [
    'SMS asked of one without a phone',
    'MFAMethodNotFoundException: No MFA method found for the user.',
    async (test) => {
      const ann = seededUser(test, 'ann');
      const { body } = await beginByPassword(test, ann);
      return respond(test, ann, 'SMS_MFA', body['Session'], { USERNAME: 'ann', SMS_MFA_CODE: '123456' });
    },
  ],
  [
    'a wrong TOTP code',
    'CodeMismatchException: Invalid code received for user',
    async (test) => {
      const ann = seededUser(test, 'ann');
      const { body } = await beginByPassword(test, ann);
      return respond(test, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], {
        USERNAME: 'ann',
        SOFTWARE_TOKEN_MFA_CODE: totpNow(test, ann.totpSecret ?? '', 5),
      });
    },
  ],
  [
    'TOTP set-up in a pool without it',
    'SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool',
    async (test) => {
      const { body } = await beginByPassword(test, seededUser(test, 'nia@example.com'));
      const { AccessToken = '' } = body['AuthenticationResult'] as JsonObject;
      return test.call('AssociateSoftwareToken', { AccessToken });
    },
  ],
  [
    'TOTP set-up with no authority',
    'InvalidParameterException: Missing required parameter Session',
    async (test) => test.call('AssociateSoftwareToken', {}),
  ],
  [
    'an alias of another user',
    'AliasExistsException: An account with the phone_number already exists.',
    async (test) => {
      const fay = seededUser(test, 'fay');
      const { body } = await beginByPassword(test, fay);
      return respond(test, fay, 'NEW_PASSWORD_REQUIRED', body['Session'], {
        USERNAME: 'fay',
        NEW_PASSWORD: 'Better-horse-2',
        'userAttributes.name': 'Fay',
        'userAttributes.phone_number': '+447700900123',
      });
    },
  ],
];

test.each(rows)('%s: %s', async (_what, error, run) => {
  expect((await run(testSandbox())).error).toBe(error);
});
