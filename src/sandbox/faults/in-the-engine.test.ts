import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { operationNames } from '../model/service-model.ts';
import { builtInSeed } from '../seed/built-in.ts';
import { testSandbox, type TestSandbox } from '../testing.ts';
import { exceptionMessages } from './exceptions.ts';
import { readRules } from './read-rules.ts';

const WEB = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const PASSWORD = 'Correct-horse-1';

function sandboxWith(...lines: string[]): TestSandbox {
  const tested = testSandbox();
  const rules = readRules(lines, operationNames);
  if (rules.problem !== undefined) throw new Error(rules.problem);
  tested.sandbox.faults.replace(rules.value);
  return tested;
}

function signIn(tested: TestSandbox, username = 'ivy', password = PASSWORD) {
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  return tested.call('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: WEB, AuthParameters });
}

const newest = ({ sandbox }: TestSandbox) => sandbox.log(0).at(-1);

describe('every exception on demand', () => {
  test.each(Object.entries(exceptionMessages))('%s', async (exception, message) => {
    const tested = sandboxWith(`InitiateAuth id=it -> ${exception}`);
    expect((await signIn(tested)).error).toBe(`${exception}: ${message}`);
    expect(newest(tested)).toMatchObject({ fault: 'it', error: exception, message });
  });

  test('also by an operation that the sandbox does not have', async () => {
    const tested = sandboxWith('CreateIdentityProvider -> DuplicateProviderException');
    expect((await tested.call('CreateIdentityProvider', {})).error).toMatch(/^DuplicateProviderException/);
  });
});

describe('what a rule leaves of a call', () => {
  test('an exception comes before the operation: a wrong password is not counted', async () => {
    const tested = sandboxWith('times=9 -> TooManyRequestsException');
    for (let n = 0; n < 9; n += 1) await signIn(tested, 'ivy', 'wrong');
    expect((await signIn(tested)).body['AuthenticationResult']).toBeDefined();
  });

  test('a cut reply is one whose operation ran', async () => {
    const tested = sandboxWith('id=cut -> cut 30');
    const { sandbox } = tested;
    const body = new TextEncoder().encode(
      JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: WEB,
        AuthParameters: { USERNAME: 'ivy', PASSWORD },
      }),
    );
    const headers = {
      'content-type': 'application/json',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    };
    const reply = await sandbox.handle({ method: 'POST', path: '/', headers, body });
    expect(reply.delivery).toEqual({ cutAfter: 30 });
    expect(new TextDecoder().decode(reply.body)).toContain('AccessToken');
    expect(newest(tested)).toMatchObject({ status: 200, fault: 'cut', username: 'ivy' });
  });

  test('a delay goes with an error too', async () => {
    const tested = sandboxWith('id=slow -> delay 3s');
    expect((await signIn(tested, 'ivy', 'wrong')).error).toMatch(/^NotAuthorizedException/);
    expect(newest(tested)).toMatchObject({ fault: 'slow', error: 'NotAuthorizedException' });
  });

  test('a dropped call has no status, and never ran', async () => {
    const tested = sandboxWith('times=1 id=gone -> drop');
    expect((await signIn(tested)).status).toBe(0);
    expect(newest(tested)).toMatchObject({ status: 0, fault: 'gone' });
    expect((await signIn(tested)).status).toBe(200);
    expect(newest(tested)).not.toHaveProperty('fault');
  });
});

describe('the user is known', () => {
  const drops = (user: string, operation = '*') => sandboxWith(`${operation} user=${user} -> drop`);

  test.each([
    ['ivy', 'ivy'],
    ['ivy@example.com', 'ivy'],
    ['ivy', 'ivy@example.com'],
    ['nobody', 'Nobody'],
  ])('a rule for %s, a call that names %s', async (user, typed) => {
    expect((await signIn(drops(user), typed)).status).toBe(0);
    expect((await signIn(drops(user), 'bob')).status).not.toBe(0);
  });

  test('by the access token', async () => {
    const tested = drops('ivy', 'GetUser');
    const tokenOf = async (name: string) => {
      const { AuthenticationResult } = (await signIn(tested, name)).body as {
        AuthenticationResult: JsonObject;
      };
      return String(AuthenticationResult['AccessToken']);
    };
    expect((await tested.call('GetUser', { AccessToken: await tokenOf('ivy') })).status).toBe(0);
    expect((await tested.call('GetUser', { AccessToken: await tokenOf('bob') })).status).toBe(200);
    expect((await tested.call('GetUser', { AccessToken: 'x.y.z' })).status).toBe(400);
  });

  test('by the refresh token', async () => {
    const tested = drops('ivy', 'RevokeToken');
    const { AuthenticationResult } = (await signIn(tested)).body as { AuthenticationResult: JsonObject };
    const Token = String(AuthenticationResult['RefreshToken']);
    expect((await tested.call('RevokeToken', { ClientId: WEB, Token })).status).toBe(0);
  });

  test('by the Session, also when it is no longer good', async () => {
    const tested = drops('gus', 'AssociateSoftwareToken');
    const { body } = await tested.call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
      AuthParameters: { USERNAME: 'gus', PASSWORD },
    });
    tested.clock.ms += 3_600_000;
    expect((await tested.call('AssociateSoftwareToken', { Session: String(body['Session']) })).status).toBe(
      0,
    );
    expect((await tested.call('AssociateSoftwareToken', { Session: 'x'.repeat(40) })).status).toBe(400);
  });
});

