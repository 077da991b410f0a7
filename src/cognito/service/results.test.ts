import { expect, test } from 'vitest';
import { pagingOf, resultOfOperation, resultStructure } from './results.ts';
import { serviceOperation, serviceOperationNames } from './service.ts';

test('every operation answers something that is known, empty ones nothing', () => {
  const empty = serviceOperationNames.filter(
    (name) => Object.keys(resultOfOperation(name).members).length === 0,
  );
  expect(empty).toContain('AdminDeleteUser');
  expect(empty).not.toContain('AdminGetUser');
  expect(resultOfOperation('NoSuchOperation')).toEqual({ required: [], members: {} });
  expect(resultOfOperation('constructor')).toEqual({ required: [], members: {} });
});

test('times are told apart, and members stand in the model’s order', () => {
  expect(resultStructure('UserType').members['UserCreateDate']).toEqual({ type: 'time' });
  expect(Object.keys(resultOfOperation('AdminGetUser').members).slice(0, 3)).toEqual([
    ...['Username', 'UserAttributes', 'UserCreateDate'],
  ]);
});

test('pages have a token, a limit and a list, all of them members', () => {
  const paged = serviceOperationNames.filter((name) => pagingOf(name) !== undefined);
  expect(paged).toEqual([
    ...['AdminListGroupsForUser', 'AdminListUserAuthEvents', 'ListGroups', 'ListIdentityProviders'],
    ...['ListResourceServers', 'ListUserPoolClients', 'ListUserPools', 'ListUsers', 'ListUsersInGroup'],
  ]);
  for (const name of paged) {
    const { token, next, limit, items } = pagingOf(name) ?? { token: '', next: '', limit: '', items: '' };
    expect(serviceOperation(name)?.input.members).toMatchObject({
      [token]: { type: 'text' },
      [limit]: { type: 'number' },
    });
    expect(resultOfOperation(name).members).toMatchObject({
      [next]: { type: 'text' },
      [items]: { type: 'list' },
    });
  }
});
