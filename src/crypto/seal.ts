import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes: of a key, of AES-GCM's nonce (NIST SP 800-38D 8.2.2) and of its tag. */
export const SEAL_KEY_BYTES = 32;
export const SEAL_NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The first byte says how the rest was made. */
const FORM = 1;

/**
 * A text under AES-256-GCM: form, nonce, ciphertext, tag.
 * @param nonce random, 12 bytes, never twice with one key
 * @param place what it belongs to; it can be opened nowhere else
 */
export function seal(key: Uint8Array, nonce: Uint8Array, text: string, place: string): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(new TextEncoder().encode(place));
  const parts = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return new Uint8Array(Buffer.concat([Uint8Array.of(FORM), nonce, ...parts]));
}

/** The text; undefined where the key is another, the place is, or a byte was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, place: string): string | undefined {
  const body = 1 + SEAL_NONCE_BYTES;
  if (sealed[0] !== FORM || sealed.length < body + TAG_BYTES) return undefined;
  const end = sealed.length - TAG_BYTES;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, body))
      .setAAD(new TextEncoder().encode(place))
      .setAuthTag(sealed.subarray(end));
    return Buffer.concat([cipher.update(sealed.subarray(body, end)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
