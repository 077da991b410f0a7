import type { JsonObject } from '../../json.ts';
import { operationNames } from '../model/service-model.ts';
import { readRules } from '../faults/read-rules.ts';
import { customChallenges } from '../seed/built-in/custom-challenges.ts';
import { answerSms, initiate, password, type Row } from '../testing-rows.ts';
import { srpClient, type TestSandbox } from '../testing.ts';
import { beginByPassword, respond, seededUser, totpNow } from '../testing-walk.ts';
import { sandboxOf, start, type OnePool } from './one-pool.ts';
import { guarded, inPool, tokensOf } from './provoke.ts';

const { DefineAuthChallenge = '', VerifyAuthChallengeResponse = '' } = customChallenges.Triggers ?? {};
const custom = (triggers: Record<string, string>) => () =>
  start(sandboxOf({ pool: { Triggers: triggers }, users: [{ Username: 'una' }] }), 'CUSTOM_AUTH', {
    USERNAME: 'una',
  });

const without = (flow: string, parameters: JsonObject) => () => {
  const given: OnePool = {
    client: { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] },
    users: [{ Username: 'una' }],
  };
  return start(sandboxOf(given), flow, { USERNAME: 'una', ...parameters });
};

const byRule = (line: string) => async (test: TestSandbox) => {
  test.sandbox.faults.replace(readRules([line], operationNames).value ?? []);
  return password('bob')(test);
};

const TIMEOUT =
  'PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.';

/** Protocol reference 4.3, the messages about what was asked for, and of triggers and quotas. */
export const requestRows: readonly Row[] = [
  [
    'User pool client CLIENTID does not exist.',
    'ResourceNotFoundException: User pool client nope does not exist.',
    async (test) => test.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', ClientId: 'nope' }),
  ],
  [
    'Device does not exist.',
    'ResourceNotFoundException: Device does not exist.',
    password('bob', { DEVICE_KEY: 'eu-west-1_0a' }),
  ],
  [
    'Initiate Auth method not supported.',
    'InvalidParameterException: Initiate Auth method not supported.',
    initiate('ADMIN_USER_PASSWORD_AUTH', {}),
  ],
  [
    'USER_PASSWORD_AUTH flow not enabled for this client',
    'InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client',
    without('USER_PASSWORD_AUTH', { PASSWORD: 'x' }),
  ],
  [
    'USER_SRP_AUTH is not enabled for the client.',
    'InvalidParameterException: USER_SRP_AUTH is not enabled for the client.',
    without('USER_SRP_AUTH', { SRP_A: srpClient().srpA }),
  ],
  [
    'Auth flow not enabled for this client',
    'InvalidParameterException: Auth flow not enabled for this client',
    initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }, 'ray'),
  ],
  ...(['USERNAME', 'SRP_A'] as const).map((name): Row => [
    'Missing required parameter X',
    `InvalidParameterException: Missing required parameter ${name}`,
    initiate('USER_SRP_AUTH', name === 'SRP_A' ? { USERNAME: 'bob' } : { SRP_A: 'ff' }),
  ]),
  ...['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'NEW_PASSWORD_REQUIRED', 'CUSTOM_CHALLENGE'].map(
    (challenge): Row => [
      'Missing required parameter X',
      'InvalidParameterException: Missing required parameter Session',
      async (test) => respond(test, seededUser(test, 'cy'), challenge, undefined, { USERNAME: 'cy' }),
    ],
  ),
  [
    'Missing required parameter X',
    'InvalidParameterException: Missing required parameter SMS_MFA_CODE',
    answerSms({}),
  ],
  [
    'Custom auth lambda trigger is not configured for the user pool.',
    'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.',
    custom({}),
  ],
  [
    'N validation error(s) detected',
    "InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
    async (test) => respond(test, seededUser(test, 'cy'), 'SMS_MFA', 'short', { USERNAME: 'cy' }),
  ],
  [
    'N validation error(s) detected',
    "InvalidParameterException: 2 validation errors detected: Value null at 'authFlow' failed to satisfy constraint: Member must not be null; Value at 'clientId' failed to satisfy constraint: Member must not be null",
    async (test) => test.call('InitiateAuth', {}),
  ],
  [
    'Unrecognizable lambda output',
    'InvalidLambdaResponseException: Unrecognizable lambda output',
    inPool(guarded('return 1;')),
  ],
  [
    'TRIGGER failed with error TEXT.',
    'UserLambdaValidationException: PreAuthentication failed with error not today.',
    inPool(guarded("throw new Error('not today');")),
  ],
  [
    'TRIGGER failed with error TEXT.',
    'UserLambdaValidationException: DefineAuthChallenge failed with error Wes is not welcome.',
    async (test) =>
      test.call('InitiateAuth', {
        AuthFlow: 'CUSTOM_AUTH',
        ClientId: seededUser(test, 'wes').clientId,
        AuthParameters: { USERNAME: 'wes' },
      }),
  ],
  [
    'TRIGGER invocation failed due to error Socket timeout while invoking Lambda function.',
    `UnexpectedLambdaException: ${TIMEOUT}`,
    inPool(guarded('for (;;) {}'), {}, { triggerMilliseconds: 50 }),
  ],
  // The permission to invoke is IAM's: only a fault rule stands in for it.
  [
    'TRIGGER invocation failed due to error AccessDeniedException.',
    'UnexpectedLambdaException: PreAuthentication invocation failed due to error AccessDeniedException.',
    byRule(
      'InitiateAuth -> UnexpectedLambdaException "PreAuthentication invocation failed due to error AccessDeniedException."',
    ),
  ],
  [
    'null invocation failed due to configuration.',
    'UnexpectedLambdaException: null invocation failed due to configuration.',
    custom({ VerifyAuthChallengeResponse }),
  ],
  [
    'null failed with error Generate callenges lambda cannot be called.',
    'UserLambdaValidationException: null failed with error Generate callenges lambda cannot be called.',
    custom({ DefineAuthChallenge }),
  ],
  [
    'Software Token MFA has not been enabled by the userPool',
    'SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool',
    async (test) => {
      const { AccessToken = '' } = await tokensOf(test, 'nia@example.com');
      return test.call('AssociateSoftwareToken', { AccessToken });
    },
  ],
  [
    'Code mismatch',
    'EnableSoftwareTokenMFAException: Code mismatch',
    async (test) => {
      const { body } = await beginByPassword(test, seededUser(test, 'gus'));
      const { body: secret } = await test.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' });
      const UserCode = totpNow(test, String(secret['SecretCode']), 9);
      return test.call('VerifySoftwareToken', { Session: secret['Session'] ?? '', UserCode });
    },
  ],
  [
    'Too many requests',
    'TooManyRequestsException: Too many requests',
    async (test) => {
      await byRule('InitiateAuth -> throttle 1/s')(test);
      return password('bob')(test);
    },
  ],
  [
    'Request not allowed due to WAF block.',
    'ForbiddenException: Request not allowed due to WAF block.',
    byRule('InitiateAuth -> ForbiddenException'),
  ],
];
