import type { Context } from '../context.ts';
import type { CoreFault } from '../../form/form.ts';
import type { CodePurpose, SentCode, User } from '../pool/user.ts';
import { refusal } from '../refusal.ts';
import { sameText } from '../totp.ts';

/**
 * The code that waits for an answer, when the given one is it. Only the newest counts: one that was replaced is wrong
 * like any other. It stays until the caller drops it.
 * @throws ExpiredCodeException when none waits, CodeMismatchException
 */
export function checkCode(context: Context, user: User, purpose: CodePurpose, given: string): SentCode {
  const sent = user.codes.get(purpose);
  if (sent === undefined || context.clock.now() >= sent.expiresAt) throw expiredCode();
  if (!sameText(sent.code, given)) throw wrongCode();
  return sent;
}

/** Also the answer for a name that nobody has, and for a code that was used (protocol reference 4.3). */
export function expiredCode(): CoreFault {
  return refusal('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}

export function wrongCode(): CoreFault {
  return refusal('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export function isWrongCode(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CodeMismatchException';
}
