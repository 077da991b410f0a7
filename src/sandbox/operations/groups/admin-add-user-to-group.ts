import { requireNamedUser } from '../admin/named-user.ts';
import type { Operation } from '../spec.ts';
import { requireGroup } from './named-group.ts';

/** Adding twice is fine. */
export const adminAddUserToGroup: Operation = {
  name: 'AdminAddUserToGroup',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    user.groups.add(requireGroup(input, pool).name);
    return {};
  },
};
