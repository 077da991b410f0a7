import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../json.ts';
import { testSandbox } from '../testing.ts';
import {
  begin,
  beginByPassword,
  newestCode,
  respond,
  seededUser,
  setUpTotp,
  totpNow,
  walk,
} from '../testing-walk.ts';

describe('every seeded user takes the path it promises', () => {
  const { users } = testSandbox().sandbox.info();

  test.each(users)('$username: $shows', async (user) => {
    const { path } = await walk(testSandbox(), user);
    expect(path).toEqual(user.path);
  });
});

test('ids, names and destinations look like the real ones', async () => {
  const sandbox = testSandbox();
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  expect(body['ChallengeParameters']).toEqual({
    CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
    CODE_DELIVERY_DESTINATION: '+*******0123',
    USER_ID_FOR_SRP: 'cy',
  });
  expect(sandbox.sandbox.inbox()).toMatchObject([
    { username: 'cy', medium: 'SMS', destination: '+447700900123' },
  ]);
  expect(newestCode(sandbox)).toMatch(/^\d{6}$/);
  for (const pool of sandbox.sandbox.info().pools) {
    expect(pool.userPoolId).toMatch(/^eu-west-1_[0-9a-zA-Z]{9}$/);
    for (const { clientId } of pool.clients) expect(clientId).toMatch(/^[a-z0-9]{26}$/);
  }
});

test('SRP: no Session, a salt and a B in hex, a block of 1-2 kB', async () => {
  const sandbox = testSandbox();
  const { body } = await begin(sandbox, seededUser(sandbox, 'nia@example.com'));
  const parameters = body['ChallengeParameters'] as JsonObject;
  expect(Object.keys(body).sort()).toEqual(['ChallengeName', 'ChallengeParameters']);
  expect(parameters['SALT']).toMatch(/^[1-9a-f][0-9a-f]{25,31}$/);
  expect(parameters['SRP_B']).toMatch(/^[1-9a-f][0-9a-f]{700,767}$/);
  expect(parameters['USER_ID_FOR_SRP']).toMatch(/^[0-9a-f]{8}-/);
  expect(parameters['USERNAME']).toBe(parameters['USER_ID_FOR_SRP']);
  expect(Buffer.from(String(parameters['SECRET_BLOCK']), 'base64').length).toBeGreaterThan(1_000);
});

test('an alias signs in; the canonical name comes back', async () => {
  const sandbox = testSandbox();
  const { body } = await beginByPassword(sandbox, seededUser(sandbox, 'ann'), {
    USERNAME: 'Ann@Example.com',
  });
  expect(body['ChallengeParameters']).toEqual({ USER_ID_FOR_SRP: 'ann' });
});

