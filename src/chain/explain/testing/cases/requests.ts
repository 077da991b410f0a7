import { FOREIGN, NO_CLIENT, sent, SMS, user, type Case } from './words.ts';

export const requests = {
  'key-left-out': {
    has: {
      error: ['InvalidParameterException', 'Missing required parameter SRP_A'],
      sent: { ...sent, members: ['AuthFlow'] },
    },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter USERNAME'], sent },
  },
  'rule-broken': {
    has: {
      error: ['InvalidParameterException'],
      rules: [{ code: 'MEMBER_RULE', detail: 'Session does not fit.', field: 'Session' }],
    },
    hasNot: { error: ['InvalidParameterException', 'Something else'] },
  },
  'flow-for-administrators': {
    has: {
      error: ['InvalidParameterException', 'Initiate Auth method not supported.'],
      sent: { ...sent, authFlow: 'ADMIN_NO_SRP_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Auth flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_SRP_AUTH' },
    },
  },
  'flow-for-anybody': {
    has: {
      error: ['InvalidParameterException', 'Initiate Auth method not supported.'],
      operation: 'AdminInitiateAuth',
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Auth flow not enabled for this client'],
      operation: 'AdminInitiateAuth',
      sent: { ...sent, authFlow: 'USER_SRP_AUTH' },
    },
  },
  'pool-unknown': {
    has: {
      error: ['ResourceNotFoundException', 'User pool eu-west-1_a does not exist.'],
      operation: 'AdminInitiateAuth',
      overridden: ['UserPoolId'],
    },
    hasNot: { error: NO_CLIENT },
  },
  'alias-of-administrator': {
    has: {
      error: FOREIGN,
      operation: 'AdminRespondToAuthChallenge',
      canonical: 'uuid-1',
      sent: { ...sent, answers: { USERNAME: 'ann@example.com' } },
    },
    hasNot: { error: FOREIGN, operation: 'AdminRespondToAuthChallenge', canonical: 'ann', sent },
  },
  'families-mixed': {
    has: { error: FOREIGN, operation: 'AdminRespondToAuthChallenge', answers: SMS },
    hasNot: { error: FOREIGN, answers: SMS },
  },
  'flow-not-allowed': {
    has: {
      error: ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
      sandbox: { ...user, flows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
  },
  'client-of-other-region': {
    has: { error: NO_CLIENT, sent: { ...sent, poolRegion: 'eu-west-1', endpointRegion: 'us-east-1' } },
    hasNot: { error: NO_CLIENT, sent: { ...sent, poolRegion: 'eu-west-1', endpointRegion: 'eu-west-1' } },
  },
  'client-unknown': {
    has: { error: NO_CLIENT, sent },
    hasNot: { error: NO_CLIENT, sent: { ...sent, clientId: 'y' } },
  },
  'attribute-given-already': {
    has: {
      error: ['NotAuthorizedException', 'Cannot modify an already provided email'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { userAttributes: '{"email":"ann@example.com"}' },
      sent: { ...sent, answers: { 'userAttributes.email': 'x@example.com' } },
    },
    hasNot: {
      error: ['NotAuthorizedException', 'Cannot modify an already provided email'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { userAttributes: '{"email":"ann@example.com"}' },
      sent: { ...sent, answers: { 'userAttributes.name': 'Ann' } },
    },
  },
  'attribute-missing': {
    has: {
      error: ['InvalidParameterException', 'Invalid attributes given, name is missing'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { requiredAttributes: '["userAttributes.name"]' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Something else'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { requiredAttributes: '["userAttributes.name"]' },
      sent: { ...sent, answers: { 'userAttributes.name': 'Ann' } },
    },
  },
  'password-breaks-policy': {
    has: {
      error: ['InvalidPasswordException', 'Password does not conform with policy: Password not long enough'],
    },
    hasNot: { error: ['InvalidParameterException'] },
  },
  'needs-signature': {
    has: { error: ['MissingAuthenticationTokenException'], operation: 'AdminInitiateAuth' },
    hasNot: { error: ['MissingAuthenticationTokenException'] },
  },
  'permission-lacking': {
    has: {
      error: [
        'AccessDeniedException',
        'User: arn:aws:iam::123456789012:user/sue is not authorized to perform: cognito-idp:AdminGetUser on resource: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E',
      ],
      operation: 'AdminGetUser',
    },
    hasNot: { error: ['NotAuthorizedException', 'Incorrect username or password.'] },
  },
  'signature-late': {
    has: { error: ['InvalidSignatureException', 'Signature expired: 20261127T190000Z is now earlier than'] },
    hasNot: {
      error: ['InvalidSignatureException', 'The request signature we calculated does not match'],
      clock: { aheadMs: 2_000, uncertaintyMs: 500, samples: 2 },
    },
  },
  'endpoint-stopped': {
    has: { error: ['REFUSED'], answeredBefore: { step: 'step 1', at: 0 } },
    hasNot: { error: ['REFUSED'] },
  },
  'endpoint-address': {
    has: { error: ['REFUSED'] },
    hasNot: { error: ['REFUSED'], answeredBefore: { step: 'step 1', at: 0 } },
  },
  'evaluation-runtime': { has: { error: ['NOT_LOOPBACK'] }, hasNot: { error: ['REFUSED'] } },
  'not-cognito': {
    has: { error: ['NOT_JSON'], response: { headers: [['Content-Type', 'text/html']] } },
    hasNot: { error: ['REFUSED'] },
  },
  'changed-by-hand': {
    has: { error: ['InvalidParameterException', 'Something new'], overridden: ['SRP_A'] },
    hasNot: { error: ['InvalidParameterException', 'Something new'] },
  },
  'body-unreadable': {
    has: { error: ['SerializationException'], sent: { ...sent, unreadable: true } },
    hasNot: { error: ['SerializationException'] },
  },
  'target-header': {
    has: {
      error: ['UnknownOperationException'],
      request: { headers: [['X-Amz-Target', 'AWSCognitoIdentityProviderService.Nothing']] },
    },
    hasNot: {
      error: ['UnknownOperationException'],
      request: { headers: [['X-Amz-Target', 'AWSCognitoIdentityProviderService.RespondToAuthChallenge']] },
    },
  },
  'signature-broken': {
    has: {
      error: ['InvalidSignatureException', 'The request signature we calculated does not match'],
      overridden: ['header:Authorization'],
    },
    hasNot: {
      error: ['InvalidSignatureException', 'Signature expired: 20261127T190000Z is now earlier than'],
    },
  },
  'credentials-ended': {
    has: {
      error: ['ExpiredTokenException'],
      operation: 'AdminInitiateAuth',
      request: { headers: [['X-Amz-Security-Token', '…']] },
    },
    hasNot: { error: ['UnrecognizedClientException'], operation: 'AdminInitiateAuth' },
  },
  'access-key-unknown': {
    has: {
      error: ['UnrecognizedClientException'],
      operation: 'AdminInitiateAuth',
      request: { headers: [['Authorization', '…']] },
    },
    hasNot: { error: ['ExpiredTokenException'], operation: 'AdminInitiateAuth' },
  },
  'cut-off': { has: { error: ['TRUNCATED'] }, hasNot: { error: ['REFUSED'] } },
  'not-recorded': { has: { error: ['NOT_RECORDED'] }, hasNot: { error: ['TRUNCATED'] } },
  cancelled: { has: { error: ['CANCELLED'] }, hasNot: { error: ['TIMEOUT'] } },
} as const satisfies Readonly<Record<string, Case>>;
