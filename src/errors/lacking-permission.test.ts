import { describe, expect, test } from 'vitest';
import { lackingPermission } from './lacking-permission.ts';

const DENIED =
  'User: arn:aws:iam::123456789012:user/sue is not authorized to perform: cognito-idp:AdminGetUser on resource: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E because no identity-based policy allows the cognito-idp:AdminGetUser action';

describe('a permission that is lacking', () => {
  test.each([
    ['AdminGetUser', 'AccessDeniedException', DENIED, 'cognito-idp:AdminGetUser'],
    ['ListUsers', 'AccessDeniedException', 'User is not authorized.', 'cognito-idp:ListUsers'],
    ['CreateUserPool', 'AccessDeniedException', 'is not authorized to perform: iam:PassRole', 'iam:PassRole'],
    ['InitiateAuth', 'NotAuthorizedException', 'Incorrect username or password.', undefined],
    ['AdminGetUser', 'ResourceNotFoundException', DENIED, undefined],
  ] as const)('%s, %s: %s', (operation, code, message, action) => {
    expect(lackingPermission(operation, code, message)).toBe(action);
  });
});
