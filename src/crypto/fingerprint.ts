import { createHash } from 'node:crypto';

/** Enough to tell the Sessions of one run apart, too little to find one by trying. */
const LENGTH = 8;

/** A short fingerprint (8 hex digits of SHA-256): equal for equal secrets, and not to be turned back. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex').slice(0, LENGTH);
}
