import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

export const adminDeleteUser: Operation = {
  name: 'AdminDeleteUser',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    pool.users.remove(user);
    return {};
  },
};
