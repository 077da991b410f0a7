import { createHmac } from 'node:crypto';
import type { CoreFault } from '../../form/form.ts';
import { incorrectPassword, refusal } from '../refusal.ts';
import { stableUuid } from '../stable-uuid.ts';
import type { Client, Pool, User } from '../state.ts';

/** The user that a USERNAME names: canonical name, address where that is the sign-in name, or verified alias. */
export function findUser(pool: Pool, name: string): User | undefined {
  const wanted = name.toLowerCase();
  const exact = pool.users.get(wanted);
  if (exact !== undefined) return exact;
  if (pool.usernames === 'email') return byAttribute(pool, 'email', wanted);
  for (const alias of pool.aliases) {
    const user = byAttribute(pool, alias, wanted);
    if (user?.attributes.get(`${alias}_verified`) === 'true') return user;
  }
  return undefined;
}

function byAttribute(pool: Pool, attribute: string, lowerCased: string): User | undefined {
  for (const user of pool.users.values()) {
    if (user.attributes.get(attribute)?.toLowerCase() === lowerCased) return user;
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
  const usesUuids = pool.usernames === 'email' || pool.aliases.length > 0;
  return {
    username: usesUuids ? stableUuid(derive('username')) : name,
    salt: derive('salt').subarray(0, 16),
  };
}
