import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { srpClient, testSandbox, type TestSandbox } from '../testing.ts';
import { LEGACY_CLIENT, verifier } from '../testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser, totpNow } from '../testing-walk.ts';
import { rules41 } from './rows.ts';

// Protocol reference 4.1, rule by rule.

const BAD = 'NotAuthorizedException: Invalid session for the user.';
const EXPIRED = 'NotAuthorizedException: Invalid session for the user, session is expired.';
const USED = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';
const SHORT =
  "InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20";

async function asked(sandbox: TestSandbox, username: string) {
  const user = seededUser(sandbox, username);
  const { body } = await beginByPassword(sandbox, user);
  const send = (responses: JsonObject, name = 'SMS_MFA', session = body['Session'], from = user) =>
    respond(sandbox, from, name, session, { USERNAME: username, ...responses });
  return { user, body, session: String(body['Session']), send, code: newestCode(sandbox) };
}

const rows: Readonly<Record<string, (sandbox: TestSandbox) => Promise<void>>> = {
  Length: async (sandbox) => {
    const { session } = await asked(sandbox, 'cy');
    expect(session).toMatch(/^AYABe.{1538,1582}$/);
  },
  Content: async (sandbox) => {
    const { session, code } = await asked(sandbox, 'cy');
    expect(session).toMatch(/^[\w-]+$/);
    // Opaque: neither the name nor the code can be read from it.
    const bytes = Buffer.from(session, 'base64url').toString('latin1');
    for (const secret of [code, '"cy"', 'SMS_MFA', 'eu-west-1']) expect(bytes).not.toContain(secret);
  },
  Lifetime: async (sandbox) => {
    const early = await asked(sandbox, 'cy');
    sandbox.clock.ms += 179_999;
    expect((await early.send({ SMS_MFA_CODE: early.code })).error).toBe('');
    const late = await asked(sandbox, 'cy');
    sandbox.clock.ms += 180_000;
    expect((await late.send({ SMS_MFA_CODE: late.code })).error).toBe(EXPIRED);
  },
  Renewal: async (sandbox) => {
    const { body, session, send } = await asked(sandbox, 'dee');
    expect(body['ChallengeName']).toBe('SELECT_MFA_TYPE');
    sandbox.clock.ms += 170_000;
    const chosen = await send({ ANSWER: 'SMS_MFA' }, 'SELECT_MFA_TYPE');
    expect(chosen.body['Session']).not.toBe(session);
    sandbox.clock.ms += 170_000;
    const code = { SMS_MFA_CODE: newestCode(sandbox) };
    expect((await send(code, 'SMS_MFA', chosen.body['Session'])).error).toBe('');
  },
  'Single use': async (sandbox) => {
    const { send, code } = await asked(sandbox, 'cy');
    expect((await send({ SMS_MFA_CODE: code })).error).toBe('');
    expect((await send({ SMS_MFA_CODE: code })).error).toBe(USED);
  },
  'Wrong code': async (sandbox) => {
    const joy = seededUser(sandbox, 'joy');
    const { body } = await begin(sandbox, joy, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    const send = (EMAIL_OTP_CODE: string) =>
      respond(sandbox, joy, 'EMAIL_OTP', body['Session'], { USERNAME: 'joy', EMAIL_OTP_CODE });
    for (let tries = 0; tries < 6; tries += 1) {
      const wrong = await send('x');
      expect(wrong.error).toBe('CodeMismatchException: Invalid code or auth state for the user.');
      expect(wrong.body).not.toHaveProperty('Session');
    }
    expect((await send(newestCode(sandbox))).body).toHaveProperty('AuthenticationResult');
  },
  'Wrong custom answer': async (sandbox) => {
    const una = seededUser(sandbox, 'una');
    const { body } = await begin(sandbox, una);
    const send = (ANSWER: string, session = body['Session']) =>
      respond(sandbox, una, 'CUSTOM_CHALLENGE', session, { USERNAME: 'una', ANSWER });
    const again = await send('no');
    expect([again.status, again.body['ChallengeName']]).toEqual([200, 'CUSTOM_CHALLENGE']);
    expect((await send('open sesame')).error).toBe(USED);
    const right = await send('open sesame', again.body['Session']);
    expect(right.body).toHaveProperty('AuthenticationResult');
  },
  'Wrong SRP signature': async (sandbox) => {
    const bob = seededUser(sandbox, 'bob');
    const { body } = await begin(sandbox, bob);
    const parameters = body['ChallengeParameters'] as JsonObject;
    const claim = srpClient().answer(parameters, bob.userPoolId, bob.password, sandbox.clock.ms);
    const prove = (changes: JsonObject) =>
      respond(sandbox, bob, 'PASSWORD_VERIFIER', undefined, { ...claim, ...changes });
    const NO = 'NotAuthorizedException: Incorrect username or password.';
    expect((await prove({ PASSWORD_CLAIM_SIGNATURE: 'AAAA' })).error).toBe(NO);
    expect((await prove({})).error).toBe(NO);
    expect((await verifier('bob', {})(sandbox)).error).toBe('');
  },
  'Second InitiateAuth': async (sandbox) => {
    const gus = seededUser(sandbox, 'gus');
    const set = async () => {
      const { body } = await beginByPassword(sandbox, gus);
      return (await sandbox.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' })).body;
    };
    const [one, other] = [await set(), await set()];
    const UserCode = totpNow(sandbox, String(one['SecretCode']));
    const mixed = await sandbox.call('VerifySoftwareToken', { Session: other['Session'] ?? '', UserCode });
    expect(mixed.error).toBe('EnableSoftwareTokenMFAException: Code mismatch');
    const begun = await beginByPassword(sandbox, gus);
    const early = await sandbox.call('VerifySoftwareToken', {
      Session: begun.body['Session'] ?? '',
      UserCode,
    });
    expect(early.error).toBe(BAD);
  },
  Binding: async (sandbox) => {
    const { user, send, code, body } = await asked(sandbox, 'cy');
    const right = { SMS_MFA_CODE: code };
    const other = { ...user, clientId: LEGACY_CLIENT };
    expect((await send(right, 'SMS_MFA', body['Session'], other)).error).toBe(BAD);
    expect((await send({ ...right, USERNAME: 'dee' })).error).toBe(BAD);
    expect((await send({ ...right, NEW_PASSWORD: 'Better-horse-2' }, 'NEW_PASSWORD_REQUIRED')).error).toBe(
      BAD,
    );
    expect((await send(right)).error).toBe('');
  },
  Missing: async (sandbox) => {
    const cy = seededUser(sandbox, 'cy');
    for (const name of ['SMS_MFA', 'CUSTOM_CHALLENGE', 'NEW_PASSWORD_REQUIRED', 'EMAIL_OTP']) {
      const bare = await respond(sandbox, cy, name, undefined, { USERNAME: 'cy' });
      expect(bare.error).toBe('InvalidParameterException: Missing required parameter Session');
    }
  },
  'Too short': async (sandbox) => {
    const cy = seededUser(sandbox, 'cy');
    const send = (length: number) =>
      respond(sandbox, cy, 'SMS_MFA', 'x'.repeat(length), { USERNAME: 'cy', SMS_MFA_CODE: '123456' });
    expect((await send(19)).error).toBe(SHORT);
    expect((await send(20)).error).toBe(BAD);
  },
  'PASSWORD_VERIFIER after USER_SRP_AUTH': async (sandbox) => {
    const { body } = await begin(sandbox, seededUser(sandbox, 'bob'));
    expect(body['ChallengeName']).toBe('PASSWORD_VERIFIER');
    expect(body).not.toHaveProperty('Session');
  },
  'SELECT_CHALLENGE, MFA_SETUP helpers': async (sandbox) => {
    const { session, send } = await asked(sandbox, 'gus');
    const associate = (Session: string) => sandbox.call('AssociateSoftwareToken', { Session });
    const { body } = await associate(session);
    expect((await associate(session)).error).toBe(USED);
    const verify = { Session: body['Session'] ?? '', UserCode: totpNow(sandbox, String(body['SecretCode'])) };
    const verified = await sandbox.call('VerifySoftwareToken', verify);
    expect((await sandbox.call('VerifySoftwareToken', verify)).error).toBe(USED);
    expect(new Set([session, body['Session'], verified.body['Session']]).size).toBe(3);
    const done = await send({}, 'MFA_SETUP', verified.body['Session']);
    expect(done.body).toHaveProperty('AuthenticationResult');
  },
};

test('every rule of 4.1 has a row', () => {
  expect(Object.keys(rows)).toEqual(rules41);
});

test.each(Object.entries(rows))('%s', async (_, run) => {
  await run(testSandbox());
});
