import { requireClient } from '../../pool/find-pool.ts';
import type { Operation } from '../spec.ts';
import { describeClient } from './describe-client.ts';

export const describeUserPoolClient: Operation = {
  name: 'DescribeUserPoolClient',
  run: (input, context) => {
    const { pool, client } = requireClient(context, input);
    return { UserPoolClient: describeClient(pool, client) };
  },
};
