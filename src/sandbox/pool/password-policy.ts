import { refusal } from '../refusal.ts';
import type { PasswordPolicy } from './pool-settings.ts';

/** The symbols that count, from the developer guide's password policy page. */
const SYMBOL = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;
const LONGEST = 256;

/** @throws InvalidPasswordException with the first rule of the pool's policy that the password breaks. */
export function checkPassword(policy: PasswordPolicy, password: string): void {
  const reason = brokenRule(policy, password);
  if (reason !== undefined) {
    throw refusal('InvalidPasswordException', `Password does not conform with policy: ${reason}`);
  }
}

function brokenRule(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < policy.minimumLength) return 'Password not long enough';
  if (password.length > LONGEST) return 'Password too long';
  if (/^\s|\s$/.test(password)) return 'Password must not begin or end with a space';
  if (policy.uppercase && !/[A-Z]/.test(password)) return 'Password must have uppercase characters';
  if (policy.lowercase && !/[a-z]/.test(password)) return 'Password must have lowercase characters';
  if (policy.numbers && !/[0-9]/.test(password)) return 'Password must have numeric characters';
  if (policy.symbols && !SYMBOL.test(password)) return 'Password must have symbol characters';
  return undefined;
}
