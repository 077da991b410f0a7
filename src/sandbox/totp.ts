import { createHmac, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;
/** One step of tolerance each way, as the developer guide says for TOTP. */
const TOLERANCE = 1;

/** RFC 4648 Base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let bits = 0n;
  let count = 0;
  let text = '';
  for (const byte of bytes) {
    bits = (bits << 8n) | BigInt(byte);
    for (count += 8; count >= 5; count -= 5)
      text += ALPHABET.charAt(Number((bits >> BigInt(count - 5)) & 31n));
    bits &= (1n << BigInt(count)) - 1n;
  }
  return count === 0 ? text : text + ALPHABET.charAt(Number((bits << BigInt(5 - count)) & 31n));
}

function base32Bytes(text: string): Buffer {
  let bits = 0;
  let count = 0;
  const bytes: number[] = [];
  for (const letter of text) {
    bits = ((bits << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Buffer.from(bytes);
}

/** RFC 6238 with HMAC-SHA-1, 6 digits, 30 s. `step` is the number of the time step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', base32Bytes(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The time step whose code this is, when it lies within the tolerance around `seconds` (epoch). */
export function matchingStep(secret: string, code: string, seconds: number): number | undefined {
  const now = Math.floor(seconds / STEP_SECONDS);
  for (const step of [now, now - TOLERANCE, now + TOLERANCE]) {
    if (sameText(totpCode(secret, step), code)) return step;
  }
  return undefined;
}

/** Compares in a time that does not depend on where the texts differ. */
export function sameText(expected: string, actual: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(actual);
  return a.length === b.length && timingSafeEqual(a, b);
}
