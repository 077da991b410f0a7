import { describe, expect, test } from 'vitest';
import { catalogue } from '../../errors/catalogue.ts';
import { exceptionMessages } from '../faults/exceptions.ts';
import { readRules } from '../faults/read-rules.ts';
import { modelledOperation, operationNames } from '../model/service-model.ts';
import type { StatusProfile } from '../status-profiles.ts';
import { testSandbox } from '../testing.ts';
import { accountExceptions } from './provoke-account.ts';
import { deviceExceptions } from './provoke-devices.ts';
import { signInExceptions, surroundingExceptions } from './provoke-sign-in.ts';
import { seeded, type Provoke } from './provoke.ts';

/** Raised in front of Cognito. */
const frontDoor: Readonly<Record<string, Provoke>> = {
  MissingAuthenticationTokenException: seeded((sandbox) => sandbox.call('ListUserPools', { MaxResults: 1 })),
  SerializationException: seeded((sandbox) => sandbox.call('InitiateAuth', { AuthParameters: [] })),
  UnknownOperationException: seeded((sandbox) => sandbox.call('Nothing', {})),
};

const reached: Readonly<Record<string, Provoke>> = {
  ...Object.fromEntries(Object.entries(signInExceptions).map(([name, [, run]]) => [name, run])),
  ...surroundingExceptions,
  ...deviceExceptions,
  ...accountExceptions,
  ...frontDoor,
};

const IAM = 'The policies of a role or identity live in IAM, which the sandbox has no part of.';
const SIGNATURE = 'Signatures are not verified: any credentials will do.';
const FOREIGN = 'Its operations are none of a sign-in’s, and the sandbox does not have them.';

/** Why no request to the sandbox gets these, but for a fault rule. */
const unreached: Readonly<Record<string, string>> = {
  AccessDeniedException: IAM,
  ConcurrentModificationException: 'The sandbox changes a user in one go, so that two changes never meet.',
  DuplicateProviderException: FOREIGN,
  ExpiredTokenException: SIGNATURE,
  ForbiddenException: 'It is a web ACL that refuses, and the sandbox has none before it.',
  InternalErrorException: 'A failure of the service itself: that would be a mistake in the sandbox.',
  InternalServerException: 'A failure of the service itself: that would be a mistake in the sandbox.',
  InvalidSignatureException: SIGNATURE,
  InvalidSmsRoleAccessPolicyException: IAM,
  ManagedLoginBrandingExistsException: FOREIGN,
  PreconditionNotMetException: FOREIGN,
  ScopeDoesNotExistException: 'Scopes belong to resource servers, which the sandbox does not have.',
  ServiceQuotaExceededException: FOREIGN,
  TermsExistsException: FOREIGN,
  ThrottlingException: 'Quotas are an account’s and a Region’s: a throttle rule sets one.',
  TooManyRequestsException: 'Quotas are an account’s and a Region’s: a throttle rule sets one.',
  UnrecognizedClientException: SIGNATURE,
  UnsupportedIdentityProviderException: FOREIGN,
  UserImportInProgressException: FOREIGN,
  UserPoolTaggingException: 'Tags are kept as they come: there is no tagging service that could fail.',
};

/** Statuses on the wire, on the documented page and in the SDK's schema, where they are not 400 all three. */
const statuses: Readonly<Record<string, readonly [wire: number, page: number, sdk: number]>> = {
  ResourceNotFoundException: [400, 480, 404],
  InvalidParameterException: [400, 481, 400],
  NotAuthorizedException: [400, 482, 403],
  CodeMismatchException: [400, 483, 400],
  ExpiredCodeException: [400, 484, 400],
  UnexpectedLambdaException: [400, 485, 400],
  UserLambdaValidationException: [400, 486, 400],
  InvalidPasswordException: [400, 487, 400],
  InvalidLambdaResponseException: [400, 488, 400],
  TooManyRequestsException: [400, 489, 429],
  InvalidUserPoolConfigurationException: [400, 490, 400],
  MFAMethodNotFoundException: [400, 491, 400],
  PasswordResetRequiredException: [400, 492, 400],
  UserNotFoundException: [400, 493, 404],
  UserNotConfirmedException: [400, 494, 400],
  InvalidSmsRoleAccessPolicyException: [400, 495, 400],
  InvalidSmsRoleTrustRelationshipException: [400, 496, 400],
  AliasExistsException: [400, 497, 400],
  InternalErrorException: [500, 498, 500],
  SoftwareTokenMFANotFoundException: [400, 499, 400],
  ForbiddenException: [403, 500, 403],
  InternalServerException: [500, 500, 500],
  FeatureUnavailableInTierException: [400, 400, 403],
  TierChangeNotAllowedException: [400, 400, 403],
  UnauthorizedException: [400, 400, 401],
  AccessDeniedException: [400, 400, 403],
};

const known = [...Object.keys(reached), ...Object.keys(unreached)].sort();

test('the rows are the catalogue and the service model, no more and no less', () => {
  const catalogued = catalogue.filter(({ kind }) => kind !== 'own').map(({ code }) => code);
  const modelled = operationNames.flatMap((name) => modelledOperation(name)?.errors ?? []);
  const all = new Set([...catalogued, ...modelled, ...Object.keys(exceptionMessages)]);
  expect(known).toEqual([...all].sort());
});

describe('reached by a request', () => {
  test.each(Object.entries(reached))('%s', async (exception, run) => {
    const answered = await run();
    expect(answered.body['__type']).toBe(exception);
    expect(answered.status).toBe(400);
  });
});

test('what no request reaches says why', () => {
  for (const reason of Object.values(unreached)) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
});

describe('by a fault rule, on an operation that declares it', () => {
  const profiles: readonly StatusProfile[] = ['wire', 'documented', 'sdk'];
  test.each(known)('%s', async (exception) => {
    const declaring = operationNames.find((name) => modelledOperation(name)?.errors.includes(exception));
    const operation = declaring ?? 'InitiateAuth';
    const isFrontDoor = catalogue.some(({ code, kind }) => code === exception && kind === 'front-door');
    expect(declaring !== undefined || isFrontDoor).toBe(true);
    const sandbox = testSandbox();
    sandbox.sandbox.faults.replace(readRules([`${operation} -> ${exception}`], operationNames).value ?? []);
    for (const [at, profile] of profiles.entries()) {
      sandbox.sandbox.changeStatusProfile(profile);
      const answered = await sandbox.call(operation, {});
      expect(answered.body['__type']).toBe(exception);
      expect(answered.status).toBe((statuses[exception] ?? [400, 400, 400])[at]);
      expect(answered.headers['x-amzn-ErrorType']).toBe(`${exception}:`);
    }
  });
});
