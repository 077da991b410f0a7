/**
 * Said before anything is done: of who asks, of the request, of who is or is not there. Whatever else is said may come
 * after the deed: Cognito adds a user and only then sends their code (CodeDeliveryFailureException,
 * LimitExceededException of SignUp) and asks PostConfirmation and CustomMessage (the Lambda exceptions).
 */
const BEFORE_THE_DEED: ReadonlySet<string> = new Set([
  'AliasExistsException',
  'ExpiredTokenException',
  'ForbiddenException',
  'InvalidParameterException',
  'InvalidPasswordException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'NotAuthorizedException',
  'PasswordHistoryPolicyViolationException',
  'PreconditionNotMetException',
  'ResourceNotFoundException',
  'SerializationException',
  'ThrottlingException',
  'TooManyRequestsException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'UnsupportedUserStateException',
  'UserNotFoundException',
  'UsernameExistsException',
]);

/** Whether a service's refusal says that nothing was done; one that is unknown here does not. */
export function isRefusedOutright(code: string): boolean {
  return BEFORE_THE_DEED.has(code) || code.startsWith('AccessDenied');
}
