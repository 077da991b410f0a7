import { confirmUser, requireUnconfirmed } from '../../account/confirm-user.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Confirms without a code; what the code would have verified stays unverified. */
export const adminConfirmSignUp: Operation = {
  name: 'AdminConfirmSignUp',
  run: async (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    requireUnconfirmed(user);
    await confirmUser(context, { pool, user, client: undefined });
    return {};
  },
};
