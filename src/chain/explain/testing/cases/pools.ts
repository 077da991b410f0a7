import { INCORRECT, body, GROUP, type Case } from './words.ts';

export const pools = {
  throttled: { has: { error: ['TooManyRequestsException'] }, hasNot: { error: INCORRECT } },
  'attempt-limit': {
    has: { error: ['LimitExceededException'] },
    hasNot: { error: ['TooManyRequestsException'] },
  },
  'service-fault': {
    has: { error: ['InternalErrorException'], response: { status: 500 } },
    hasNot: { error: ['TooManyRequestsException'] },
  },
  waf: {
    has: {
      error: ['ForbiddenException', 'Request not allowed due to WAF block.'],
      response: { status: 403 },
    },
    hasNot: { error: ['AccessDeniedException'] },
  },
  'trigger-refused': {
    has: { error: ['UserLambdaValidationException', 'PreAuthentication failed with error no.'] },
    hasNot: { error: ['UnexpectedLambdaException'] },
  },
  'trigger-not-run': {
    has: {
      error: [
        'UnexpectedLambdaException',
        'PreAuthentication invocation failed due to error AccessDeniedException.',
      ],
    },
    hasNot: { error: ['UserLambdaValidationException', 'PreAuthentication failed with error no.'] },
  },
  'trigger-form': {
    has: { error: ['InvalidLambdaResponseException'] },
    hasNot: { error: ['UnexpectedLambdaException'] },
  },
  'pool-settings': {
    has: { error: ['InvalidSmsRoleAccessPolicyException'] },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter USERNAME'] },
  },
  'alias-taken': {
    has: { error: ['AliasExistsException', 'An account with the email already exists.'] },
    hasNot: { error: ['InvalidParameterException'] },
  },
  'made-before': { has: GROUP, hasNot: { ...GROUP, error: ['PreconditionNotMetException'] } },
  'import-job-state': {
    has: {
      error: ['PreconditionNotMetException'],
      operation: 'StartUserImportJob',
      request: body({ JobId: 'import-1' }),
    },
    hasNot: GROUP,
  },
  'tags-refused': {
    has: {
      error: ['UserPoolTaggingException'],
      operation: 'CreateUserPool',
      request: body({ UserPoolTags: { 'aws:x': 'y' } }),
    },
    hasNot: GROUP,
  },
  'plan-lacks-it': {
    has: {
      error: ['TierChangeNotAllowedException'],
      operation: 'UpdateUserPool',
      request: body({ UserPoolTier: 'LITE' }),
    },
    hasNot: GROUP,
  },
  'oauth-settings': {
    has: {
      error: ['InvalidOAuthFlowException'],
      operation: 'CreateUserPoolClient',
      request: body({ AllowedOAuthFlows: ['client_credentials', 'code'] }),
    },
    hasNot: GROUP,
  },
  'scope-unknown': {
    has: {
      error: ['ScopeDoesNotExistException'],
      operation: 'CreateUserPoolClient',
      request: body({ AllowedOAuthScopes: ['openid', 'nothing'] }),
    },
    hasNot: GROUP,
  },
  'provider-fixed': {
    has: {
      error: ['UnsupportedIdentityProviderException'],
      operation: 'DeleteIdentityProvider',
      request: body({ ProviderName: 'COGNITO' }),
    },
    hasNot: GROUP,
  },
  'quota-below': {
    has: {
      error: ['ServiceQuotaExceededException'],
      operation: 'UpdateProvisionedLimit',
      request: body({ RequestedLimitValue: 9_000 }),
    },
    hasNot: {
      error: ['ServiceQuotaExceededException'],
      operation: 'UpdateProvisionedLimit',
      request: body({}),
    },
  },
} as const satisfies Readonly<Record<string, Case>>;
