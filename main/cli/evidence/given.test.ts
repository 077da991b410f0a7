import { expect, test } from 'vitest';
import { givenFor, variableOf } from './given.ts';

test('a field’s variable is its key in capitals', () => {
  expect(variableOf('PASSWORD')).toBe('COUNTERSIGN_GIVEN_PASSWORD');
  expect(variableOf('userAttributes.email')).toBe('COUNTERSIGN_GIVEN_USERATTRIBUTES_EMAIL');
});

test('flags win over the environment, which tells AWS’s keys also unasked', () => {
  const env = {
    COUNTERSIGN_GIVEN_PASSWORD: 'by variable',
    COUNTERSIGN_GIVEN_SMS_MFA_CODE: '123456',
    COUNTERSIGN_GIVEN_USERATTRIBUTES_EMAIL: 'ann@example.com',
    COUNTERSIGN_DATA: 'no field',
  };
  const given = givenFor(['userAttributes.email'], { PASSWORD: 'by flag' }, env);
  expect(given).toMatchObject({
    PASSWORD: 'by flag',
    SMS_MFA_CODE: '123456',
    'userAttributes.email': 'ann@example.com',
  });
  expect(given).not.toHaveProperty('COUNTERSIGN_DATA');
});
