import { randomText, type Random } from '../random.ts';
import type { PasswordPolicy } from './pool-settings.ts';

const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '23456789';
const SYMBOLS = '!@#%&*-+?=';
const SHORTEST = 12;

/** A password that any policy accepts: some of each kind, and letters that can't be mistaken for each other. */
export function temporaryPassword(random: Random, { minimumLength }: PasswordPolicy): string {
  const some = [UPPER, LOWER, DIGITS, SYMBOLS].map((kind) => randomText(random, kind, 2)).join('');
  const length = Math.max(SHORTEST, minimumLength);
  return some + randomText(random, UPPER + LOWER + DIGITS, length - some.length);
}
