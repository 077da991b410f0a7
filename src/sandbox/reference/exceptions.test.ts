import { describe, expect, test } from 'vitest';
import { readRules } from '../faults/read-rules.ts';
import { modelledOperation, operationNames } from '../model/service-model.ts';
import { testSandbox } from '../testing.ts';
import { password } from '../testing-rows.ts';
import { signInExceptions } from './provoke-sign-in.ts';

// Protocol reference 6: the exceptions of the four sign-in operations, with those that declare each.

const OPERATIONS = {
  R: 'RespondToAuthChallenge',
  AR: 'AdminRespondToAuthChallenge',
  I: 'InitiateAuth',
  AI: 'AdminInitiateAuth',
} as const;

const section6: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'R AR I AI',
  InvalidParameterException: 'R AR I AI',
  NotAuthorizedException: 'R AR I AI',
  CodeMismatchException: 'R AR',
  ExpiredCodeException: 'R AR',
  UnexpectedLambdaException: 'R AR I AI',
  UserLambdaValidationException: 'R AR I AI',
  InvalidPasswordException: 'R AR',
  InvalidLambdaResponseException: 'R AR I AI',
  TooManyRequestsException: 'R AR I AI',
  InvalidUserPoolConfigurationException: 'R AR I AI',
  MFAMethodNotFoundException: 'R AR AI',
  PasswordResetRequiredException: 'R AR I AI',
  UserNotFoundException: 'R AR I AI',
  UserNotConfirmedException: 'R AR I AI',
  InvalidSmsRoleAccessPolicyException: 'R AR I AI',
  InvalidSmsRoleTrustRelationshipException: 'R AR I AI',
  AliasExistsException: 'R AR',
  InternalErrorException: 'R AR I AI',
  SoftwareTokenMFANotFoundException: 'R AR',
  ForbiddenException: 'R I',
  InvalidEmailRoleAccessPolicyException: 'R AR I AI',
  OperationNotEnabledException: 'R AR I AI',
  PasswordHistoryPolicyViolationException: 'R AR',
  FeatureUnavailableInTierException: 'I AI',
  UnsupportedOperationException: 'I AI',
};

/** Their row says "simulator switch", or wants a change in AWS: a fault rule is that. */
const switched: Readonly<Record<string, string>> = {
  TooManyRequestsException: 'Too many requests',
  InvalidSmsRoleAccessPolicyException: 'Role does not have permission to publish with SNS.',
  InternalErrorException: 'Internal server error.',
  ForbiddenException: 'Request not allowed due to WAF block.',
  OperationNotEnabledException: 'The operation is not enabled in this Region.',
};

test('every row is provoked one way or the other', () => {
  const provoked = [...Object.keys(signInExceptions), ...Object.keys(switched)];
  expect(provoked.sort()).toEqual(Object.keys(section6).sort());
});

describe('provoked by a request', () => {
  test.each(Object.entries(signInExceptions))('%s', async (_, [error, run]) => {
    expect((await run()).error).toBe(error);
  });
});

describe('provoked by a switch', () => {
  test.each(Object.entries(switched))('%s', async (exception, message) => {
    const sandbox = testSandbox();
    sandbox.sandbox.faults.replace(readRules([`InitiateAuth -> ${exception}`], operationNames).value ?? []);
    expect((await password('bob')(sandbox)).error).toBe(`${exception}: ${message}`);
  });
});

/** In the SDK of 3.1169.0, and newer than the service model here. */
const NEWER = ['FeatureUnavailableInTierException'];

describe('declared as the reference has it', () => {
  test.each(Object.entries(OPERATIONS))('%s', (short, operation) => {
    const declared = [...(modelledOperation(operation)?.errors ?? [])];
    const rows = Object.entries(section6).filter(([, on]) => on.split(' ').includes(short));
    const expected = rows.map(([name]) => name).filter((name) => !NEWER.includes(name));
    expect(declared.sort()).toEqual(expected.sort());
  });
});
