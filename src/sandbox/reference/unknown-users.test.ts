import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { customChallenges } from '../seed/built-in/custom-challenges.ts';
import { signed } from '../testing-rows.ts';
import { srpClient, type Answer, type TestSandbox } from '../testing.ts';
import { answer, byPassword, CLIENT, PASSWORD, POOL, sandboxOf, start } from './one-pool.ts';
import { cells45 } from './rows.ts';

// Protocol reference 4.5: every call in both settings of PreventUserExistenceErrors.

const HIDDEN = 'NotAuthorizedException: Incorrect username or password.';
const TOLD = 'UserNotFoundException: User does not exist.';
const SRP_A = srpClient().srpA;

const poolOf = (PreventUserExistenceErrors: 'LEGACY' | 'ENABLED', aliases = false) =>
  sandboxOf({
    pool: {
      ...(aliases ? { AliasAttributes: ['email'] } : {}),
      Triggers: customChallenges.Triggers ?? {},
      AutoVerifiedAttributes: ['email'],
      EmailMfaConfiguration: {},
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
    },
    client: { PreventUserExistenceErrors },
    users: [
      { Username: 'una' },
      { Username: 'uma', UserStatus: 'RESET_REQUIRED' },
      { Username: 'ugo', UserStatus: 'UNCONFIRMED' },
      { Username: 'ulf', Enabled: false },
    ],
  });

const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;
const nobody = (test: TestSandbox, flow: string, more: JsonObject) =>
  start(test, flow, { USERNAME: 'nobody', ...more });

const admin = (test: TestSandbox) =>
  signed(test, 'AdminInitiateAuth', {
    UserPoolId: POOL,
    ClientId: CLIENT,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'nobody', PASSWORD: 'x' },
  });

async function subOfUna(test: TestSandbox): Promise<string> {
  const { body } = await byPassword(test, 'una');
  const { AccessToken = '' } = body['AuthenticationResult'] as Record<string, string>;
  const { UserAttributes } = (await test.call('GetUser', { AccessToken })).body;
  const sub = (UserAttributes as JsonObject[]).find(({ Name }) => Name === 'sub');
  return String(sub?.['Value']);
}

/** Made-up values that stay the same, and a proof that never holds. */
async function srpOfNobody(name: (test: TestSandbox) => Promise<string>): Promise<Answer> {
  const test = poolOf('ENABLED');
  const USERNAME = await name(test);
  const begin = () => start(test, 'USER_SRP_AUTH', { USERNAME, SRP_A });
  const [first, asked] = [await begin(), await begin()];
  expect(asked.body['ChallengeName']).toBe('PASSWORD_VERIFIER');
  const { SALT, USER_ID_FOR_SRP } = parametersOf(asked);
  expect(parametersOf(first)).toMatchObject({ SALT, USER_ID_FOR_SRP });
  const claim = srpClient().answer(parametersOf(asked), POOL, PASSWORD, test.clock.ms);
  return answer(test, 'PASSWORD_VERIFIER', undefined, claim);
}

