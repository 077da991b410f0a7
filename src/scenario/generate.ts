import type { GENERATED } from './schema.ts';

/** What a variable may be made from anew for each run. */
export type Generated = (typeof GENERATED)[number];

interface Randomness {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
/** RFC 4648, section 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DIGITS = '0123456789';
const SYMBOLS = '!#%+-=?_';
const LONG_PASSWORD = 16;

/**
 * A fresh value. Passwords keep Cognito's default policy: 8 characters and more, of each kind one (SetPasswordPolicy’s
 * defaults in the developer guide). Addresses are under example.com, which nobody owns (RFC 2606).
 */
export function generate(kind: Generated, random: Randomness): string {
  switch (kind) {
    case 'uuid':
      return random.uuid();
    case 'totpSeed':
      // 20 bytes, as RFC 4226 recommends for HMAC-SHA-1.
      return picked(BASE32, 32, random);
    case 'digits':
      return picked(DIGITS, 6, random);
    case 'username':
      return `user-${picked(LOWER + DIGITS, 10, random)}`;
    case 'email':
      return `user-${picked(LOWER + DIGITS, 10, random)}@example.com`;
    case 'password': {
      const rest = picked(LOWER + UPPER + DIGITS, LONG_PASSWORD - 4, random);
      return [UPPER, LOWER, DIGITS, SYMBOLS].map((set) => picked(set, 1, random)).join('') + rest;
    }
  }
}

/** Characters of a set, each as likely as any other: bytes beyond the last whole round of the set are thrown away. */
function picked(set: string, count: number, random: Randomness): string {
  const most = 256 - (256 % set.length);
  let text = '';
  while (text.length < count)
    for (const byte of random.bytes(count - text.length))
      if (byte < most) text += set[byte % set.length] ?? '';
  return text;
}
