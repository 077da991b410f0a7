import { cryptoError } from './crypto-error.ts';
import type { CryptoErrorCode } from './crypto-error.ts';

/**
 * The longest honest value is N itself, 768 digits (protocol 5.1). The margin leaves room for sign bytes and
 * odd emulators; anything longer would only cost CPU (protocol 5.7).
 */
const MAX_HEX_DIGITS = 1024;

/**
 * Reads a non-negative integer as it travels in SRP_A, SRP_B and SALT: hex, either case, no prefix, any
 * number of leading zeros.
 * @param field the AWS name of the value, for the message
 * @throws CryptoError with `code` when the text is empty, not hex, or longer than 1,024 digits
 */
export function parseHexInteger(text: string, field: string, code: CryptoErrorCode): bigint {
  if (!/^[0-9a-f]+$/i.test(text)) {
    throw cryptoError(code, `${field} must be hexadecimal digits without a prefix; copy it unchanged.`);
  }
  if (text.length > MAX_HEX_DIGITS) {
    throw cryptoError(
      code,
      `${field} has ${text.length} digits; at most ${MAX_HEX_DIGITS} make sense for a 3072-bit group. Copy it again.`,
    );
  }
  return BigInt(`0x${text}`);
}
