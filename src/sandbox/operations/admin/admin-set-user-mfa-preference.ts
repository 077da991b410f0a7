import type { Operation } from '../spec.ts';
import { setMfaPreference } from '../set-user-mfa-preference.ts';
import { requireNamedUser } from './named-user.ts';

export const adminSetUserMfaPreference: Operation = {
  name: 'AdminSetUserMFAPreference',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    setMfaPreference(input, pool, user);
    user.modifiedAt = context.clock.now();
    return {};
  },
};
