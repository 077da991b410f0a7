import { describe, expect, test } from 'vitest';
import { findOperations } from './find-operations.ts';

const head = (name: string, cliName: string, does: string, signed = true, reads = true) => ({
  ...{ name, cliName, does, signed, reads },
});
const all = [
  head('AdminDisableUser', 'admin-disable-user', 'Deactivates a user profile.', true, false),
  head('AdminGetUser', 'admin-get-user', 'Returns details about a user profile.'),
  head('GetUser', 'get-user', 'Gets user attributes.', false),
];
const names = (...input: Parameters<typeof findOperations> extends [unknown, ...infer Rest] ? Rest : never) =>
  findOperations(all, ...input).map(({ name }) => name);

describe('the list of operations', () => {
  test('finds by name, by the AWS CLI’s name and by what they do', () => {
    expect(names('')).toEqual(['AdminDisableUser', 'AdminGetUser', 'GetUser']);
    expect(names('get user')).toEqual(['GetUser', 'AdminGetUser']);
    expect(names('admin-get-user')).toEqual(['AdminGetUser']);
    expect(names('deactivates')).toEqual(['AdminDisableUser']);
    expect(names('nothing at all')).toEqual([]);
  });

  test('shows those that read, that change, and that need no credentials', () => {
    expect(names('', 'reads')).toEqual(['AdminGetUser', 'GetUser']);
    expect(names('', 'changes')).toEqual(['AdminDisableUser']);
    expect(names('', 'unsigned')).toEqual(['GetUser']);
  });
});
