import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testSandbox, type TestSandbox } from './testing.ts';
import { beginByPassword, newestCode, respond, seededUser, totpNow } from './testing-walk.ts';

// Protocol reference 4.1.

const INVALID = 'NotAuthorizedException: Invalid session for the user.';
const EXPIRED = 'NotAuthorizedException: Invalid session for the user, session is expired.';
const USED = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';

async function pending(test: TestSandbox, username = 'cy') {
  const user = seededUser(test, username);
  const { body } = await beginByPassword(test, user);
  const session = String(body['Session']);
  const send = (code: string, Session = session) =>
    respond(test, user, 'SMS_MFA', Session, { USERNAME: username, SMS_MFA_CODE: code });
  return { session, send, code: newestCode(test) };
}

test('it begins as real ones do, has their length and never repeats', async () => {
  const sandbox = testSandbox();
  const seen = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const { session } = await pending(sandbox);
    expect(session).toMatch(/^AYABe[A-Za-z0-9_-]+$/);
    expect(session.length).toBeGreaterThanOrEqual(1_543);
    expect(session.length).toBeLessThanOrEqual(1_587);
    seen.add(session);
  }
  expect(seen.size).toBe(40);
});

test('a wrong code keeps it, the right one uses it up', async () => {
  const { send, code } = await pending(testSandbox());
  expect((await send('wrong')).error).toContain('CodeMismatchException');
  expect((await send('wrong')).error).toContain('CodeMismatchException');
  expect((await send(code)).body['AuthenticationResult']).toBeDefined();
  expect((await send(code)).error).toBe(USED);
});

test('two answers at once: one gets tokens', async () => {
  const { send, code } = await pending(testSandbox());
  const errors = (await Promise.all([send(code), send(code), send(code)])).map(({ error }) => error);
  expect(errors.sort()).toEqual(['', USED, USED]);
});

test.each([
  ['cy', 179, ''],
  ['cy', 180, EXPIRED],
  ['pam', 299, ''],
  ['pam', 300, EXPIRED],
])('%s after %d s: %s', async (username, seconds, error) => {
  const sandbox = testSandbox();
  const { send, code } = await pending(sandbox, username);
  sandbox.sandbox.clock.advance(seconds);
  expect((await send(code)).error).toBe(error);
});

test('each step starts a new period', async () => {
  const sandbox = testSandbox();
  const dee = seededUser(sandbox, 'dee');
  const { body } = await beginByPassword(sandbox, dee);
  sandbox.sandbox.clock.advance(170);
  const chosen = await respond(sandbox, dee, 'SELECT_MFA_TYPE', body['Session'], {
    USERNAME: 'dee',
    ANSWER: 'SOFTWARE_TOKEN_MFA',
  });
  sandbox.sandbox.clock.advance(170);
  const SOFTWARE_TOKEN_MFA_CODE = totpNow(sandbox, dee.totpSecret ?? '');
  const done = await respond(sandbox, dee, 'SOFTWARE_TOKEN_MFA', chosen.body['Session'], {
    USERNAME: 'dee',
    SOFTWARE_TOKEN_MFA_CODE,
  });
  expect(done.body['AuthenticationResult']).toBeDefined();
});

test('one code does not serve two Sessions', async () => {
  const sandbox = testSandbox();
  const first = await pending(sandbox);
  const second = await pending(sandbox);
  expect(second.code).not.toBe(first.code);
  expect((await second.send(first.code)).error).toContain('CodeMismatchException');
  expect((await first.send(first.code)).error).toBe('');
});

test('any change of a character voids it', async () => {
  const { session, send, code } = await pending(testSandbox());
  await fc.assert(
    fc.asyncProperty(
      fc.nat(session.length - 1),
      fc.constantFrom('A', 'z', '0', '-', '='),
      async (at, letter) => {
        const changed = session.slice(0, at) + letter + session.slice(at + 1);
        fc.pre(changed !== session);
        expect((await send(code, changed)).error).toBe(INVALID);
      },
    ),
    { numRuns: 60 },
  );
  expect((await send(code, `${session}A`)).error).toBe(INVALID);
  expect((await send(code)).error).toBe('');
});

describe('TOTP', () => {
  const signIn = async (test: TestSandbox, steps: number) => {
    const ann = seededUser(test, 'ann');
    const { body } = await beginByPassword(test, ann);
    const SOFTWARE_TOKEN_MFA_CODE = totpNow(test, ann.totpSecret ?? '', steps);
    return respond(test, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], {
      USERNAME: 'ann',
      SOFTWARE_TOKEN_MFA_CODE,
    });
  };
  const REPLAYED = 'ExpiredCodeException: Your software token has already been used once.';

  test.each([-1, 0, 1])('a code %d steps away is good, once', async (steps) => {
    const sandbox = testSandbox();
    expect((await signIn(sandbox, steps)).error).toBe('');
    expect((await signIn(sandbox, steps)).error).toBe(REPLAYED);
  });

  test('after a newer code an older one is used, too', async () => {
    const sandbox = testSandbox();
    expect((await signIn(sandbox, 1)).error).toBe('');
    expect((await signIn(sandbox, 0)).error).toBe(REPLAYED);
  });

  test('the next step works again', async () => {
    const sandbox = testSandbox();
    expect((await signIn(sandbox, 0)).error).toBe('');
    sandbox.sandbox.clock.advance(30);
    expect((await signIn(sandbox, 0)).error).toBe('');
  });
});
