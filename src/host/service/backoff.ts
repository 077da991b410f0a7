import type { Random } from '../ports.ts';

/** How often something is sent at most while the service asks to slow down. */
export const TRIES = 5;

/** Protocol reference 9.3: full jitter from 200 ms, twice as long each time, at most 5 s. */
const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** How long to wait before the next try, milliseconds. @param tries those there were, from 1 */
export function pauseMs(random: Random, tries: number): number {
  const [byte = 0] = random.bytes(1);
  return Math.round((byte / 255) * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries));
}
