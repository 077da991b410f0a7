import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { describePool } from './describe-pool.ts';

export const describeUserPool: Operation = {
  name: 'DescribeUserPool',
  run: (input, { state }) => ({
    UserPool: describePool(requirePool(state, requiredText(input, 'UserPoolId'))),
  }),
};
