/** A passkey that a user registered. Plain data, so that it can be part of a snapshot. */
export interface Passkey {
  /** The credential id, base64url. */
  readonly id: string;
  readonly relyingPartyId: string;
  /** COSE_Key, base64url. */
  readonly publicKey: string;
  /** Of that key, COSE number. */
  readonly algorithm: number;
  /** The newest signature counter seen; 0 for authenticators that don't count. */
  counter: number;
  readonly transports: readonly string[];
  readonly attachment?: 'platform' | 'cross-platform';
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Protocol reference 2.11 and 9.2. */
export const PASSKEYS_PER_USER = 20;

/** `user.id` of the options and `userHandle` of an assertion: the sub, as AWS's sample shows it. */
export function userHandleOf(sub: string): string {
  return Buffer.from(sub).toString('base64url');
}

/** FriendlyCredentialName: "Roaming passkey" is AWS's own sample, the other name is made after it. */
export function friendlyName({ attachment }: Pick<Passkey, 'attachment'>): string {
  return attachment === 'cross-platform' ? 'Roaming passkey' : 'Platform passkey';
}
