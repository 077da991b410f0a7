import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';
import { summarizePool } from './describe-pool.ts';

const NAMES = { limit: 'MaxResults', token: 'NextToken' } as const;

export const listUserPools: Operation = {
  name: 'ListUserPools',
  run: (input, context) => {
    const { entries, token } = pageOf(context, input, NAMES, 'pools', context.state.pools);
    return { UserPools: entries.map(summarizePool), ...token };
  },
};
