import { describe, expect, it } from 'vitest';
import { apart, whyNot } from './why-not.ts';

describe('why a part can’t be read', () => {
  it('says a lack of rights in one sentence, and AWS’s own words apart', () => {
    const own =
      'User: arn:aws:sts::1:assumed-role/support/x is not authorized to perform: cognito-idp:ListUsers';
    expect(apart(`The credentials lack cognito-idp:ListUsers. ${own}`)).toEqual({
      says: 'The credentials lack cognito-idp:ListUsers.',
      more: own,
    });
  });

  it.each([
    'The credentials lack cognito-idp:ListUsers.',
    'The credentials lack cognito-idp:ListUsers. ',
    'User pool eu-west-1_A does not exist.',
    '',
  ])('leaves “%s” as it is', (says) => {
    expect(apart(says)).toEqual({ says });
  });

  it('explains an exception that says nothing itself', () => {
    const code = 'TooManyRequestsException';
    expect(whyNot('groups', { code, detail: code })).not.toContain(code);
    expect(whyNot('groups', { code: 'BrandNewException', detail: '' })).toBe('BrandNewException');
    expect(whyNot('signIns', { code: 'UserPoolAddOnNotEnabledException', detail: 'x' })).toContain(
      'Threat protection is off',
    );
  });
});
