import { createHmac } from 'node:crypto';
import { BASE32, type TotpParameters } from './otpauth.ts';

/**
 * The code of a counter, RFC 4226 section 5.3; with SHA-256 and SHA-512 as RFC 6238 section 1.2 has it.
 * @param secret Base32, upper case, no padding, as readTotpSeed gives it
 * @param counter a safe integer from 0
 */
export function hotp({ secret, algorithm, digits }: Omit<TotpParameters, 'period'>, counter: number): string {
  const moving = new Uint8Array(8);
  const words = new DataView(moving.buffer);
  words.setUint32(0, Math.floor(counter / 2 ** 32));
  words.setUint32(4, counter % 2 ** 32);
  const name = algorithm.toLowerCase() as Lowercase<typeof algorithm>;
  const mac = createHmac(name, bytesOf(secret)).update(moving).digest();
  const at = (mac[mac.length - 1] ?? 0) & 15;
  const number = new DataView(mac.buffer, mac.byteOffset + at, 4).getUint32(0) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** RFC 4648 section 6; bits that are left over at the end are no byte. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    held = ((held << 5) | BASE32.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 255;
    at += 1;
  }
  return bytes;
}
