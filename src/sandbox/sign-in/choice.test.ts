import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { choiceOfFactors } from '../seed/built-in/choice-of-factors.ts';
import { passkeys } from '../seed/built-in/passkeys.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { initiate, type Row } from '../testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser } from '../testing-walk.ts';

const BAD_CODE = 'CodeMismatchException: Invalid code or auth state for the user.';
const INCORRECT = 'NotAuthorizedException: Incorrect username or password.';
const SPENT = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';
const BAD_SESSION = 'NotAuthorizedException: Invalid session for the user.';

const prefer = (test: TestSandbox, username: string, PREFERRED_CHALLENGE: string, more: JsonObject = {}) =>
  begin(test, { ...seededUser(test, username), flow: 'USER_AUTH' }, { PREFERRED_CHALLENGE, ...more });

const respondAs = (
  sandbox: TestSandbox,
  username: string,
  name: string,
  asked: Answer,
  responses: JsonObject,
) =>
  respond(sandbox, seededUser(sandbox, username), name, asked.body['Session'], {
    USERNAME: username,
    ...responses,
  });

/** Starts without a preference and answers. */
const choose =
  (username: string, name: string, responses: JsonObject) =>
  async (sandbox: TestSandbox): Promise<Answer> => {
    const asked = await prefer(sandbox, username, '');
    return respondAs(sandbox, username, name, asked, responses);
  };

const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;

/** Proves the password to a PASSWORD_VERIFIER reply; `changes` replace the Session. */
function prove(sandbox: TestSandbox, username: string, asked: Answer, session = asked.body['Session']) {
  const user = seededUser(sandbox, username);
  const { ms } = sandbox.clock;
  const claim = srpClient().answer(parametersOf(asked), user.userPoolId, user.password, ms);
  return respond(sandbox, user, 'PASSWORD_VERIFIER', session, claim);
}

