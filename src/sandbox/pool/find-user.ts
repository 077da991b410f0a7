import { createHmac } from 'node:crypto';
import type { CoreFault } from '../../form/form.ts';
import { incorrectPassword, refusal } from '../refusal.ts';
import { stableUuid } from '../stable-uuid.ts';
import type { Pool } from '../state.ts';
import type { Client } from './client.ts';
import type { User } from './user.ts';

/** The user that a USERNAME names: canonical name, address where that is the sign-in name, or verified alias. */
export function findUser(pool: Pool, name: string): User | undefined {
  const exact = pool.users.named(name);
  if (exact !== undefined) return exact;
  for (const handle of pool.usernameAttributes) {
    const [user] = pool.users.withHandle(handle, name);
    if (user !== undefined) return user;
  }
  return byAlias(pool, name);
}

/** The user whose verified alias this is. `preferred_username` needs no verification. */
export function byAlias(pool: Pool, name: string): User | undefined {
  for (const alias of pool.aliases) {
    const user = pool.users
      .withHandle(alias, name)
      .find(
        ({ attributes }) => alias === 'preferred_username' || attributes.get(`${alias}_verified`) === 'true',
      );
    if (user !== undefined) return user;
  }
  return undefined;
}

/** What a password sign-in says about a name that doesn't exist: PreventUserExistenceErrors decides. */
export function unknownUser(client: Client): CoreFault {
  return client.hidesUserExistence
    ? incorrectPassword()
    : refusal('UserNotFoundException', 'User does not exist.');
}

/** Stable made-up values for a name that doesn't exist, so that asking twice tells nothing. Protocol reference 4.5, 5.7. */
export function simulatedUser(pool: Pool, name: string): { username: string; salt: Uint8Array } {
  const derive = (what: string) =>
    createHmac('sha256', pool.existenceKey).update(`${what}\n${name.toLowerCase()}`).digest();
  const usesUuids = pool.usernameAttributes.length > 0 || pool.aliases.length > 0;
  return {
    username: usesUuids ? stableUuid(derive('username')) : name,
    salt: derive('salt').subarray(0, 16),
  };
}
