import { requireNamedUser } from '../admin/named-user.ts';
import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';
import { describeGroup } from './describe-group.ts';

const NAMES = { limit: 'Limit', token: 'NextToken' } as const;

export const adminListGroupsForUser: Operation = {
  name: 'AdminListGroupsForUser',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    const member = [...pool.groups].filter(([name]) => user.groups.has(name));
    const { entries, token } = pageOf(context, input, NAMES, `groups of ${user.sub}`, member);
    return { Groups: entries.map((group) => describeGroup(pool, group)), ...token };
  },
};
