import type { JsonObject } from '../../json.ts';
import type { TestSandbox } from '../testing.ts';
import { SECRET_CLIENT, answerSms, initiate, password, verifier, type Row } from '../testing-rows.ts';
import { beginByPassword, newestCode, respond, seededUser, totpNow, walk } from '../testing-walk.ts';
import { tokensOf } from './provoke.ts';

const DAY = 86_400_000;

async function cyAfter(test: TestSandbox, ms: number, times = 1) {
  const cy = seededUser(test, 'cy');
  const { body } = await beginByPassword(test, cy);
  test.clock.ms += ms;
  const right = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(test) };
  for (let sent = 1; sent < times; sent += 1) await respond(test, cy, 'SMS_MFA', body['Session'], right);
  return respond(test, cy, 'SMS_MFA', body['Session'], right);
}

async function refresh(test: TestSandbox, username: string, more: JsonObject = {}, meanwhile = () => {}) {
  const { RefreshToken = '' } = await tokensOf(test, username);
  meanwhile();
  return initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken, ...more }, username)(test);
}

const newPasswordOf = (changes: JsonObject) => async (test: TestSandbox) => {
  const eli = seededUser(test, 'eli');
  const { body } = await beginByPassword(test, eli);
  const given = { USERNAME: 'eli', NEW_PASSWORD: 'Better-horse-2', ...changes };
  return respond(test, eli, 'NEW_PASSWORD_REQUIRED', body['Session'], given);
};

async function annSends(test: TestSandbox, steps: number) {
  const ann = seededUser(test, 'ann');
  const { body } = await beginByPassword(test, ann);
  const SOFTWARE_TOKEN_MFA_CODE = totpNow(test, ann.totpSecret ?? '', steps);
  return respond(test, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], {
    USERNAME: 'ann',
    SOFTWARE_TOKEN_MFA_CODE,
  });
}

const INCORRECT = 'NotAuthorizedException: Incorrect username or password.';

