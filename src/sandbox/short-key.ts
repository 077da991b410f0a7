import { createHash } from 'node:crypto';

const LONGEST = 256;

/**
 * A key to remember a typed name by. Names may come 131,072 characters long, and thousands are remembered: a long one
 * stands there by its digest.
 */
export function shortKey(name: string): string {
  return name.length <= LONGEST ? name : createHash('sha256').update(name).digest('base64');
}
