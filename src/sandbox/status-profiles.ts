/**
 * Three sources disagree on the HTTP status of an exception (protocol reference 0.5 and 0.6). Real clients decide on
 * `__type`; a profile lets a tester find the ones that do not.
 */
export const STATUS_PROFILES = ['wire', 'documented', 'sdk'] as const;

export type StatusProfile = (typeof STATUS_PROFILES)[number];

/** Each explained, for those who choose one. */
export const statusProfileGuide: Readonly<Record<StatusProfile, string>> = {
  wire: 'As real pools answer: 400, 403 for the firewall, 500 for failures of the service.',
  documented: 'As the API Reference’s list of errors has it: 480 and up, one number an exception, and 500.',
  sdk: 'As the AWS SDK’s schemas say: 401, 403, 404 and 429 where they name one, else 400.',
};

type Statuses = Readonly<Record<string, number>>;

const ELSE = 400;

/** As seen on the wire. InternalServerException was never seen; the model calls it a server's fault too. */
const wire: Statuses = {
  ForbiddenException: 403,
  InternalErrorException: 500,
  InternalServerException: 500,
};

/** The invented numbers of the documented page, in its order, from 480 on. What it does not list is as on the wire. */
const documented: Statuses = {
  ...wire,
  ...Object.fromEntries(
    [
      'ResourceNotFoundException',
      'InvalidParameterException',
      'NotAuthorizedException',
      'CodeMismatchException',
      'ExpiredCodeException',
      'UnexpectedLambdaException',
      'UserLambdaValidationException',
      'InvalidPasswordException',
      'InvalidLambdaResponseException',
      'TooManyRequestsException',
      'InvalidUserPoolConfigurationException',
      'MFAMethodNotFoundException',
      'PasswordResetRequiredException',
      'UserNotFoundException',
      'UserNotConfirmedException',
      'InvalidSmsRoleAccessPolicyException',
      'InvalidSmsRoleTrustRelationshipException',
      'AliasExistsException',
      'InternalErrorException',
      'SoftwareTokenMFANotFoundException',
      'ForbiddenException',
    ].map((name, index) => [name, 480 + index]),
  ),
};

/** `httpError` of the AWS SDK's schemas; its server faults carry none and count as 500. */
const sdk: Statuses = {
  AccessDeniedException: 403,
  FeatureUnavailableInTierException: 403,
  ForbiddenException: 403,
  InternalErrorException: 500,
  InternalServerException: 500,
  NotAuthorizedException: 403,
  ResourceNotFoundException: 404,
  TierChangeNotAllowedException: 403,
  TooManyRequestsException: 429,
  UnauthorizedException: 401,
  UserNotFoundException: 404,
};

const profiles: Readonly<Record<StatusProfile, Statuses>> = { wire, documented, sdk };

export function statusOf(profile: StatusProfile, exception: string): number {
  return Object.hasOwn(profiles[profile], exception) ? (profiles[profile][exception] ?? ELSE) : ELSE;
}
