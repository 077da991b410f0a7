import { describe, expect, test } from 'vitest';
import { explain } from '../explain.ts';
import { evidenceOf } from '../testing/evidence.ts';

const DENIED = 'AccessDeniedException';

function told(operation: string, message = ''): string | undefined {
  const ranked = explain(evidenceOf({ error: [DENIED, message], operation }));
  return ranked.find(({ id }) => id === 'permission-lacking')?.because;
}

describe('a lacking permission', () => {
  test('is the operation’s own on the pool, where the message names none', () => {
    expect(told('AdminGetUser')).toMatch(
      /^They lack cognito-idp:AdminGetUser: a policy has to allow it on arn:aws:cognito-idp:.*:userpool\/.*\.$/,
    );
  });

  test('is on no pool where the action knows none', () => {
    expect(told('ListUserPools')).toBe('They lack cognito-idp:ListUserPools: a policy has to allow it on *.');
  });

  test('is the one that AWS’s table has, and what else the operation may need is told', () => {
    expect(told('DescribeTermsByClient')).toContain('They lack cognito-idp:DescribeTerms:');
    expect(told('UpdateUserPool')).toContain(
      'UpdateUserPool may need cognito-idp:TagResource, cognito-idp:UntagResource, iam:PassRole as well.',
    );
  });

  test('to pass a role is about the role, not the pool', () => {
    const message = 'User: sue is not authorized to perform: iam:PassRole';
    expect(told('CreateGroup', message)).toBe(
      'They lack iam:PassRole: a policy has to allow it on the role that the request names.',
    );
    expect(told('CreateGroup', `${message} on resource: arn:aws:iam::1:role/r with an explicit deny`)).toBe(
      'A policy denies iam:PassRole on arn:aws:iam::1:role/r, whatever others allow.',
    );
  });
});
