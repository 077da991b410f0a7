import { describeAuthFactors } from '../get-user-auth-factors.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** GetUserAuthFactors without the user's token. */
export const adminGetUserAuthFactors: Operation = {
  name: 'AdminGetUserAuthFactors',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    return describeAuthFactors(pool, user);
  },
};