describe('AvailableChallenges', () => {
  test.each([
    ['eva', ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP']],
    ['ian', ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP']],
    ['joy', ['EMAIL_OTP']],
    ['kit', ['PASSWORD_SRP', 'PASSWORD']],
    ['liz', ['PASSWORD_SRP', 'PASSWORD']],
    ['yan', ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP']],
  ])('of %s: %s', async (username, expected) => {
    const { body } = await prefer(testSandbox(), username, '');
    expect(body).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE', ChallengeParameters: {} });
    expect(body['AvailableChallenges']).toEqual(expected);
  });

  test('a preference that cannot be used leads to the choice', async () => {
    for (const preferred of ['WEB_AUTHN', 'SMS_OTP', 'SOMETHING']) {
      const { body } = await prefer(testSandbox(), 'ian', preferred);
      expect(body['ChallengeName']).toBe('SELECT_CHALLENGE');
    }
    expect((await prefer(testSandbox(), 'kit', 'EMAIL_OTP')).body['ChallengeName']).toBe('SELECT_CHALLENGE');
  });
});

describe('a preferred challenge', () => {
  test('EMAIL_OTP is served with its choices; eight digits from the inbox sign in', async () => {
    const sandbox = testSandbox();
    const asked = await prefer(sandbox, 'joy', 'EMAIL_OTP');
    expect(asked.body).toMatchObject({ ChallengeName: 'EMAIL_OTP', AvailableChallenges: ['EMAIL_OTP'] });
    expect(parametersOf(asked)).toEqual({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
      CODE_DELIVERY_DESTINATION: 'j***@e***',
      USER_ID_FOR_SRP: 'joy',
    });
    expect(newestCode(sandbox)).toMatch(/^\d{8}$/);
    const send = (EMAIL_OTP_CODE: string) =>
      respondAs(sandbox, 'joy', 'EMAIL_OTP', asked, { EMAIL_OTP_CODE });
    // Measured: six wrong codes neither lock nor use the Session up.
    for (let tries = 0; tries < 6; tries += 1) expect((await send('00000000x')).error).toBe(BAD_CODE);
    expect((await send(newestCode(sandbox))).body).toHaveProperty('AuthenticationResult');
    expect((await send(newestCode(sandbox))).error).toBe(SPENT);
  });

  test('SMS_OTP goes to the phone', async () => {
    const sandbox = testSandbox();
    const asked = await prefer(sandbox, 'gil', 'SMS_OTP');
    expect(parametersOf(asked)).toMatchObject({ CODE_DELIVERY_DESTINATION: '+*******0345' });
    const SMS_OTP_CODE = newestCode(sandbox);
    const done = await respondAs(sandbox, 'gil', 'SMS_OTP', asked, { SMS_OTP_CODE });
    expect(done.body).toHaveProperty('AuthenticationResult');
  });

  test('PASSWORD signs in, or leads to the second factor', async () => {
    const { password } = seededUser(testSandbox(), 'ian');
    const ian = await prefer(testSandbox(), 'ian', 'PASSWORD', { PASSWORD: password });
    expect(ian.body).toHaveProperty('AuthenticationResult');
    expect(ian.body).not.toHaveProperty('AvailableChallenges');
    const kit = await prefer(testSandbox(), 'kit', 'PASSWORD', { PASSWORD: password });
    expect(kit.body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('PASSWORD_SRP comes with a Session, and the proof needs it', async () => {
    const sandbox = testSandbox();
    const ask = () => prefer(sandbox, 'ian', 'PASSWORD_SRP', { SRP_A: srpClient().srpA });
    const asked = await ask();
    expect(asked.body).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER' });
    expect(asked.body['Session']).toBeTypeOf('string');
    expect((await prove(sandbox, 'ian', asked)).body).toHaveProperty('AuthenticationResult');
    const bare = await ask();
    const user = seededUser(sandbox, 'ian');
    const claim = srpClient().answer(parametersOf(bare), user.userPoolId, user.password, sandbox.clock.ms);
    expect((await respond(sandbox, user, 'PASSWORD_VERIFIER', undefined, claim)).error).toBe(INCORRECT);
    const [one, two] = [await ask(), await ask()];
    expect((await prove(sandbox, 'ian', one, two.body['Session'])).error).toBe(INCORRECT);
  });
});

describe('the three ways to choose', () => {
  const { password } = seededUser(testSandbox(), 'ian');
  const { srpA } = srpClient();

  test.each<[string, string, JsonObject, string]>([
    ['ANSWER alone', 'SELECT_CHALLENGE', { ANSWER: 'EMAIL_OTP' }, 'EMAIL_OTP'],
    ['ANSWER and a password', 'SELECT_CHALLENGE', { ANSWER: 'PASSWORD', PASSWORD: password }, 'TOKENS'],
    ['ANSWER and SRP_A', 'SELECT_CHALLENGE', { ANSWER: 'PASSWORD_SRP', SRP_A: srpA }, 'PASSWORD_VERIFIER'],
    ['the name PASSWORD', 'PASSWORD', { PASSWORD: password }, 'TOKENS'],
    ['the name PASSWORD_SRP', 'PASSWORD_SRP', { SRP_A: srpA }, 'PASSWORD_VERIFIER'],
  ])('%s', async (_what, name, responses, next) => {
    const { body } = await choose('ian', name, responses)(testSandbox());
    expect(body['ChallengeName'] ?? 'TOKENS').toBe(next);
    expect('AuthenticationResult' in body).toBe(next === 'TOKENS');
  });

  test('a wrong password leaves the choice open, a right one ends it', async () => {
    const sandbox = testSandbox();
    const asked = await prefer(sandbox, 'ian', '');
    const send = (PASSWORD: string) => respondAs(sandbox, 'ian', 'PASSWORD', asked, { PASSWORD });
    expect((await send('wrong')).error).toBe(INCORRECT);
    expect((await send(password)).body).toHaveProperty('AuthenticationResult');
    expect((await send(password)).error).toBe(SPENT);
  });
});

describe('a name that nobody has', () => {
  test('is asked for a code that was never sent, with the same address each time', async () => {
    const sandbox = testSandbox();
    const asked = await prefer(sandbox, 'yan', 'EMAIL_OTP');
    const again = await prefer(sandbox, 'yan', 'EMAIL_OTP', { USERNAME: 'YAN' });
    expect(parametersOf(asked)['CODE_DELIVERY_DESTINATION']).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
    expect(parametersOf(again)).toEqual(parametersOf(asked));
    expect(String(asked.body['Session']).length).toBeGreaterThan(1_500);
    expect(sandbox.sandbox.inbox()).toEqual([]);
    const USERNAME = String(parametersOf(asked)['USER_ID_FOR_SRP']);
    for (const name of ['yan', USERNAME]) {
      const responses = { USERNAME: name, EMAIL_OTP_CODE: '00000000' };
      expect((await respondAs(sandbox, 'yan', 'EMAIL_OTP', asked, responses)).error).toBe(BAD_CODE);
    }
    const other = { USERNAME: 'zed', EMAIL_OTP_CODE: '00000000' };
    expect((await respondAs(sandbox, 'yan', 'EMAIL_OTP', asked, other)).error).toBe(BAD_SESSION);
  });

  test('its SRP proof fails like a wrong one, and its password locks like another', async () => {
    const sandbox = testSandbox();
    const asked = await prefer(sandbox, 'yan', 'PASSWORD_SRP', { SRP_A: srpClient().srpA });
    expect((await prove(sandbox, 'yan', asked)).error).toBe(INCORRECT);
    const again = () => prefer(sandbox, 'yan', 'PASSWORD', { PASSWORD: 'x' });
    for (let tries = 0; tries < 4; tries += 1) expect((await again()).error).toBe(INCORRECT);
    expect((await again()).error).toBe('NotAuthorizedException: Password attempts exceeded');
  });
});

test('no password is right for a user without one', async () => {
  const sandbox = testSandbox();
  const joy = seededUser(sandbox, 'joy');
  const asked = await begin(sandbox, { ...joy, flow: 'USER_SRP_AUTH' });
  expect((await prove(sandbox, 'joy', asked)).error).toBe(INCORRECT);
  expect((await beginByPassword(sandbox, joy, { PASSWORD: 'undefined' })).error).toBe(INCORRECT);
});

describe('email as second factor', () => {
  test.each(['EMAIL_OTP', 'EMAIL_MFA'])(
    'is chosen as %s, six digits, and wrong codes lock',
    async (ANSWER) => {
      const sandbox = testSandbox();
      const asked = await beginByPassword(sandbox, seededUser(sandbox, 'mel'));
      expect(parametersOf(asked)['MFAS_CAN_CHOOSE']).toBe('["SMS_MFA","EMAIL_OTP"]');
      const code = await respondAs(sandbox, 'mel', 'SELECT_MFA_TYPE', asked, { ANSWER });
      expect(code.body['ChallengeName']).toBe('EMAIL_OTP');
      expect(newestCode(sandbox)).toMatch(/^\d{6}$/);
      const send = (EMAIL_OTP_CODE: string) =>
        respondAs(sandbox, 'mel', 'EMAIL_OTP', code, { EMAIL_OTP_CODE });
      for (let tries = 0; tries < 5; tries += 1) expect((await send('x')).error).toBe(BAD_CODE);
      expect((await send(newestCode(sandbox))).error).toContain('exceeded');
      sandbox.clock.ms += 2_000;
      expect((await send(newestCode(sandbox))).body).toHaveProperty('AuthenticationResult');
    },
  );

  test('is preferred through SetUserMFAPreference', async () => {
    const sandbox = testSandbox();
    const { password } = seededUser(sandbox, 'ian');
    const { body } = await prefer(sandbox, 'ian', 'PASSWORD', { PASSWORD: password });
    const { AccessToken = '' } = body['AuthenticationResult'] as JsonObject;
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
    expect((await sandbox.call('SetUserMFAPreference', { AccessToken, EmailMfaSettings })).error).toBe('');
    expect((await sandbox.call('GetUser', { AccessToken })).body).toMatchObject({
      PreferredMfaSetting: 'EMAIL_OTP',
      UserMFASettingList: ['EMAIL_OTP'],
    });
    expect((await beginByPassword(sandbox, seededUser(sandbox, 'ian'))).body['ChallengeName']).toBe(
      'EMAIL_OTP',
    );
  });
});

const rows: readonly Row[] = [
  [
    'no USERNAME',
    'InvalidParameterException: Missing required parameter USERNAME',
    initiate('USER_AUTH', {}, 'eva'),
  ],
  ['a name of 129 letters', INCORRECT, initiate('USER_AUTH', { USERNAME: 'x'.repeat(129) }, 'eva')],
  [
    'a client that does not allow it',
    'InvalidParameterException: USER_AUTH is not enabled for the client.',
    initiate('USER_AUTH', { USERNAME: 'bob' }),
  ],
  [
    'a device nobody has',
    'ResourceNotFoundException: Device does not exist.',
    initiate('USER_AUTH', { USERNAME: 'eva', DEVICE_KEY: 'eu-west-1_0a' }, 'eva'),
  ],
  [
    'a preferred password that is missing',
    'InvalidParameterException: Missing required parameter PASSWORD',
    (test) => prefer(test, 'eva', 'PASSWORD'),
  ],
  [
    'a preferred password that is wrong',
    INCORRECT,
    (test) => prefer(test, 'eva', 'PASSWORD', { PASSWORD: 'x' }),
  ],
  [
    'a preferred SRP without SRP_A',
    'InvalidParameterException: Missing required parameter SRP_A',
    (test) => prefer(test, 'eva', 'PASSWORD_SRP'),
  ],
  [
    'no ANSWER',
    'InvalidParameterException: Missing required parameter ANSWER',
    choose('eva', 'SELECT_CHALLENGE', {}),
  ],
  [
    'an ANSWER that is not available',
    'InvalidParameterException: Invalid challenge: the choices are EMAIL_OTP.',
    choose('joy', 'SELECT_CHALLENGE', { ANSWER: 'PASSWORD', PASSWORD: 'x' }),
  ],
  [
    'a name that is not available',
    'InvalidParameterException: Invalid challenge: the choices are PASSWORD_SRP, PASSWORD.',
    choose('kit', 'WEB_AUTHN', { CREDENTIAL: '{}' }),
  ],
  ['an OTP before it was chosen', BAD_SESSION, choose('eva', 'EMAIL_OTP', { EMAIL_OTP_CODE: '12345678' })],
  [
    'a choice without Session',
    'InvalidParameterException: Missing required parameter Session',
    async (test) =>
      respond(test, seededUser(test, 'eva'), 'PASSWORD', undefined, { USERNAME: 'eva', PASSWORD: 'x' }),
  ],
  [
    'a choice by another user',
    BAD_SESSION,
    choose('eva', 'SELECT_CHALLENGE', { USERNAME: 'gil', ANSWER: 'SMS_OTP' }),
  ],
  [
    'a code that came too late',
    'NotAuthorizedException: Invalid session for the user, session is expired.',
    async (test) => {
      const asked = await prefer(test, 'eva', 'EMAIL_OTP');
      test.clock.ms += 180_000;
      return respondAs(test, 'eva', 'EMAIL_OTP', asked, { EMAIL_OTP_CODE: newestCode(test) });
    },
  ],
];

test.each(rows)('%s: %s', async (_what, error, run) => {
  expect((await run(testSandbox())).error).toBe(error);
});

test('only the clients of the choice and passkey pools allow USER_AUTH', () => {
  const clients = testSandbox()
    .sandbox.info()
    .pools.flatMap((pool) => pool.clients);
  const allowing = clients.filter(({ explicitAuthFlows }) => explicitAuthFlows.includes('ALLOW_USER_AUTH'));
  expect(allowing.map(({ clientId }) => clientId)).toEqual([
    choiceOfFactors.Clients?.[0]?.ClientId,
    passkeys.Clients?.[0]?.ClientId,
  ]);
});