test('the second code of a sign-in is refused, the third is not looked at', async () => {
  const tested = sandboxWith('RespondToAuthChallenge challenge=SMS_MFA step=2 -> ExpiredCodeException');
  const { body } = await signIn(tested, 'cy');
  const answer = (code: string) =>
    tested.call('RespondToAuthChallenge', {
      ClientId: WEB,
      ChallengeName: 'SMS_MFA',
      Session: String(body['Session']),
      ChallengeResponses: { USERNAME: 'cy', SMS_MFA_CODE: code },
    });
  expect((await answer('000000')).error).toBe(
    'CodeMismatchException: Invalid code or auth state for the user.',
  );
  const { code = '' } = tested.sandbox.inbox().at(-1) ?? {};
  expect((await answer(code)).error).toMatch(/^ExpiredCodeException/);
  expect((await answer(code)).body['AuthenticationResult']).toBeDefined();
});

test('a throttle goes by the sandbox’s clock, which may stand still', async () => {
  const tested = sandboxWith('InitiateAuth -> throttle 2/s');
  tested.sandbox.clock.freeze(true);
  const statuses = async () =>
    [await signIn(tested), await signIn(tested), await signIn(tested)].map((r) => r.status);
  expect(await statuses()).toEqual([200, 200, 400]);
  tested.clock.ms += 5_000;
  expect(await statuses()).toEqual([400, 400, 400]);
  tested.sandbox.clock.advance(1);
  expect(await statuses()).toEqual([200, 200, 400]);
});

test('statuses follow the profile, and change with it', async () => {
  const tested = testSandbox();
  const wrong = async () => (await signIn(tested, 'ivy', 'wrong')).status;
  expect(await wrong()).toBe(400);
  tested.sandbox.changeStatusProfile('documented');
  expect(await wrong()).toBe(482);
  tested.sandbox.changeStatusProfile('sdk');
  expect(await wrong()).toBe(403);
});

test('a seed’s rules, settings and profile come back with every reset', async () => {
  const { sandbox } = testSandbox();
  sandbox.load({
    ...builtInSeed,
    faults: ['id=own -> drop'],
    settings: { codeLockout: false },
    statusProfile: 'sdk',
  });
  const own = () => ({
    faults: sandbox.faults.list().map(({ text }) => text),
    codeLockout: sandbox.settings().codeLockout,
    profile: sandbox.statusProfile(),
  });
  const seeded = { faults: ['id=own -> drop'], codeLockout: false, profile: 'sdk' };
  expect(own()).toEqual(seeded);
  sandbox.faults.replace([]);
  sandbox.changeSettings({ codeLockout: true });
  sandbox.changeStatusProfile('wire');
  expect(own()).not.toEqual(seeded);
  expect(sandbox.seed()).toMatchObject({ faults: [], statusProfile: 'wire' });
  sandbox.reset();
  expect(own()).toEqual(seeded);
});

test('time may begin elsewhere, and stand still; a reset goes back there', async () => {
  const startAt = Date.UTC(2030, 0, 1);
  const { sandbox, clock } = testSandbox({ startAt, frozen: true });
  clock.ms += 60_000;
  expect([sandbox.clock.now(), sandbox.clock.frozen()]).toEqual([startAt, true]);
  sandbox.clock.freeze(false);
  sandbox.clock.advance(60);
  sandbox.reset();
  expect([sandbox.clock.now(), sandbox.clock.frozen()]).toEqual([startAt, true]);
});