/** Protocol reference 4.3, the messages about who somebody is and what they hold. */
export const credentialRows: readonly Row[] = [
  ['Incorrect username or password.', INCORRECT, password('bob', { PASSWORD: 'x' })],
  ['Incorrect username or password.', INCORRECT, verifier('bob', { PASSWORD_CLAIM_SIGNATURE: 'AAAA' })],
  ['Incorrect username or password.', INCORRECT, password('bob', { USERNAME: 'nobody' })],
  ['Incorrect username or password.', INCORRECT, verifier('zoe', {})],
  [
    'Incorrect username or password.',
    INCORRECT,
    async (test) => {
      const rob = seededUser(test, 'rob');
      const AuthParameters = { USERNAME: 'rob' };
      const { body } = await test.call('InitiateAuth', {
        AuthFlow: 'CUSTOM_AUTH',
        ClientId: rob.clientId,
        AuthParameters,
      });
      const said = { USERNAME: 'rob', ANSWER: 'open sesame' };
      return respond(test, rob, 'CUSTOM_CHALLENGE', body['Session'], said);
    },
  ],
  [
    'Password attempts exceeded',
    'NotAuthorizedException: Password attempts exceeded',
    async (test) => {
      for (let tries = 0; tries < 5; tries += 1) await password('bob', { PASSWORD: 'x' })(test);
      return password('bob')(test);
    },
  ],
  ['User is disabled.', 'NotAuthorizedException: User is disabled.', password('kim')],
  ['User is disabled.', 'NotAuthorizedException: User is disabled.', verifier('kim', {})],
  [
    'Invalid session for the user.',
    'NotAuthorizedException: Invalid session for the user.',
    async (test) =>
      respond(test, seededUser(test, 'cy'), 'SMS_MFA', `AYABe${'x'.repeat(1_500)}`, {
        USERNAME: 'cy',
        SMS_MFA_CODE: '123456',
      }),
  ],
  [
    'Invalid session for the user, session is expired.',
    'NotAuthorizedException: Invalid session for the user, session is expired.',
    (test) => cyAfter(test, 234_000),
  ],
  [
    'Invalid session for the user, session can only be used once.',
    'NotAuthorizedException: Invalid session for the user, session can only be used once.',
    (test) => cyAfter(test, 0, 2),
  ],
  [
    'Unable to verify secret hash for client CLIENTID',
    `NotAuthorizedException: Unable to verify secret hash for client ${SECRET_CLIENT}`,
    password('hal', { SECRET_HASH: 'x' }),
  ],
  [
    'SecretHash does not match for the client: CLIENTID',
    `NotAuthorizedException: SecretHash does not match for the client: ${SECRET_CLIENT}`,
    (test) => refresh(test, 'hal', { SECRET_HASH: 'x' }),
  ],
  [
    'Client CLIENTID is configured with secret but SECRET_HASH was not received',
    `NotAuthorizedException: Client ${SECRET_CLIENT} is configured with secret but SECRET_HASH was not received`,
    password('hal', { SECRET_HASH: null }),
  ],
  [
    'Invalid Refresh Token.',
    'NotAuthorizedException: Invalid Refresh Token.',
    initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }),
  ],
  [
    'Invalid Refresh Token.',
    'NotAuthorizedException: Invalid Refresh Token.',
    async (test) => {
      const { RefreshToken = '' } = await tokensOf(test, 'bob');
      return initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }, 'lea')(test);
    },
  ],
  // No DEVICE_KEY, and the device was never confirmed.
  ['Invalid Refresh Token.', 'NotAuthorizedException: Invalid Refresh Token.', refreshWithoutDevice],
  [
    'Refresh Token has expired',
    'NotAuthorizedException: Refresh Token has expired',
    (test) => refresh(test, 'bob', {}, () => (test.clock.ms += 30 * DAY)),
  ],
  [
    'Refresh Token has been revoked',
    'NotAuthorizedException: Refresh Token has been revoked',
    async (test) => {
      const { RefreshToken = '', AccessToken = '' } = await tokensOf(test, 'bob');
      await test.call('GlobalSignOut', { AccessToken });
      return initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken })(test);
    },
  ],
  [
    'Access Token has been revoked',
    'NotAuthorizedException: Access Token has been revoked',
    async (test) => {
      const { AccessToken = '' } = await tokensOf(test, 'bob');
      await test.call('GlobalSignOut', { AccessToken });
      return test.call('GetUser', { AccessToken });
    },
  ],
  [
    'Access Token has expired',
    'NotAuthorizedException: Access Token has expired',
    async (test) => {
      const { AccessToken = '' } = await tokensOf(test, 'bob');
      test.clock.ms += 3_600_000;
      return test.call('GetUser', { AccessToken });
    },
  ],
  [
    'Invalid Access Token',
    'NotAuthorizedException: Invalid Access Token',
    async (test) => test.call('GetUser', { AccessToken: (await tokensOf(test, 'bob'))['IdToken'] ?? '' }),
  ],
  [
    'Cannot modify an already provided email',
    'NotAuthorizedException: Cannot modify an already provided email',
    newPasswordOf({ 'userAttributes.email': 'other@example.com' }),
  ],
  // The text of its own is unverified, and several reports see the general one alone.
  ['Temporary password has expired', INCORRECT, password('tess')],
  [
    'Invalid code or auth state for the user.',
    'CodeMismatchException: Invalid code or auth state for the user.',
    answerSms({ SMS_MFA_CODE: '12345x' }),
  ],
  [
    'Invalid code received for user',
    'CodeMismatchException: Invalid code received for user',
    (test) => annSends(test, 9),
  ],
  [
    'Your software token has already been used once.',
    'ExpiredCodeException: Your software token has already been used once.',
    async (test) => {
      await annSends(test, 0);
      return annSends(test, 0);
    },
  ],
  [
    'User does not exist.',
    'UserNotFoundException: User does not exist.',
    password('lea', { USERNAME: 'nobody' }),
  ],
  ['User is not confirmed.', 'UserNotConfirmedException: User is not confirmed.', password('jon')],
  [
    'Password reset required for the user',
    'PasswordResetRequiredException: Password reset required for the user',
    password('lea'),
  ],
  [
    'Password does not conform with policy: REASON',
    'InvalidPasswordException: Password does not conform with policy: Password not long enough',
    newPasswordOf({ NEW_PASSWORD: 'a' }),
  ],
  [
    'An account with the email already exists.',
    'AliasExistsException: An account with the email already exists.',
    async (test) => {
      const eli = seededUser(test, 'eli');
      const Username = 'new';
      const { sandbox } = test;
      sandbox.putUser(eli.userPoolId, {
        Username,
        Password: 'Temporary-horse-1',
        UserStatus: 'FORCE_CHANGE_PASSWORD',
        UserAttributes: { name: 'New' },
      });
      const user = { ...eli, username: Username };
      const { body } = await beginByPassword(test, user);
      return respond(test, user, 'NEW_PASSWORD_REQUIRED', body['Session'], {
        USERNAME: Username,
        NEW_PASSWORD: 'Better-horse-2',
        'userAttributes.email': 'bob@example.com',
      });
    },
  ],
];

async function refreshWithoutDevice(test: TestSandbox) {
  const { last } = await walk(test, seededUser(test, 'ada'));
  const { RefreshToken = '' } = last.body['AuthenticationResult'] as JsonObject;
  return initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }, 'ada')(test);
}
