import { notInThisState, requireRecoverable, sendRecoveryCode } from '../../account/recovery.ts';
import { refuseWithoutSender } from '../../account/send-account-code.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** The password is good no more, and a code to choose another one goes out. Tokens stay as they are. */
export const adminResetUserPassword: Operation = {
  name: 'AdminResetUserPassword',
  run: async (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
    if (user.status === 'UNCONFIRMED') throw notInThisState();
    const channel = requireRecoverable(pool, user);
    refuseWithoutSender(context, pool, channel);
    user.status = 'RESET_REQUIRED';
    user.modifiedAt = context.clock.now();
    await sendRecoveryCode(context, { pool, user, client: undefined }, channel);
    return {};
  },
};
