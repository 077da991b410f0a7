import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

export const adminEnableUser: Operation = {
  name: 'AdminEnableUser',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    user.enabled = true;
    user.modifiedAt = context.clock.now();
    return {};
  },
};
