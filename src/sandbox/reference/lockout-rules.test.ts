import { expect, test } from 'vitest';
import { testSandbox, type TestSandbox } from '../testing.ts';
import { verifier } from '../testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser } from '../testing-walk.ts';
import { rules42 } from './rows.ts';

// Protocol reference 4.2, sentence by sentence.

const WRONG = 'NotAuthorizedException: Incorrect username or password.';
const LOCKED = 'NotAuthorizedException: Password attempts exceeded';

const guess = async (sandbox: TestSandbox) =>
  (await beginByPassword(sandbox, seededUser(sandbox, 'bob'), { PASSWORD: 'x' })).error;
const signIn = async (sandbox: TestSandbox) =>
  (await beginByPassword(sandbox, seededUser(sandbox, 'bob'))).error;
async function fail(sandbox: TestSandbox, times: number): Promise<void> {
  for (let tries = 0; tries < times; tries += 1) expect(await guess(sandbox)).toBe(WRONG);
}

const rows: Readonly<Record<string, (sandbox: TestSandbox) => Promise<void>>> = {
  'after 5 failed attempts locked': async (sandbox) => {
    await fail(sandbox, 4);
    expect(await signIn(sandbox)).toBe('');
    await fail(sandbox, 5);
    expect(await signIn(sandbox)).toBe(LOCKED);
  },
  'for 2^(n-5) seconds, at most 900': async (sandbox) => {
    await fail(sandbox, 4);
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      expect(await guess(sandbox)).toBe(WRONG);
      sandbox.clock.ms += seconds * 1_000 - 1;
      expect(await signIn(sandbox)).toBe(LOCKED);
      sandbox.clock.ms += 1;
    }
    expect(await signIn(sandbox)).toBe('');
  },
  'even with the right password': async (sandbox) => {
    await fail(sandbox, 5);
    expect(await signIn(sandbox)).toBe(LOCKED);
    expect((await verifier('bob', {})(sandbox)).error).toBe(LOCKED);
    const byAlias = await beginByPassword(sandbox, {
      ...seededUser(sandbox, 'bob'),
      username: 'BOB@example.com',
    });
    expect(byAlias.error).toBe(LOCKED);
  },
  'attempts during a lock do not prolong it': async (sandbox) => {
    await fail(sandbox, 5);
    for (let tries = 0; tries < 20; tries += 1) expect(await guess(sandbox)).toBe(LOCKED);
    sandbox.clock.ms += 1_000;
    expect(await guess(sandbox)).toBe(WRONG);
    // The twenty did not count either: this was the sixth.
    sandbox.clock.ms += 2_000;
    expect(await signIn(sandbox)).toBe('');
  },
  'clears on a successful sign-in after the lock': async (sandbox) => {
    await fail(sandbox, 5);
    sandbox.clock.ms += 1_000;
    expect(await signIn(sandbox)).toBe('');
    await fail(sandbox, 4);
    expect(await signIn(sandbox)).toBe('');
  },
  'clears after about 15 quiet minutes': async (sandbox) => {
    await fail(sandbox, 4);
    sandbox.clock.ms += 900_000;
    await fail(sandbox, 4);
    expect(await signIn(sandbox)).toBe('');
  },
  'MFA failures are limited this way': async (sandbox) => {
    const cy = seededUser(sandbox, 'cy');
    const { body } = await beginByPassword(sandbox, cy);
    const send = (SMS_MFA_CODE: string) =>
      respond(sandbox, cy, 'SMS_MFA', body['Session'], { USERNAME: 'cy', SMS_MFA_CODE });
    for (let tries = 0; tries < 5; tries += 1) await send('x');
    expect((await send(newestCode(sandbox))).error).toBe(LOCKED);
    // Another sign-in with a Session of its own is no way around.
    const again = await beginByPassword(sandbox, cy);
    const right = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
    expect((await respond(sandbox, cy, 'SMS_MFA', again.body['Session'], right)).error).toBe(LOCKED);
    sandbox.clock.ms += 1_000;
    expect((await respond(sandbox, cy, 'SMS_MFA', again.body['Session'], right)).error).toBe('');
  },
  'six wrong first-factor EMAIL_OTP codes: none': async (sandbox) => {
    const joy = seededUser(sandbox, 'joy');
    const { body } = await begin(sandbox, joy, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    const send = (EMAIL_OTP_CODE: string) =>
      respond(sandbox, joy, 'EMAIL_OTP', body['Session'], { USERNAME: 'joy', EMAIL_OTP_CODE });
    for (let tries = 0; tries < 6; tries += 1) {
      expect((await send('x')).error).toContain('CodeMismatchException');
    }
    expect((await send(newestCode(sandbox))).error).toBe('');
  },
  'custom challenges are not covered': async (sandbox) => {
    const una = seededUser(sandbox, 'una');
    for (let flow = 0; flow < 4; flow += 1) {
      let { body } = await begin(sandbox, una);
      for (let tries = 0; tries < 2; tries += 1) {
        const wrong = { USERNAME: 'una', ANSWER: 'no' };
        ({ body } = await respond(sandbox, una, 'CUSTOM_CHALLENGE', body['Session'], wrong));
      }
    }
    const { body } = await begin(sandbox, una);
    const right = { USERNAME: 'una', ANSWER: 'open sesame' };
    expect((await respond(sandbox, una, 'CUSTOM_CHALLENGE', body['Session'], right)).error).toBe('');
  },
};

test('every sentence of 4.2 has a row', () => {
  expect(Object.keys(rows)).toEqual(rules42);
});

test.each(Object.entries(rows))('%s', async (_, run) => {
  await run(testSandbox());
});
