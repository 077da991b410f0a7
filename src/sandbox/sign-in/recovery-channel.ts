import type { Context } from '../context.ts';
import type { MfaMethod, User } from '../pool/user.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';

/**
 * Refuses a second factor that is also the first way to recover the account: whoever holds that channel would hold both.
 * Methods that the user switched on are theirs to choose. Protocol reference 3.2 and 13, no. 13.
 */
export function refuseRecoveryChannel(
  { settings }: Context,
  pool: Pool,
  user: User,
  method: MfaMethod,
): void {
  const { recoveryChannelRefusal } = settings;
  // Unset, the service recovers by whichever channel is not the second factor.
  const isSet = pool.request.AccountRecoverySetting?.RecoveryMechanisms?.length;
  const channel = method === 'SMS_MFA' ? 'verified_phone_number' : 'verified_email';
  if (!isSet || method === 'SOFTWARE_TOKEN_MFA' || pool.recovery[0] !== channel) return;
  if (recoveryChannelRefusal === 'none' || user.mfaEnabled.has(method)) return;
  throw refusal(
    recoveryChannelRefusal,
    `${method} is the only MFA method, and it recovers the account, too.`,
  );
}
