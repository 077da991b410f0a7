import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { readRules } from '../faults/read-rules.ts';
import { operationNames } from '../model/service-model.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { confirm, deviceOf, offeredDevice, proveDevice } from '../testing-device.ts';
import { initiate, password, ROTATING_CLIENT, SECRET_CLIENT, verifier } from '../testing-rows.ts';
import {
  begin,
  beginByPassword,
  hashFor,
  newestCode,
  respond,
  seededUser,
  setUpTotp,
  totpNow,
  walk,
} from '../testing-walk.ts';
import { tokensOf } from './provoke.ts';
import { points121 } from './rows.ts';

// Protocol reference 12.1: what decides whether a client's error handling gets tested, point by point.

const WRONG = 'NotAuthorizedException: Incorrect username or password.';
const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;
const texts = (parameters: JsonObject) =>
  Object.values(parameters).every((value) => typeof value === 'string');

const points: Readonly<Record<string, (sandbox: TestSandbox) => Promise<void>>> = {
  '1 headers and statuses': async (sandbox) => {
    const wrong = await password('bob', { PASSWORD: 'x' })(sandbox);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(wrong.headers).toMatchObject({
      'Content-Type': 'application/x-amz-json-1.1',
      'x-amzn-ErrorType': 'NotAuthorizedException:',
      'x-amzn-ErrorMessage': 'Incorrect username or password.',
      'Access-Control-Allow-Origin': '*',
    });
    expect(wrong.headers['x-amzn-RequestId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(wrong.headers['Access-Control-Expose-Headers']).toContain('x-amzn-ErrorType');
    sandbox.sandbox.changeStatusProfile('documented');
    expect((await password('bob', { PASSWORD: 'x' })(sandbox)).status).toBe(482);
  },
  '2 PASSWORD_VERIFIER and its Session': async (sandbox) => {
    const plain = await begin(sandbox, seededUser(sandbox, 'bob'));
    const preferred = { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srpClient().srpA };
    const chosen = await begin(sandbox, seededUser(sandbox, 'ian'), preferred);
    const custom = await begin(sandbox, seededUser(sandbox, 'vic'));
    for (const asked of [plain, chosen, custom])
      expect(asked.body['ChallengeName']).toBe('PASSWORD_VERIFIER');
    expect([plain, chosen, custom].map(({ body }) => 'Session' in body)).toEqual([false, true, true]);
  },
  '3 real SRP': async (sandbox) => {
    expect((await verifier('bob', {})(sandbox)).error).toBe('');
    const written = ['Tue Sep 08 09:05:07 UTC 2026', 'Wed Sep 8 09:05:07 UTC 2026'];
    for (const time of written) expect((await verifier('bob', {}, 'bob', time)(sandbox)).error).toBe(WRONG);
    const bob = seededUser(sandbox, 'bob');
    const { body } = await begin(sandbox, bob);
    const parameters = body['ChallengeParameters'] as JsonObject;
    const claim = srpClient().answer(parameters, bob.userPoolId, bob.password, sandbox.clock.ms);
    const prove = () => respond(sandbox, bob, 'PASSWORD_VERIFIER', undefined, claim);
    expect([(await prove()).error, (await prove()).error]).toEqual(['', WRONG]);
  },
  '4 Session': async (sandbox) => {
    const cy = seededUser(sandbox, 'cy');
    const { body } = await beginByPassword(sandbox, cy);
    const send = (SMS_MFA_CODE: string) =>
      respond(sandbox, cy, 'SMS_MFA', body['Session'], { USERNAME: 'cy', SMS_MFA_CODE });
    expect(String(body['Session']).length).toBeGreaterThan(1_500);
    expect((await send('x')).error).toContain('CodeMismatchException');
    const other = { ...cy, clientId: seededUser(sandbox, 'lea').clientId };
    const foreign = await respond(sandbox, other, 'SMS_MFA', body['Session'], { USERNAME: 'cy' });
    const right = await send(newestCode(sandbox));
    const used = await send(newestCode(sandbox));
    const late = await beginByPassword(sandbox, cy);
    sandbox.clock.ms += 180_000;
    const expired = await respond(sandbox, cy, 'SMS_MFA', late.body['Session'], { USERNAME: 'cy' });
    const said = [foreign, used, expired].map(({ error }) => error);
    expect(right.error).toBe('');
    expect(new Set(said).size).toBe(3);
    for (const error of said) expect(error).toMatch(/^NotAuthorizedException: Invalid session for the user/);
  },
  '5 ChallengeParameters as strings': async (sandbox) => {
    const fresh = await beginByPassword(sandbox, seededUser(sandbox, 'fay'));
    expect(parametersOf(fresh)).toMatchObject({
      requiredAttributes: '["userAttributes.name"]',
      userAttributes: '{"email":"fay@example.com","email_verified":"true"}',
    });
    const choice = await beginByPassword(sandbox, seededUser(sandbox, 'dee'));
    expect(parametersOf(choice)['MFAS_CAN_CHOOSE']).toBe('["SMS_MFA","SOFTWARE_TOKEN_MFA"]');
    const sms = await beginByPassword(sandbox, seededUser(sandbox, 'cy'));
    expect(parametersOf(sms)).toMatchObject({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
      CODE_DELIVERY_DESTINATION: '+*******0123',
    });
    const setUp = await beginByPassword(sandbox, seededUser(sandbox, 'gus'));
    expect(JSON.parse(String(parametersOf(setUp)['MFAS_CAN_SETUP']))).toContain('SOFTWARE_TOKEN_MFA');
    for (const asked of [fresh, choice, sms, setUp]) expect(texts(parametersOf(asked))).toBe(true);
    const first = await begin(sandbox, seededUser(sandbox, 'joy'));
    expect(first.body).toMatchObject({ ChallengeParameters: {}, AvailableChallenges: ['EMAIL_OTP'] });
  },
  '6 unconfirmed, lockout, TOTP replay': async (sandbox) => {
    expect((await password('jon', { PASSWORD: 'x' })(sandbox)).error).toContain('UserNotConfirmedException');
    for (let tries = 0; tries < 5; tries += 1) await password('bob', { PASSWORD: 'x' })(sandbox);
    expect((await password('bob')(sandbox)).error).toContain('Password attempts exceeded');
    const ann = seededUser(sandbox, 'ann');
    const signIn = async () => (await walk(sandbox, ann)).last.error;
    expect(await signIn()).toBe('');
    expect(await signIn()).toBe('ExpiredCodeException: Your software token has already been used once.');
  },
  '7 SECRET_HASH': async (sandbox) => {
    const none = await password('hal', { SECRET_HASH: null })(sandbox);
    expect(none.error).toContain(`Client ${SECRET_CLIENT} is configured with secret but SECRET_HASH`);
    const wrong = await password('hal', { SECRET_HASH: 'x' })(sandbox);
    expect(wrong.error).toContain(`Unable to verify secret hash for client ${SECRET_CLIENT}`);
    expect((await password('hal')(sandbox)).error).toBe('');
    const { RefreshToken = '' } = await tokensOf(sandbox, 'hal');
    const refresh = (hash: JsonObject) =>
      initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken, ...hash }, 'hal')(sandbox);
    expect((await refresh({ SECRET_HASH: 'x' })).error).toContain('SecretHash does not match for the client');
    expect((await refresh(hashFor(sandbox, seededUser(sandbox, 'hal'), 'hal'))).error).toBe('');
  },
  '8 PreventUserExistenceErrors': async (sandbox) => {
    expect((await password('bob', { USERNAME: 'nobody' })(sandbox)).error).toBe(WRONG);
    expect((await password('lea', { USERNAME: 'nobody' })(sandbox)).error).toContain('UserNotFoundException');
    expect((await verifier('zoe', {})(sandbox)).error).toBe(WRONG);
    const otp = { USERNAME: 'nobody', PREFERRED_CHALLENGE: 'EMAIL_OTP' };
    expect((await begin(sandbox, seededUser(sandbox, 'joy'), otp)).body['ChallengeName']).toBe('EMAIL_OTP');
  },
  '9 SELECT_MFA_TYPE, SELECT_CHALLENGE, MFA_SETUP': async (sandbox) => {
    const mel = seededUser(sandbox, 'mel');
    for (const ANSWER of ['EMAIL_OTP', 'EMAIL_MFA']) {
      const { body } = await beginByPassword(sandbox, mel);
      const chosen = { USERNAME: 'mel', ANSWER };
      const asked = await respond(sandbox, mel, 'SELECT_MFA_TYPE', body['Session'], chosen);
      expect(asked.body['ChallengeName']).toBe('EMAIL_OTP');
    }
    const ian = seededUser(sandbox, 'ian');
    const ways: [string, JsonObject, string][] = [
      ['SELECT_CHALLENGE', { ANSWER: 'EMAIL_OTP' }, 'EMAIL_OTP'],
      ['SELECT_CHALLENGE', { ANSWER: 'PASSWORD', PASSWORD: ian.password }, 'TOKENS'],
      ['SELECT_CHALLENGE', { ANSWER: 'PASSWORD_SRP', SRP_A: srpClient().srpA }, 'PASSWORD_VERIFIER'],
      ['PASSWORD', { PASSWORD: ian.password }, 'TOKENS'],
      ['PASSWORD_SRP', { SRP_A: srpClient().srpA }, 'PASSWORD_VERIFIER'],
    ];
    for (const [name, responses, next] of ways) {
      const { body } = await begin(sandbox, ian);
      const went = await respond(sandbox, ian, name, body['Session'], { USERNAME: 'ian', ...responses });
      expect(went.body['ChallengeName'] ?? (went.error || 'TOKENS')).toBe(next);
    }
    const gus = seededUser(sandbox, 'gus');
    const { body } = await beginByPassword(sandbox, gus);
    const done = await respond(sandbox, gus, 'MFA_SETUP', await setUpTotp(sandbox, body), {
      USERNAME: 'gus',
    });
    expect(done.body).toHaveProperty('AuthenticationResult');
  },
  '10 devices': async (sandbox) => {
    const ada = seededUser(sandbox, 'ada');
    const { last } = await walk(sandbox, ada);
    const offered = offeredDevice(last);
    if (offered === undefined) throw new Error('no device was offered');
    const DEVICE_KEY = offered.key;
    const { RefreshToken = '' } = last.body['AuthenticationResult'] as JsonObject;
    const refresh = () =>
      initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken, DEVICE_KEY }, 'ada')(sandbox);
    // DEVICE_KEY of a device that was never confirmed is refused too.
    expect((await refresh()).error).toBe('NotAuthorizedException: Invalid Refresh Token.');
    await confirm(sandbox, offered);
    expect((await refresh()).error).toBe('');
    const asked = await beginByPassword(sandbox, ada, { DEVICE_KEY });
    const first = { USERNAME: 'ada', DEVICE_KEY, SRP_A: srpClient().srpA };
    const proof = await respond(sandbox, ada, 'DEVICE_SRP_AUTH', asked.body['Session'], first);
    const claim = proveDevice(deviceOf(offered), parametersOf(proof), sandbox.clock.ms);
    const second = { USERNAME: 'ada', ...claim };
    const done = await respond(sandbox, ada, 'DEVICE_PASSWORD_VERIFIER', proof.body['Session'], second);
    expect(done.body).toHaveProperty('AuthenticationResult');
    await sandbox.call('ForgetDevice', { AccessToken: offered.accessToken, DeviceKey: DEVICE_KEY });
    const gone = await beginByPassword(sandbox, ada, { DEVICE_KEY });
    expect(gone.error).toBe('ResourceNotFoundException: Device does not exist.');
  },
  '11 triggers': async (sandbox) => {
    const una = seededUser(sandbox, 'una');
    const ClientMetadata = { from: 'a test' };
    const asked = await sandbox.call('InitiateAuth', {
      AuthFlow: 'CUSTOM_AUTH',
      ClientId: una.clientId,
      AuthParameters: { USERNAME: 'una' },
      ClientMetadata,
    });
    await respond(sandbox, una, 'CUSTOM_CHALLENGE', asked.body['Session'], { USERNAME: 'una', ANSWER: 'no' });
    const runs = sandbox.sandbox.log(0).flatMap(({ triggers }) => triggers);
    const defined = runs.filter(({ trigger }) => trigger === 'DefineAuthChallenge');
    expect(defined.map(({ session }) => session)).toEqual([
      [],
      [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'CAVE_DOOR' }],
    ]);
    expect(JSON.stringify(runs)).not.toContain('a test');
  },
  '12 refresh': async (sandbox) => {
    const { RefreshToken = '' } = await tokensOf(sandbox, 'bob');
    const again = await initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken })(sandbox);
    expect(again.body['AuthenticationResult']).not.toHaveProperty('RefreshToken');
    const rotating = await tokensOf(sandbox, 'ray');
    const rotate = (token: unknown) =>
      sandbox.call('GetTokensFromRefreshToken', { RefreshToken: String(token), ClientId: ROTATING_CLIENT });
    const next = await rotate(rotating['RefreshToken']);
    expect(next.body['AuthenticationResult']).toHaveProperty('RefreshToken');
    sandbox.clock.ms += 29_000;
    expect((await rotate(rotating['RefreshToken'])).error).toBe('');
    sandbox.clock.ms += 1_000;
    expect((await rotate(rotating['RefreshToken'])).error).toContain('RefreshTokenReuseException');
  },
  '13 faults': async (sandbox) => {
    const faults: [string, number, string | undefined][] = [
      ['TooManyRequestsException', 400, 'TooManyRequestsException'],
      ['InternalErrorException', 500, 'InternalErrorException'],
      ['ForbiddenException', 403, 'ForbiddenException'],
      ['ForbiddenException "Request not allowed due to WAF captcha." status=405', 405, 'ForbiddenException'],
      ['UnexpectedLambdaException', 400, 'UnexpectedLambdaException'],
      ['InvalidSmsRoleAccessPolicyException', 400, 'InvalidSmsRoleAccessPolicyException'],
      ['delay 1ms', 200, undefined],
    ];
    for (const [what, status, exception] of faults) {
      const rules = readRules([`InitiateAuth -> ${what}`], operationNames);
      expect(rules.problem).toBeUndefined();
      sandbox.sandbox.faults.replace(rules.value ?? []);
      const answered = await password('bob')(sandbox);
      expect([answered.status, answered.body['__type']]).toEqual([status, exception]);
    }
  },
  '14 clock and codes': async (sandbox) => {
    const { body } = await beginByPassword(sandbox, seededUser(sandbox, 'cy'));
    expect(sandbox.sandbox.inbox().at(-1)).toMatchObject({ username: 'cy', medium: 'SMS' });
    expect(newestCode(sandbox)).toMatch(/^\d{6}$/);
    sandbox.sandbox.clock.advance(181);
    const late = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
    const expired = await respond(sandbox, seededUser(sandbox, 'cy'), 'SMS_MFA', body['Session'], late);
    expect(expired.error).toContain('session is expired');
    const ann = seededUser(sandbox, 'ann');
    const now = totpNow(sandbox, ann.totpSecret ?? '');
    sandbox.sandbox.clock.advance(30);
    expect(totpNow(sandbox, ann.totpSecret ?? '')).not.toBe(now);
  },
};

test('every point of 12.1 has a row', () => {
  expect(Object.keys(points)).toEqual(points121);
});

test.each(Object.entries(points))('%s', async (_, run) => {
  await run(testSandbox());
});
