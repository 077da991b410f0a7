import { cognitoError } from './entry.ts';

/**
 * What only the operations around a pool declare: users of an administrator, groups, clients, providers, imports. No sign-in
 * meets them; `operations` names every one that declares it.
 */
export const managementErrors = [
  cognitoError({
    code: 'GroupExistsException',
    operations: ['CreateGroup'],
    meaning: 'The pool has a group of this name.',
    causes: ['The group was made before, perhaps by a try whose answer was lost.'],
    tries: ['Use the group that is there: GetGroup shows it, UpdateGroup changes it.', 'Take another name.'],
    provoke: 'CreateGroup twice with the same GroupName.',
  }),
  cognitoError({
    code: 'UnsupportedUserStateException',
    operations: ['AdminCreateUser'],
    meaning: 'The user is in a state in which the invitation can’t be sent again.',
    causes: [
      'MessageAction RESEND was sent for a user who is not in FORCE_CHANGE_PASSWORD: there is no temporary password to send.',
    ],
    tries: [
      'Look at UserStatus with AdminGetUser.',
      'AdminResetUserPassword, or AdminSetUserPassword with Permanent false, for a user who has a password.',
    ],
    provoke: 'AdminCreateUser with MessageAction RESEND for a confirmed user.',
  }),
  cognitoError({
    code: 'PreconditionNotMetException',
    operations: ['AdminCreateUser', 'CreateUserImportJob', 'StartUserImportJob', 'StopUserImportJob'],
    meaning: 'Something that has to be so before this call is not so.',
    causes: [
      'The import job has no CSV file yet, or its header is not the pool’s.',
      'The job is not in the state that the call needs: it was started, stopped or has expired.',
    ],
    tries: [
      'DescribeUserImportJob tells its Status and CompletionMessage.',
      'Upload the CSV to PreSignedUrl, with the columns of GetCSVHeader, and start it then.',
    ],
    provoke: 'StartUserImportJob before the CSV file is uploaded.',
  }),
  cognitoError({
    code: 'UserImportInProgressException',
    operations: ['AddCustomAttributes', 'DeleteUserPool', 'UpdateUserPool'],
    meaning: 'Users are being imported into the pool: until that is over it can’t be changed so.',
    causes: ['An import job of the pool is Pending, InProgress or Stopping.'],
    tries: [
      'ListUserImportJobs shows the job; wait for it, then send again.',
      'StopUserImportJob ends it; what was imported stays.',
    ],
    provoke: 'UpdateUserPool while an import job of the pool runs.',
  }),
  cognitoError({
    code: 'UserPoolTaggingException',
    operations: ['CreateUserPool', 'CreateUserPoolReplica', 'DescribeUserPool', 'UpdateUserPool'],
    meaning: 'A tag of the pool could not be set or read.',
    causes: [
      'The credentials may not tag: cognito-idp:TagResource, or UntagResource, is not allowed.',
      'A tag’s key begins with aws:, or there are more than 50.',
    ],
    tries: ['Send it without UserPoolTags, and set them with TagResource.', 'Allow cognito-idp:TagResource.'],
    provoke: 'CreateUserPool with UserPoolTags by credentials that lack cognito-idp:TagResource.',
  }),
  cognitoError({
    code: 'TierChangeNotAllowedException',
    operations: ['CreateUserPool', 'UpdateUserPool'],
    sdkStatus: 403,
    meaning: 'The pool uses something that the wanted feature plan does not have.',
    causes: [
      'A move to LITE, while passwordless factors, managed login or an access-token trigger are set.',
      'A move away from PLUS, while threat protection is on.',
    ],
    tries: ['Switch off what the plan lacks first, in an UpdateUserPool of its own.', 'Keep the plan.'],
    provoke: 'UpdateUserPool with UserPoolTier LITE while EMAIL_OTP is an allowed first factor.',
  }),
  cognitoError({
    code: 'InvalidOAuthFlowException',
    operations: ['CreateUserPoolClient', 'UpdateUserPoolClient'],
    meaning: 'The OAuth settings of the app client don’t go together.',
    causes: [
      'client_credentials beside code or implicit, or on a client without a secret.',
      'AllowedOAuthFlows without AllowedOAuthFlowsUserPoolClient.',
    ],
    tries: [
      'Give client_credentials a client of its own, with GenerateSecret.',
      'Set AllowedOAuthFlowsUserPoolClient to true.',
    ],
    provoke: 'CreateUserPoolClient with AllowedOAuthFlows client_credentials and no secret.',
  }),
  cognitoError({
    code: 'ScopeDoesNotExistException',
    operations: ['CreateUserPoolClient', 'UpdateUserPoolClient'],
    meaning: 'A scope in AllowedOAuthScopes is none of the pool’s.',
    causes: [
      'The resource server or its scope is not there, or the name is mistyped.',
      'A custom scope was named without its resource server’s identifier and a slash before it.',
    ],
    tries: [
      'ListResourceServers shows which scopes there are.',
      'CreateResourceServer, or UpdateResourceServer, adds one.',
    ],
    provoke: 'CreateUserPoolClient with AllowedOAuthScopes nobody/nothing.',
  }),
  cognitoError({
    code: 'DuplicateProviderException',
    operations: ['CreateIdentityProvider'],
    meaning: 'The pool has an identity provider of this name, or with these identifiers.',
    causes: ['It was made before.', 'An identifier in IdpIdentifiers belongs to another provider.'],
    tries: [
      'UpdateIdentityProvider changes the one that is there; ListIdentityProviders shows them.',
      'Take another name.',
    ],
    provoke: 'CreateIdentityProvider twice with the same ProviderName.',
  }),
  cognitoError({
    code: 'UnsupportedIdentityProviderException',
    operations: ['DeleteIdentityProvider', 'UpdateIdentityProvider'],
    meaning: 'The provider is of a kind with which this can’t be done.',
    causes: ['The name or type is none that the pool supports: COGNITO itself is one.'],
    tries: ['ListIdentityProviders shows the names and types that can be changed.'],
    provoke: 'DeleteIdentityProvider with ProviderName COGNITO.',
  }),
  cognitoError({
    code: 'ManagedLoginBrandingExistsException',
    operations: ['CreateManagedLoginBranding'],
    meaning: 'The app client has a style for managed login already.',
    causes: ['A style was made for this client before: each has one at most.'],
    tries: [
      'DescribeManagedLoginBrandingByClient shows it, UpdateManagedLoginBranding changes it.',
      'DeleteManagedLoginBranding first.',
    ],
    provoke: 'CreateManagedLoginBranding twice for one app client.',
  }),
  cognitoError({
    code: 'TermsExistsException',
    operations: ['CreateTerms', 'UpdateTerms'],
    meaning: 'The app client has terms of this name already.',
    causes: ['A TermsName is good once per app client.'],
    tries: ['ListTerms shows which there are; UpdateTerms changes one.', 'Take another TermsName.'],
    provoke: 'CreateTerms twice with the same ClientId and TermsName.',
  }),
  cognitoError({
    code: 'ServiceQuotaExceededException',
    operations: ['UpdateProvisionedLimit'],
    meaning: 'The limit that is asked for is above what the account’s quota allows.',
    causes: ['RequestedLimitValue is higher than the quota in Service Quotas.'],
    tries: ['Ask for less.', 'Have the quota raised in Service Quotas first.'],
    provoke: 'UpdateProvisionedLimit with a RequestedLimitValue far above the account’s quota.',
  }),
  cognitoError({
    code: 'InternalServerException',
    operations: ['AddUserPoolClientSecret', 'DeleteUserPoolClientSecret', 'ListUserPoolClientSecrets'],
    apiReferenceStatus: 500,
    sdkStatus: 500,
    retry: true,
    meaning: 'AWS failed on its side: the client secret operations’ name for InternalErrorException.',
    causes: ['A fault inside Cognito.'],
    tries: [
      'Send it again after a moment.',
      'After AddUserPoolClientSecret look with ListUserPoolClientSecrets first: it may have been made.',
    ],
    provoke: 'Only a fault rule of the sandbox brings it about.',
  }),
] as const;
