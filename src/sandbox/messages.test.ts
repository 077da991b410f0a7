import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { seedPools } from './seed.ts';
import { srpClient, testSandbox, type TestSandbox } from './testing.ts';
import { begin, beginByPassword, hashFor, newestCode, respond, seededUser, totpNow } from './testing-walk.ts';

// Protocol reference 4.3, 4.5 and 5.8 as a table: the request that provokes it, the type and text real pools answer.

type Row = readonly [what: string, error: string, run: (test: TestSandbox) => Promise<{ error: string }>];

const SECRET_CLIENT = seedPools[0]?.clients.find(({ secrets }) => secrets.length > 0)?.id ?? '';
const LEGACY_CLIENT = seedPools[0]?.clients.find(({ hidesUserExistence }) => !hidesUserExistence)?.id ?? '';
const ROTATING_CLIENT = seedPools[0]?.clients.find(({ rotation }) => rotation !== undefined)?.id ?? '';

const password =
  (username: string, changes: JsonObject = {}) =>
  async (test: TestSandbox) =>
    beginByPassword(test, seededUser(test, username), changes);

const initiate =
  (AuthFlow: string, AuthParameters: JsonObject, username = 'bob') =>
  async (test: TestSandbox) =>
    test.call('InitiateAuth', { AuthFlow, ClientId: seededUser(test, username).clientId, AuthParameters });

/** Signs in with SRP up to the verifier, then answers with changes. */
const verifier =
  (username: string, changes: JsonObject, sent = username, timestamp?: string) =>
  async (test: TestSandbox) => {
    const user = seededUser(test, username);
    const { body } = await begin(test, user, { USERNAME: sent, ...hashFor(test, user, sent) });
    const parameters = body['ChallengeParameters'] as JsonObject;
    const at = timestamp ?? test.clock.ms;
    const claim = srpClient().answer(parameters, user.userPoolId, user.password, at);
    const hash = hashFor(test, user, claim['USERNAME'] ?? '');
    return respond(test, user, 'PASSWORD_VERIFIER', undefined, { ...claim, ...hash, ...changes });
  };

const answerSms =
  (changes: JsonObject, name = 'SMS_MFA') =>
  async (test: TestSandbox) => {
    const cy = seededUser(test, 'cy');
    const { body } = await beginByPassword(test, cy);
    return respond(test, cy, name, body['Session'], { USERNAME: 'cy', ...changes });
  };

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

describe('lockout', () => {
  const wrong = (test: TestSandbox, username: string) =>
    beginByPassword(test, seededUser(test, username), { PASSWORD: 'x' });

  test.each(['bob', 'zoe'])('the fifth wrong password for %s locks, even the right one', async (username) => {
    const sandbox = testSandbox();
    for (let i = 0; i < 5; i++)
      expect((await wrong(sandbox, username)).error).toContain('Incorrect username');
    const locked = await beginByPassword(sandbox, seededUser(sandbox, username));
    expect(locked.error).toBe('NotAuthorizedException: Password attempts exceeded');
  });

  test('a second later the right one is good and clears the count', async () => {
    const sandbox = testSandbox();
    const bob = seededUser(sandbox, 'bob');
    for (let i = 0; i < 5; i++) await wrong(sandbox, 'bob');
    expect((await verifier('bob', {})(sandbox)).error).toBe(
      'NotAuthorizedException: Password attempts exceeded',
    );
    sandbox.sandbox.advance(1);
    expect((await beginByPassword(sandbox, bob)).error).toBe('');
    for (let i = 0; i < 4; i++) await wrong(sandbox, 'bob');
    expect((await beginByPassword(sandbox, bob)).error).toBe('');
  });

  test('wrong SRP proofs count like wrong passwords', async () => {
    const sandbox = testSandbox();
    for (let i = 0; i < 5; i++) await verifier('bob', { PASSWORD_CLAIM_SIGNATURE: 'AAAA' })(sandbox);
    expect((await verifier('bob', {})(sandbox)).error).toBe(
      'NotAuthorizedException: Password attempts exceeded',
    );
  });

  test('wrong MFA codes lock too, unless set otherwise; the Session survives', async () => {
    for (const codeLockout of [true, false]) {
      const sandbox = testSandbox({ settings: { codeLockout } });
      const cy = seededUser(sandbox, 'cy');
      const { body } = await beginByPassword(sandbox, cy);
      const send = (code: string) =>
        respond(sandbox, cy, 'SMS_MFA', body['Session'], { USERNAME: 'cy', SMS_MFA_CODE: code });
      for (let i = 0; i < 5; i++) expect((await send('x')).error).toContain('CodeMismatchException');
      expect((await send('x')).error).toContain(
        codeLockout ? 'Password attempts exceeded' : 'CodeMismatchException',
      );
      sandbox.sandbox.advance(2);
      expect((await send(newestCode(sandbox))).body['AuthenticationResult']).toBeDefined();
    }
  });
});

describe('a name that does not exist, hidden', () => {
  test('looks the same however often it is asked, and different from another', async () => {
    const sandbox = testSandbox();
    const zoe = seededUser(sandbox, 'zoe');
    const ask = async (USERNAME: string) =>
      (await begin(sandbox, zoe, { USERNAME })).body['ChallengeParameters'] as JsonObject;
    const [first, second, other] = [await ask('zoe'), await ask('ZOE'), await ask('zac')];
    expect(second['SALT']).toBe(first['SALT']);
    expect(second['USER_ID_FOR_SRP']).toBe(first['USER_ID_FOR_SRP']);
    expect(second['SRP_B']).not.toBe(first['SRP_B']);
    expect(other['SALT']).not.toBe(first['SALT']);
    expect(first['USER_ID_FOR_SRP']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});

describe('SECRET_BLOCK', () => {
  const exchange = async (test: TestSandbox) => {
    const bob = seededUser(test, 'bob');
    const { body } = await begin(test, bob);
    const claim = srpClient().answer(
      body['ChallengeParameters'] as JsonObject,
      bob.userPoolId,
      bob.password,
      test.clock.ms,
    );
    return (user = bob) => respond(test, user, 'PASSWORD_VERIFIER', undefined, claim);
  };

  test('is good once', async () => {
    const send = await exchange(testSandbox());
    expect((await send()).error).toBe('');
    expect((await send()).error).toBe('NotAuthorizedException: Incorrect username or password.');
  });

  test('belongs to its client', async () => {
    const sandbox = testSandbox();
    const send = await exchange(sandbox);
    const bob = { ...seededUser(sandbox, 'bob'), clientId: ROTATING_CLIENT };
    expect((await send(bob)).error).toBe('NotAuthorizedException: Incorrect username or password.');
  });

  test('grows old with AuthSessionValidity', async () => {
    const sandbox = testSandbox();
    const send = await exchange(sandbox);
    sandbox.sandbox.advance(180);
    expect((await send()).error).toBe('NotAuthorizedException: Incorrect username or password.');
  });

  test('a clock moved in the sandbox alone does not spoil TIMESTAMP; a wrong clock at the client does', async () => {
    const moved = testSandbox();
    moved.sandbox.advance(86_400);
    expect((await (await exchange(moved))()).error).toBe('');
    const slow = testSandbox();
    const bob = seededUser(slow, 'bob');
    const { body } = await begin(slow, bob);
    const claim = srpClient().answer(
      body['ChallengeParameters'] as JsonObject,
      bob.userPoolId,
      bob.password,
      slow.clock.ms - 301_000,
    );
    expect((await respond(slow, bob, 'PASSWORD_VERIFIER', undefined, claim)).error).toContain(
      'Incorrect username',
    );
  });
});
