import type { Operation } from '../spec.ts';
import { describeGroup } from './describe-group.ts';
import { requireNamedGroup } from './named-group.ts';

export const getGroup: Operation = {
  name: 'GetGroup',
  run: (input, { state }) => {
    const { pool, group } = requireNamedGroup(input, state);
    return { Group: describeGroup(pool, group) };
  },
};
