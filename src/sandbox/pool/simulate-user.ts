import { createHmac } from 'node:crypto';
import { stableUuid } from '../stable-uuid.ts';
import type { Pool } from '../state.ts';
import { EMAIL, PHONE } from './attributes.ts';
import type { Handle } from './directory.ts';
import { simulatedUser } from './find-user.ts';
import { newUser, type Passkey, type User } from './user.ts';

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
      ['email', isHandle(pool, 'email', name) ? name : `${letter(16)}@${letter(17)}`],
      ['email_verified', 'true'],
      ['phone_number', isHandle(pool, 'phone_number', name) ? name : `+00000000${digits}`],
      ['phone_number_verified', 'true'],
    ]),
    passkeys: simulatedPasskeys(pool, bytes),
    status: 'CONFIRMED',
    createdAt: 0,
  });
}

/** Whoever signs in by an address gets codes there: a masked one that doesn't fit the name would tell. */
function isHandle({ usernameAttributes, aliases }: Pool, handle: Handle, name: string): boolean {
  const form = handle === 'email' ? EMAIL : PHONE;
  return (usernameAttributes.includes(handle) || aliases.includes(handle)) && form.test(name);
}

/**
 * Half of the names that nobody has seem to have a passkey, where the pool takes them: a name with one and a name without
 * are then equally likely to be made up. No key belongs to it, so that nothing verifies.
 */
function simulatedPasskeys({ webAuthn, existenceKey }: Pool, bytes: Uint8Array): Map<string, Passkey> {
  if (webAuthn === undefined || (bytes[20] ?? 0) % 2 === 0) return new Map();
  const credentialId = createHmac('sha256', existenceKey)
    .update('passkey\n')
    .update(bytes)
    .digest('base64url');
  const { relyingPartyId } = webAuthn;
  const passkey: Passkey = {
    credentialId,
    relyingPartyId,
    publicKey: '',
    transports: ['internal'],
    friendlyName: '',
    createdAt: 0,
    counter: 0,
  };
  return new Map([[credentialId, passkey]]);
}
