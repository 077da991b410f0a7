import type { Context } from '../context.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { sameText } from '../totp.ts';
import { checkPassword } from './password-policy.ts';
import type { User } from './user.ts';

/**
 * The one way to give a user another password. One that a person chose makes the user CONFIRMED, one that somebody set
 * for them waits for NEW_PASSWORD_REQUIRED. A recovery code ends with the password that it was to replace. Nothing is
 * changed when it is refused.
 * @throws InvalidPasswordException, PasswordHistoryPolicyViolationException
 */
export function setPassword(
  context: Context,
  pool: Pool,
  user: User,
  password: string,
  { permanent }: { readonly permanent: boolean },
): void {
  checkNewPassword(pool, user, password);
  if (user.password !== undefined) {
    user.passwordHistory = [user.password, ...user.passwordHistory].slice(0, remembered(pool));
  }
  user.password = password;
  user.passwordSetAt = context.clock.now();
  user.modifiedAt = user.passwordSetAt;
  user.status = permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  delete user.srp;
  user.codes.delete('password');
}

/**
 * PasswordHistorySize counts the password in use as the newest one.
 * @throws InvalidPasswordException, PasswordHistoryPolicyViolationException
 */
export function checkNewPassword(pool: Pool, user: User, password: string): void {
  checkPassword(pool.passwordPolicy, password);
  const known = user.password === undefined ? user.passwordHistory : [user.password, ...user.passwordHistory];
  if (!known.slice(0, remembered(pool)).some((earlier) => sameText(earlier, password))) return;
  throw refusal(
    'PasswordHistoryPolicyViolationException',
    'Password has previously been used. Please choose a different password.',
  );
}

/** The API Reference (PasswordPolicyType): the Lite plan has no password history. */
function remembered({ passwordPolicy, tier }: Pool): number {
  return tier === 'LITE' ? 0 : passwordPolicy.historySize;
}
