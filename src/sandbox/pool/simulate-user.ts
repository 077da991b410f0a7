import { createHmac } from 'node:crypto';
import { stableUuid } from '../stable-uuid.ts';
import type { Pool } from '../state.ts';
import { simulatedUser } from './find-user.ts';
import { newUser, type User } from './user.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A user who doesn't exist, made up from the name alone so that asking twice tells nothing. Without a password and with
 * codes that are never sent, no answer of theirs can be right. Protocol reference 4.5.
 */
export function simulateUser(pool: Pool, name: string): User {
  const bytes = createHmac('sha256', pool.existenceKey).update(`user\n${name.toLowerCase()}`).digest();
  const letter = (at: number) => LETTERS.charAt((bytes[at] ?? 0) % LETTERS.length);
  const digits = String(bytes.readUInt16BE(18) % 10_000).padStart(4, '0');
  return newUser({
    username: simulatedUser(pool, name).username,
    sub: stableUuid(bytes),
    simulated: name,
    attributes: new Map([
      ['email', `${letter(16)}@${letter(17)}`],
      ['email_verified', 'true'],
      ['phone_number', `+00000000${digits}`],
      ['phone_number_verified', 'true'],
    ]),
    status: 'CONFIRMED',
    createdAt: 0,
  });
}
