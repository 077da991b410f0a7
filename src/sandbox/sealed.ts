import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { JsonValue } from '../json.ts';
import type { Random } from './random.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Sealed values: what Cognito hands out and only Cognito can read (Session, SECRET_BLOCK, refresh token). The state
 * travels inside them, so the sandbox's memory does not grow with the number of sign-ins that were begun.
 */
export interface Sealer {
  /** AES-256-GCM over the payload, filled up with spaces to at least `size` bytes. */
  seal(purpose: string, payload: JsonValue, size: number): Uint8Array;
  readonly key: Uint8Array;
  /** The payload, or undefined when a single bit or the purpose differs. */
  open(purpose: string, sealed: Uint8Array): unknown;
}

/** @param key 32 bytes; whoever has them can read what was sealed. */
export function createSealer(key: Uint8Array, random: Random): Sealer {
  return {
    key,
    seal: (purpose, payload, size) => {
      const iv = random.bytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
      const text = JSON.stringify(payload);
      const plain = Buffer.from(text + ' '.repeat(Math.max(0, size - Buffer.byteLength(text))));
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: (purpose, sealed) => {
      if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
      const end = sealed.length - TAG_BYTES;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(sealed.subarray(end));
        const plain = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, end)), decipher.final()]);
        return JSON.parse(plain.toString('utf8'));
      } catch {
        return undefined;
      }
    },
  };
}
