import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { srpClient, testSandbox, type TestSandbox } from './testing.ts';
import { ROTATING_CLIENT } from './testing-rows.ts';
import { begin, respond, seededUser } from './testing-walk.ts';

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
    sandbox.sandbox.clock.advance(180);
    expect((await send()).error).toBe('NotAuthorizedException: Incorrect username or password.');
  });

  test('a clock moved in the sandbox alone does not spoil TIMESTAMP; a wrong clock at the client does', async () => {
    const moved = testSandbox();
    moved.sandbox.clock.advance(86_400);
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