async function otpOfNobody(): Promise<Answer> {
  const test = poolOf('ENABLED');
  const asked = await nobody(test, 'USER_AUTH', { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  expect(asked.body['ChallengeName']).toBe('EMAIL_OTP');
  expect(parametersOf(asked)['CODE_DELIVERY_DESTINATION']).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
  expect(test.sandbox.inbox()).toEqual([]);
  const code = { USERNAME: 'nobody', EMAIL_OTP_CODE: '12345678' };
  return answer(test, 'EMAIL_OTP', asked.body['Session'], code);
}

async function customOfNobody(): Promise<Answer> {
  const test = poolOf('ENABLED');
  const asked = await nobody(test, 'CUSTOM_AUTH', {});
  expect(asked.body['ChallengeName']).toBe('CUSTOM_CHALLENGE');
  // The words are right, and the trigger says so: there is nobody to give tokens for all the same.
  const right = { USERNAME: 'nobody', ANSWER: 'open sesame' };
  return answer(test, 'CUSTOM_CHALLENGE', asked.body['Session'], right);
}

const ask = (test: TestSandbox, operation: string, Username: string, more: JsonObject = {}) =>
  test.call(operation, { ClientId: CLIENT, Username, ...more });
const NO_ACCOUNT = 'UserNotFoundException: Username/client id combination not found.';
const TAKEN = 'UsernameExistsException: User already exists';

/** A delivery that looks like any other, the same at every asking, and nothing sent. */
async function deliveryOfNobody(operation: string): Promise<Answer> {
  const test = poolOf('ENABLED');
  const [first, again] = [await ask(test, operation, 'nobody'), await ask(test, operation, 'nobody')];
  expect(again.body).toEqual(first.body);
  expect(again.body['CodeDeliveryDetails']).toEqual({
    Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
    DeliveryMedium: 'EMAIL',
    AttributeName: 'email',
  });
  expect(test.sandbox.inbox()).toEqual([]);
  return again;
}

const recover = (test: TestSandbox) =>
  ask(test, 'ConfirmForgotPassword', 'nobody', { ConfirmationCode: '123456', Password: PASSWORD });

/** As for somebody: expired before a code was asked for, wrong afterwards. */
async function recoveryOfNobody(): Promise<Answer> {
  const test = poolOf('ENABLED');
  expect((await recover(test)).error).toMatch(/^ExpiredCodeException/);
  await ask(test, 'ForgotPassword', 'nobody');
  return recover(test);
}

const both = (
  call: string,
  run: (test: TestSandbox) => Promise<Answer>,
  legacy: string,
  enabled: string,
): [string, [string, () => Promise<Answer>]][] => [
  [`${call}: LEGACY`, [legacy, () => run(poolOf('LEGACY'))]],
  [`${call}: ENABLED`, [enabled, () => run(poolOf('ENABLED'))]],
];

const cells: Readonly<Record<string, readonly [error: string, run: () => Promise<Answer>]>> =
  Object.fromEntries([
    ...both('USER_PASSWORD_AUTH', (test) => byPassword(test, 'nobody'), TOLD, HIDDEN),
    ...both('ADMIN_USER_PASSWORD_AUTH', admin, TOLD, HIDDEN),
    ['USER_SRP_AUTH: LEGACY', [TOLD, () => nobody(poolOf('LEGACY'), 'USER_SRP_AUTH', { SRP_A })]],
    ['USER_SRP_AUTH: ENABLED', [HIDDEN, () => srpOfNobody(() => Promise.resolve('nobody'))]],
    [
      'USER_SRP_AUTH with the sub: LEGACY',
      [
        TOLD,
        async () => {
          const test = poolOf('LEGACY');
          return start(test, 'USER_SRP_AUTH', { USERNAME: await subOfUna(test), SRP_A });
        },
      ],
    ],
    ['USER_SRP_AUTH with the sub: ENABLED', [HIDDEN, () => srpOfNobody(subOfUna)]],
    ['CUSTOM_AUTH: LEGACY', [TOLD, () => nobody(poolOf('LEGACY'), 'CUSTOM_AUTH', {})]],
    ['CUSTOM_AUTH: ENABLED', [HIDDEN, customOfNobody]],
    [
      'USER_AUTH with OTP: LEGACY',
      [TOLD, () => nobody(poolOf('LEGACY'), 'USER_AUTH', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })],
    ],
    [
      'USER_AUTH with OTP: ENABLED',
      ['CodeMismatchException: Invalid code or auth state for the user.', otpOfNobody],
    ],
    ...both(
      'Reset users',
      (test) => byPassword(test, 'uma'),
      'PasswordResetRequiredException: Password reset required for the user',
      HIDDEN,
    ),
    ['ForgotPassword: LEGACY', [NO_ACCOUNT, () => ask(poolOf('LEGACY'), 'ForgotPassword', 'nobody')]],
    ['ForgotPassword: ENABLED', ['', () => deliveryOfNobody('ForgotPassword')]],
    ['ConfirmForgotPassword: LEGACY', [NO_ACCOUNT, () => recover(poolOf('LEGACY'))]],
    [
      'ConfirmForgotPassword: ENABLED',
      ['CodeMismatchException: Invalid verification code provided, please try again.', recoveryOfNobody],
    ],
    [
      'ResendConfirmationCode: LEGACY',
      [NO_ACCOUNT, () => ask(poolOf('LEGACY'), 'ResendConfirmationCode', 'nobody')],
    ],
    ['ResendConfirmationCode: ENABLED', ['', () => deliveryOfNobody('ResendConfirmationCode')]],
    ...both(
      'SignUp of an existing name',
      (test) => ask(test, 'SignUp', 'una', { Password: PASSWORD }),
      TAKEN,
      TAKEN,
    ),
    ...both(
      'UserNotConfirmedException',
      (test) => byPassword(test, 'ugo', { PASSWORD: 'x' }),
      'UserNotConfirmedException: User is not confirmed.',
      'UserNotConfirmedException: User is not confirmed.',
    ),
    ...both(
      'User is disabled.',
      (test) => byPassword(test, 'ulf'),
      'NotAuthorizedException: User is disabled.',
      'NotAuthorizedException: User is disabled.',
    ),
  ]) as Record<string, [string, () => Promise<Answer>]>;

test('every cell of 4.5 has a row', () => {
  expect(Object.keys(cells).sort()).toEqual([...cells45].sort());
});

test.each(Object.entries(cells))('%s', async (_, [error, run]) => {
  expect((await run()).error).toBe(error);
});

test('in a pool of aliases the simulated USER_ID_FOR_SRP is a UUID, for any case of the name', async () => {
  const sandbox = poolOf('ENABLED', true);
  const ask = async (USERNAME: string) =>
    parametersOf(await start(sandbox, 'USER_SRP_AUTH', { USERNAME, SRP_A }));
  const lower = await ask('nobody@example.com');
  expect(lower['USER_ID_FOR_SRP']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  expect((await ask('NOBODY@example.com'))['USER_ID_FOR_SRP']).toBe(lower['USER_ID_FOR_SRP']);
});
