import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** The user can register another one. Where there is none, nothing is left to do: the reference names no exception. */
export const adminDeleteSoftwareToken: Operation = {
  name: 'AdminDeleteSoftwareToken',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    if (user.status === 'UNCONFIRMED') throw refusal('UserNotConfirmedException', 'User is not confirmed.');
    delete user.totp;
    delete user.pendingTotpSecret;
    user.mfaEnabled.delete('SOFTWARE_TOKEN_MFA');
    if (user.mfaPreferred === 'SOFTWARE_TOKEN_MFA') delete user.mfaPreferred;
    user.modifiedAt = context.clock.now();
    return {};
  },
};
