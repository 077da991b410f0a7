/**
 * Every exception the API declares, with the message an injected one carries when its rule gives none. Texts that
 * protocol reference 4.3 and 6 saw on the wire come first; nobody published one of the others, so they say in
 * Cognito's manner what the service model means by them.
 */
export const exceptionMessages: Readonly<Record<string, string>> = {
  AliasExistsException: 'An account with the email already exists.',
  CodeMismatchException: 'Invalid code or auth state for the user.',
  EnableSoftwareTokenMFAException: 'Code mismatch',
  ExpiredCodeException: 'Invalid code provided, please request a code again.',
  ForbiddenException: 'Request not allowed due to WAF block.',
  InvalidLambdaResponseException: 'Unrecognizable lambda output',
  InvalidParameterException: 'Missing required parameter USERNAME',
  InvalidPasswordException: 'Password does not conform with policy: Password not long enough',
  LimitExceededException: 'Attempt limit exceeded, please try after some time.',
  NotAuthorizedException: 'Incorrect username or password.',
  PasswordResetRequiredException: 'Password reset required for the user',
  ResourceNotFoundException: 'Device does not exist.',
  SoftwareTokenMFANotFoundException: 'Software Token MFA has not been enabled by the userPool',
  TooManyRequestsException: 'Too many requests',
  UnexpectedLambdaException:
    'PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.',
  UserLambdaValidationException: 'PreAuthentication failed with error Sign-in refused.',
  UserNotConfirmedException: 'User is not confirmed.',
  UserNotFoundException: 'User does not exist.',
  UsernameExistsException: 'User already exists',

  AccessDeniedException: 'User is not authorized to perform this operation.',
  CodeDeliveryFailureException: 'The verification code could not be delivered.',
  ConcurrentModificationException: 'The resource is being modified by another request.',
  DeviceKeyExistsException: 'Device key already exists.',
  DuplicateProviderException: 'A provider with this name already exists.',
  FeatureUnavailableInTierException: 'The feature is not available in the current feature plan.',
  GroupExistsException: 'A group with the name already exists.',
  InternalErrorException: 'Internal server error.',
  InternalServerException: 'Internal server error.',
  InvalidEmailRoleAccessPolicyException: 'Not allowed to use your email identity.',
  InvalidOAuthFlowException: 'The OAuth flow is not valid.',
  InvalidSmsRoleAccessPolicyException: 'Role does not have permission to publish with SNS.',
  InvalidSmsRoleTrustRelationshipException:
    'Role does not have a trust relationship allowing Cognito to assume the role.',
  InvalidUserPoolConfigurationException: 'The user pool configuration is not valid.',
  MFAMethodNotFoundException: 'No MFA method found for the user.',
  ManagedLoginBrandingExistsException: 'The app client already has a managed login style.',
  OperationNotEnabledException: 'The operation is not enabled in this Region.',
  PasswordHistoryPolicyViolationException: 'Password has previously been used.',
  PreconditionNotMetException: 'A precondition was not met.',
  RefreshTokenReuseException: 'Refresh token has already been used.',
  ScopeDoesNotExistException: 'The scope does not exist.',
  ServiceQuotaExceededException: 'The request exceeds the service quota.',
  TermsExistsException: 'Terms documents with the name already exist.',
  TierChangeNotAllowedException: 'The change of the feature plan is not allowed.',
  TooManyFailedAttemptsException: 'Too many failed attempts.',
  UnauthorizedException: 'Unauthorized.',
  UnsupportedIdentityProviderException: 'The identity provider is not supported.',
  UnsupportedOperationException: 'The operation is not enabled for this client.',
  UnsupportedTokenTypeException: 'Only refresh tokens can be revoked.',
  UnsupportedUserStateException: 'The user is in an unsupported state.',
  UserImportInProgressException: 'A user import is in progress.',
  UserPoolAddOnNotEnabledException: 'User pool add-ons are not enabled.',
  UserPoolTaggingException: 'The tag could not be set.',
  WebAuthnChallengeNotFoundException: 'The passkey challenge was not found or has expired.',
  WebAuthnClientMismatchException: 'The access token was issued to another client than the one that started.',
  WebAuthnConfigurationMissingException: 'The user pool has no relying party id and no domain.',
  WebAuthnCredentialNotSupportedException:
    'The passkey comes from a device or provider that is not supported.',
  WebAuthnNotEnabledException: 'Passkeys are not enabled for the user pool.',
  WebAuthnOriginNotAllowedException: 'The origin of the passkey is not allowed by the relying party id.',
  WebAuthnRelyingPartyMismatchException: 'The passkey belongs to another relying party id.',
};

/** The text of an injected exception whose rule has none. A made-up one gets a sentence that says where it comes from. */
export function defaultMessage(exception: string): string {
  const name = exception.slice(exception.lastIndexOf('#') + 1);
  return (
    (Object.hasOwn(exceptionMessages, name) ? exceptionMessages[name] : undefined) ??
    `${name} by a fault rule.`
  );
}
