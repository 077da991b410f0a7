import { describeUser } from '../admin/describe-user.ts';
import { pageOfUsers } from '../admin/page-of-users.ts';
import type { Operation } from '../spec.ts';
import { requireNamedGroup } from './named-group.ts';

const NAMES = { limit: 'Limit', token: 'NextToken' } as const;

export const listUsersInGroup: Operation = {
  name: 'ListUsersInGroup',
  run: (input, context) => {
    const { pool, group } = requireNamedGroup(input, context.state);
    const isMember = (user: { readonly groups: ReadonlySet<string> }) => user.groups.has(group.name);
    const what = `in ${group.name}`;
    const { users, token } = pageOfUsers(context, pool, input, NAMES, isMember, what);
    return { Users: users.map((user) => describeUser(user)), ...token };
  },
};
