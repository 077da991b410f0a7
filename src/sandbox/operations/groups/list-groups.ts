import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';
import { describeGroup } from './describe-group.ts';

const NAMES = { limit: 'Limit', token: 'NextToken' } as const;

export const listGroups: Operation = {
  name: 'ListGroups',
  run: (input, context) => {
    const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
    const { entries, token } = pageOf(context, input, NAMES, `groups of ${pool.id}`, pool.groups);
    return { Groups: entries.map((group) => describeGroup(pool, group)), ...token };
  },
};