describe('a new password', () => {
  const answerWith = async (username: string, responses: JsonObject) => {
    const sandbox = testSandbox();
    const user = seededUser(sandbox, username);
    const { body } = await beginByPassword(sandbox, user);
    const send = (more: JsonObject) =>
      respond(sandbox, user, 'NEW_PASSWORD_REQUIRED', body['Session'], { USERNAME: username, ...more });
    return {
      asked: body['ChallengeParameters'] as JsonObject,
      refused: await send(responses),
      send,
      sandbox,
      user,
    };
  };

  test('the challenge says what is known and what is missing', async () => {
    const { asked } = await answerWith('fay', {});
    expect(JSON.parse(String(asked['userAttributes']))).toEqual({
      email: 'fay@example.com',
      email_verified: 'true',
    });
    expect(asked['requiredAttributes']).toBe('["userAttributes.name"]');
  });

  test.each<[string, JsonObject, string]>([
    ['nothing', {}, 'InvalidParameterException: Missing required parameter NEW_PASSWORD'],
    [
      'a short one',
      { NEW_PASSWORD: 'Aa1!' },
      'InvalidPasswordException: Password does not conform with policy: Password not long enough',
    ],
    [
      'no capitals',
      { NEW_PASSWORD: 'better-horse-2' },
      'InvalidPasswordException: Password does not conform with policy: Password must have uppercase characters',
    ],
    [
      'no small letters',
      { NEW_PASSWORD: 'BETTER-HORSE-2' },
      'InvalidPasswordException: Password does not conform with policy: Password must have lowercase characters',
    ],
    [
      'no digit',
      { NEW_PASSWORD: 'Better-horse' },
      'InvalidPasswordException: Password does not conform with policy: Password must have numeric characters',
    ],
    [
      'no symbol',
      { NEW_PASSWORD: 'Betterhorse2' },
      'InvalidPasswordException: Password does not conform with policy: Password must have symbol characters',
    ],
    [
      'no name',
      { NEW_PASSWORD: 'Better-horse-2' },
      'InvalidParameterException: Invalid attributes given, name is missing',
    ],
    [
      'an address again',
      { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.email': 'f@example.com' },
      'NotAuthorizedException: Cannot modify an already provided email',
    ],
    [
      'an unknown attribute',
      { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.shoe': '42' },
      'InvalidParameterException: Attributes did not conform to the schema: shoe: Attribute does not exist in the schema.',
    ],
    [
      'a bad phone number',
      { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.phone_number': '0123' },
      'InvalidParameterException: Invalid phone number format.',
    ],
  ])('%s is refused, and the Session stays good', async (_what, responses, error) => {
    const { refused, send } = await answerWith('fay', responses);
    expect(refused.error).toBe(error);
    const accepted = await send({ NEW_PASSWORD: 'Better-horse-2', 'userAttributes.name': 'Fay' });
    expect(accepted.body['AuthenticationResult']).toBeDefined();
  });

  test('is the password from then on, by SRP as well', async () => {
    const { send, sandbox, user } = await answerWith('eli', {});
    await send({ NEW_PASSWORD: 'Better-horse-2' });
    expect((await beginByPassword(sandbox, user)).error).toBe(
      'NotAuthorizedException: Incorrect username or password.',
    );
    const renewed = { ...user, password: 'Better-horse-2' };
    expect((await walk(sandbox, renewed)).path).toEqual(['PASSWORD_VERIFIER', 'TOKENS']);
  });
});

describe('choosing a factor', () => {
  test('what was not offered is refused and the Session stays; SMS can be chosen', async () => {
    const sandbox = testSandbox();
    const dee = seededUser(sandbox, 'dee');
    const { body } = await beginByPassword(sandbox, dee);
    expect(body['ChallengeParameters']).toMatchObject({
      MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]',
    });
    const send = (ANSWER: string) =>
      respond(sandbox, dee, 'SELECT_MFA_TYPE', body['Session'], { USERNAME: 'dee', ANSWER });
    expect((await send('EMAIL_OTP')).error).toContain('InvalidParameterException');
    expect((await send('SMS_MFA')).body['ChallengeName']).toBe('SMS_MFA');
    expect((await send('SMS_MFA')).error).toContain('session can only be used once');
  });
});

describe('setting TOTP up', () => {
  const start = async () => {
    const sandbox = testSandbox();
    const gus = seededUser(sandbox, 'gus');
    const { body } = await beginByPassword(sandbox, gus);
    const associated = await sandbox.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' });
    const verify = (UserCode: string, Session = associated.body['Session'] ?? '') =>
      sandbox.call('VerifySoftwareToken', { Session, UserCode });
    return { sandbox, gus, offered: body, associated, verify };
  };

  test('each helper uses its Session up and hands on the next', async () => {
    const { sandbox, offered, associated, verify } = await start();
    expect(associated.body['SecretCode']).toMatch(/^[A-Z2-7]{52}$/);
    expect(associated.body['Session']).not.toBe(offered['Session']);
    const again = await sandbox.call('AssociateSoftwareToken', { Session: offered['Session'] ?? '' });
    expect(again.error).toContain('session can only be used once');
    const code = totpNow(sandbox, String(associated.body['SecretCode']));
    expect((await verify(code)).body['Status']).toBe('SUCCESS');
    expect((await verify(code)).error).toContain('session can only be used once');
  });

  test('a wrong code is refused and can be corrected', async () => {
    const { sandbox, associated, verify } = await start();
    const secret = String(associated.body['SecretCode']);
    const right = totpNow(sandbox, secret);
    const wrong = right === '000000' ? '000001' : '000000';
    expect((await verify(wrong)).error).toBe('EnableSoftwareTokenMFAException: Code mismatch');
    expect((await verify(right)).body['Status']).toBe('SUCCESS');
  });

  test('nothing but the verified Session ends it', async () => {
    const { sandbox, gus, associated } = await start();
    const end = (session: string) => respond(sandbox, gus, 'MFA_SETUP', session, { USERNAME: 'gus' });
    expect((await end(String(associated.body['Session']))).error).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    const second = await beginByPassword(sandbox, gus);
    expect((await end(String(second.body['Session']))).error).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
  });

  test('Sessions of two sign-ins do not mix', async () => {
    const { sandbox, gus, associated, verify } = await start();
    const second = await beginByPassword(sandbox, gus);
    const code = totpNow(sandbox, String(associated.body['SecretCode']));
    expect((await verify(code, second.body['Session'] ?? '')).error).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
  });

  test('a set-up begun before another one ended does not replace it', async () => {
    const { sandbox, gus, associated, verify } = await start();
    const UserCode = totpNow(sandbox, String(associated.body['SecretCode']));
    const early = await beginByPassword(sandbox, gus);
    expect((await walk(sandbox, gus)).path).toEqual(gus.path);
    const INVALID = 'NotAuthorizedException: Invalid session for the user.';
    expect((await verify(UserCode)).error).toBe(INVALID);
    const late = await sandbox.call('AssociateSoftwareToken', { Session: early.body['Session'] ?? '' });
    expect(late.error).toBe(INVALID);
  });

  test('of two set-ups that were both verified, the later secret counts', async () => {
    const { sandbox, gus, associated, verify } = await start();
    const first = await verify(totpNow(sandbox, String(associated.body['SecretCode'])));
    const second = await setUpTotp(sandbox, (await beginByPassword(sandbox, gus)).body);
    const end = (session: JsonValue | undefined) =>
      respond(sandbox, gus, 'MFA_SETUP', session, { USERNAME: 'gus' });
    expect((await end(first.body['Session'])).error).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    expect((await end(second)).body['AuthenticationResult']).toBeDefined();
  });

  test('the code that proved the secret does not sign in a second time', async () => {
    const sandbox = testSandbox();
    const gus = seededUser(sandbox, 'gus');
    expect((await walk(sandbox, gus)).path).toEqual(gus.path);
    const { body } = await beginByPassword(sandbox, gus);
    expect(body['ChallengeParameters']).toMatchObject({ FRIENDLY_DEVICE_NAME: 'phone' });
    expect(body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('as a setting, one more code is asked for', async () => {
    const sandbox = testSandbox({ settings: { codeAfterMfaSetup: true } });
    const { path } = await walk(sandbox, seededUser(sandbox, 'gus'));
    expect(path).toEqual(['PASSWORD_VERIFIER', 'MFA_SETUP', 'SOFTWARE_TOKEN_MFA', 'CodeMismatchException']);
  });
});

test('a reset brings everything back', async () => {
  const sandbox = testSandbox();
  const eli = seededUser(sandbox, 'eli');
  const before = await beginByPassword(sandbox, eli);
  await walk(sandbox, eli);
  await walk(sandbox, seededUser(sandbox, 'cy'));
  sandbox.sandbox.clock.advance(600);
  sandbox.sandbox.reset();
  expect(sandbox.sandbox.info().offsetSeconds).toBe(0);
  expect(sandbox.sandbox.inbox()).toEqual([]);
  const stale = await respond(sandbox, eli, 'NEW_PASSWORD_REQUIRED', before.body['Session'], {
    USERNAME: 'eli',
    NEW_PASSWORD: 'Better-horse-2',
  });
  expect(stale.error).toBe('NotAuthorizedException: Invalid session for the user.');
  expect((await walk(sandbox, eli)).path).toEqual(eli.path);
});
