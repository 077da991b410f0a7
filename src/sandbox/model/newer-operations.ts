/**
 * Operations that the SDK for JavaScript has and botocore's model, which `service-model.json` comes from, has not yet.
 * Members, exceptions and constraints are those of the installed `@aws-sdk/client-cognito-identity-provider`; a newer
 * botocore takes their place.
 */
const DECLARED = [
  'InternalErrorException',
  'InvalidParameterException',
  'NotAuthorizedException',
  'OperationNotEnabledException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'UserNotFoundException',
];
const OF_A_USER = { UserPoolId: 'UserPoolIdType', Username: 'UsernameType' };

export const newerOperations = {
  operations: {
    AdminDeleteSoftwareToken: {
      input: 'AdminDeleteSoftwareTokenRequest',
      signed: true,
      errors: [...DECLARED, 'UserNotConfirmedException'],
    },
    AdminListUserSessions: { input: 'AdminListUserSessionsRequest', signed: true, errors: DECLARED },
    AdminRevokeUserSession: { input: 'AdminRevokeUserSessionRequest', signed: true, errors: DECLARED },
  },
  shapes: {
    AdminDeleteSoftwareTokenRequest: {
      type: 'structure',
      required: ['UserPoolId', 'Username'],
      members: OF_A_USER,
    },
    AdminListUserSessionsRequest: {
      type: 'structure',
      required: ['UserPoolId', 'Username'],
      members: { ...OF_A_USER, NextToken: 'PaginationKey' },
    },
    AdminRevokeUserSessionRequest: {
      type: 'structure',
      required: ['UserPoolId', 'Username', 'SessionId'],
      members: {
        ...OF_A_USER,
        SessionId: 'SessionIdType',
        RevokeAssociatedSessions: 'RevokeAssociatedSessionsType',
      },
    },
    SessionIdType: { type: 'string', min: 1, max: 128 },
    RevokeAssociatedSessionsType: { type: 'string', values: ['NONE', 'LINKED'] },
  },
};
