import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceOperationNames } from '@core/cognito/service/service.ts';
import { isoTime, resultText, shownResult } from './result-text.ts';
import { exampleResult } from './skeleton-text.ts';

test('members stand in the model’s order, others and empty ones are left out', () => {
  const came = { UserStatus: 'CONFIRMED', Extra: 1, Username: 'ann', PreferredMfaSetting: null };
  expect(resultText(shownResult('AdminGetUser', came))).toBe(
    '{\n    "Username": "ann",\n    "UserStatus": "CONFIRMED"\n}\n',
  );
  expect(resultText(shownResult('AdminDeleteUser', {}))).toBe('');
});

test('what a terminal obeys is escaped, and still JSON', () => {
  const text = resultText({ Name: 'a\u009bb\u202ec é' });
  expect(text).toBe('{\n    "Name": "a\\u009bb\\u202ec é"\n}\n');
  expect(JSON.parse(text)).toEqual({ Name: 'a\u009bb\u202ec é' });
});

test.each([
  [1_757_322_307, ''],
  [1_757_322_307.123, '.123000'],
  [1_757_322_307.000001, '.000001'],
  [0, ''],
  [-1.5, '.500000'],
])('%s seconds are a time', (seconds, part) => {
  const text = isoTime(seconds);
  expect(text).toMatch(
    new RegExp(`^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d${part.replace('.', '\\.')}[+-]\\d\\d:\\d\\d$`),
  );
  expect(Date.parse(text)).toBe(Math.floor(seconds * 1_000));
});

test('every time reads back as what it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4e9, max: 4e9 }), (seconds) => {
      expect(Date.parse(isoTime(seconds))).toBe(seconds * 1_000);
    }),
  );
});

test('an example of every output is JSON with every member', () => {
  expect(exampleResult('ListGroups')).toEqual({
    Groups: [
      {
        ...{
          GroupName: 'GroupName',
          UserPoolId: 'UserPoolId',
          Description: 'Description',
          RoleArn: 'RoleArn',
        },
        ...{ Precedence: 0, LastModifiedDate: '1970-01-01T00:00:00', CreationDate: '1970-01-01T00:00:00' },
      },
    ],
    NextToken: 'NextToken',
  });
  for (const name of serviceOperationNames)
    expect(JSON.parse(resultText(exampleResult(name)) || '{}'), name).toEqual(exampleResult(name));
});
