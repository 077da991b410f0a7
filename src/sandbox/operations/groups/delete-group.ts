import type { Operation } from '../spec.ts';
import { requireNamedGroup } from './named-group.ts';

/** Its members leave it: a group that is made anew under the name begins empty. */
export const deleteGroup: Operation = {
  name: 'DeleteGroup',
  run: (input, { state }) => {
    const { pool, group } = requireNamedGroup(input, state);
    pool.groups.delete(group.name);
    for (const user of pool.users.all()) user.groups.delete(group.name);
    return {};
  },
};
