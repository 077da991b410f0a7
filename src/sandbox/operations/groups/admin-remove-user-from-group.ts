import { requireNamedUser } from '../admin/named-user.ts';
import type { Operation } from '../spec.ts';
import { requireGroup } from './named-group.ts';

/** Removing who is no member is fine. */
export const adminRemoveUserFromGroup: Operation = {
  name: 'AdminRemoveUserFromGroup',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    user.groups.delete(requireGroup(input, pool).name);
    return {};
  },
};
