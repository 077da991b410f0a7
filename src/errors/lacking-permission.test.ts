import { describe, expect, test } from 'vitest';
import { isSigned, serviceOperationNames } from '../cognito/service/service.ts';
import { iamActionsOf } from './iam-actions.ts';
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

describe('every signed operation', () => {
  const signed = serviceOperationNames.filter(isSigned);

  test.each(signed)('%s: the action that the message names, else its own', (operation) => {
    const { action, beside } = iamActionsOf(operation);
    expect(lackingPermission(operation, 'AccessDeniedException', '')).toBe(action);
    for (const named of [action, ...beside]) {
      const message = `User: arn:aws:iam::123456789012:user/sue is not authorized to perform: ${named} on resource: *`;
      expect(lackingPermission(operation, 'AccessDeniedException', message)).toBe(named);
    }
  });

  test('has the action of its own name, but where AWS’s table says another', () => {
    const others = signed.filter((name) => iamActionsOf(name).action !== `cognito-idp:${name}`);
    expect(others).toEqual(['DescribeTermsByClient']);
    expect(iamActionsOf('DescribeTermsByClient').action).toBe('cognito-idp:DescribeTerms');
  });

  test('is on the pool, but where it has none', () => {
    expect(signed.filter((name) => !iamActionsOf(name).onPool)).toEqual([
      'CreateUserPool',
      'DescribeUserPoolDomain',
      'GetProvisionedLimit',
      'ListUserPools',
      'UpdateProvisionedLimit',
    ]);
  });

  test('may need more only as the table has it', () => {
    const more = signed.flatMap((name) => iamActionsOf(name).beside.map((action) => `${name} ${action}`));
    expect(more.filter((each) => each.endsWith('iam:PassRole'))).toHaveLength(8);
    expect(more.filter((each) => !each.endsWith('iam:PassRole'))).toEqual([
      'CreateUserPool cognito-idp:TagResource',
      'UpdateUserPool cognito-idp:TagResource',
      'UpdateUserPool cognito-idp:UntagResource',
    ]);
  });
});
