import type { Context, Subject } from '../context.ts';
import { refusal } from '../refusal.ts';
import { sameText } from '../totp.ts';
import { refuseLockedCode, settleCode } from './code-attempt.ts';

/** Protocol reference 2.4, measured and in AWS's sample. */
export const FIRST_FACTOR_DIGITS = 8;
export const WRONG_CODE = 'Invalid code or auth state for the user.';

/**
 * Wrong first-factor codes do not lock: six in a row on one Session were measured to leave it good (4.1).
 * @throws CodeMismatchException
 */
export function requireCode(
  context: Context,
  subject: Subject,
  expected: string | null,
  given: string,
): void {
  const right = expected !== null && sameText(expected, given);
  if (context.settings.firstFactorCodeLockout) {
    refuseLockedCode(context, subject);
    settleCode(context, subject, right, WRONG_CODE);
  } else if (!right) throw refusal('CodeMismatchException', WRONG_CODE);
}
