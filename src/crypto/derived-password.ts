import { createHmac } from 'node:crypto';

// Letters and figures that can't be mistaken for each other; symbols that need no quotes in CSV and in a shell's ''.
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '23456789';
const SYMBOLS = '!@#%*-+?=';
const ALL = UPPER + LOWER + DIGITS;
/** With some of each kind any policy of Cognito's takes it; a good 90 bits. */
const SHORTEST = 16;

/** Bytes of a key that passwords are made from. */
export const PASSWORD_KEY_BYTES = 32;

/**
 * A password that follows from a key and a name: nobody has to keep it who keeps the key, and it is there before the
 * first call is. HMAC-SHA-256 in counter mode, every character drawn evenly.
 * @param key 32 random bytes
 * @param minimumLength of the pool's policy
 */
export function derivedPassword(key: Uint8Array, name: string, minimumLength = SHORTEST): string {
  const draw = drawing(key, name);
  const length = Math.max(SHORTEST, minimumLength);
  const some = [UPPER, LOWER, DIGITS, SYMBOLS].flatMap((kind) => [draw(kind), draw(kind)]);
  const rest = Array.from({ length: length - some.length }, () => draw(ALL));
  // A symbol at the beginning is a formula to a spreadsheet.
  return [draw(UPPER + LOWER), ...some, ...rest].slice(0, length).join('');
}

function drawing(key: Uint8Array, name: string): (from: string) => string {
  let block = new Uint8Array();
  let at = 0;
  let counter = 0;
  const next = (): number => {
    if (at >= block.length) {
      block = new Uint8Array(
        createHmac('sha256', key)
          .update(`${String(counter++)} ${name}`)
          .digest(),
      );
      at = 0;
    }
    return block[at++] ?? 0;
  };
  return (from) => {
    // Bytes beyond the last whole multiple would favour the first characters.
    const limit = 256 - (256 % from.length);
    for (;;) {
      const byte = next();
      if (byte < limit) return from.charAt(byte % from.length);
    }
  };
}
