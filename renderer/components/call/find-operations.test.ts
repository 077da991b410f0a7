import { describe, expect, test } from 'vitest';
import { findOperations, takesText } from './find-operations.ts';

const head = (name: string, cliName: string, takes: readonly string[], signed = true, reads = true) => ({
  ...{ name, cliName, takes, signed, reads },
});
const all = [
  head('AdminDisableUser', 'admin-disable-user', ['UserPoolId', 'Username'], true, false),
  head('AdminGetUser', 'admin-get-user', ['UserPoolId', 'Username']),
  head('GetUser', 'get-user', ['AccessToken'], false),
];
const names = (...input: Parameters<typeof findOperations> extends [unknown, ...infer Rest] ? Rest : never) =>
  findOperations(all, ...input).map(({ name }) => name);

test.each([
  [[], 'Nothing has to be given.'],
  [['AccessToken'], 'Takes AccessToken.'],
  [['UserPoolId', 'Username', 'Password'], 'Takes UserPoolId, Username and Password.'],
])('%j', (takes, said) => {
  expect(takesText({ takes })).toBe(said);
});

describe('the list of operations', () => {
  test('finds by name, by the AWS CLI’s name and by what they take', () => {
    expect(names('')).toEqual(['AdminDisableUser', 'AdminGetUser', 'GetUser']);
    expect(names('get user')).toEqual(['GetUser', 'AdminGetUser']);
    expect(names('admin-get-user')).toEqual(['AdminGetUser']);
    expect(names('accesstoken')).toEqual(['GetUser']);
    expect(names('nothing at all')).toEqual([]);
  });

  test('shows those that read, that change, and that need no credentials', () => {
    expect(names('', 'reads')).toEqual(['AdminGetUser', 'GetUser']);
    expect(names('', 'changes')).toEqual(['AdminDisableUser']);
    expect(names('', 'unsigned')).toEqual(['GetUser']);
  });
});
