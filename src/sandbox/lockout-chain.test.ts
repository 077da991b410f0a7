import { describe, expect, test } from 'vitest';
import { testSandbox, type TestSandbox } from './testing.ts';
import { verifier } from './testing-rows.ts';
import { beginByPassword, newestCode, respond, seededUser } from './testing-walk.ts';

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
    sandbox.sandbox.clock.advance(1);
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
      sandbox.sandbox.clock.advance(2);
      expect((await send(newestCode(sandbox))).body['AuthenticationResult']).toBeDefined();
    }
  });
});
