import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Confirms without a code; what the code would have verified stays unverified. */
export const adminConfirmSignUp: Operation = {
  name: 'AdminConfirmSignUp',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    if (user.status !== 'UNCONFIRMED') {
      const message = `User cannot be confirmed. Current status is ${user.status}`;
      throw refusal('NotAuthorizedException', message);
    }
    user.status = 'CONFIRMED';
    user.codes.delete('sign-up');
    user.modifiedAt = context.clock.now();
    return {};
  },
};
