import { cryptoError } from './crypto-error.ts';

/** The host's random port: exactly `n` fresh bytes from a cryptographic source (fixed or counting in tests). */
export type RandomBytes = (n: number) => Uint8Array;

/**
 * `n` bytes from the source, checked.
 * @throws CryptoError RANDOM_INVALID when the source hands back another number of bytes
 */
export function draw(randomBytes: RandomBytes, n: number): Buffer {
  const bytes = randomBytes(n);
  if (bytes.length !== n) {
    throw cryptoError(
      'RANDOM_INVALID',
      `randomBytes returned ${bytes.length} bytes instead of ${n}; check the host's random port.`,
    );
  }
  return Buffer.from(bytes);
}
