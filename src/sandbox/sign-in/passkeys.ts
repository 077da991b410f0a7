import type { Passkey, User } from '../pool/user.ts';
import type { Pool } from '../state.ts';
import { PASSKEYS_PER_USER } from '../webauthn/passkey.ts';
import type { RelyingParty } from '../webauthn/relying-party.ts';

/** Whether a user's passkey counts as both factors, which is the pool's to allow and the user's to switch on. */
export function isPasskeyMfa({ webAuthn }: Pool, user: User): boolean {
  return webAuthn?.multiFactor === true && user.passkeyMfa;
}

/** Whom a user's passkeys are made for; undefined in a pool that names no one. */
export function relyingPartyOf(pool: Pool, user: User): RelyingParty | undefined {
  if (pool.webAuthn === undefined) return undefined;
  const { relyingPartyId, userVerification } = pool.webAuthn;
  return { id: relyingPartyId, userVerification: isPasskeyMfa(pool, user) ? 'required' : userVerification };
}

/** Those a sign-in may use: one made for an earlier relying party is of no use to the new one. */
export function usablePasskeys({ webAuthn }: Pool, user: User): Passkey[] {
  return [...user.passkeys.values()].filter(
    ({ relyingPartyId }) => relyingPartyId === webAuthn?.relyingPartyId,
  );
}

export function allowsPasskeys(pool: Pool): boolean {
  return pool.firstFactors.includes('WEB_AUTHN');
}

export function isFull(user: User): boolean {
  return user.passkeys.size >= PASSKEYS_PER_USER;
}

/** Whether anybody of the pool has registered it: a credential id names one passkey (WebAuthn Level 3 section 7.1). */
export function isTaken(pool: Pool, credentialId: string): boolean {
  for (const user of pool.users.all()) if (user.passkeys.has(credentialId)) return true;
  return false;
}
