import type { Passkey } from '../pool/user.ts';

/** Protocol reference 2.11 and 9.2. */
export const PASSKEYS_PER_USER = 20;

/** `user.id` of the options and `userHandle` of an assertion: the sub, as AWS's sample shows it. */
export function userHandleOf(sub: string): string {
  return Buffer.from(sub).toString('base64url');
}

/** FriendlyCredentialName: "Roaming passkey" is AWS's own sample, the other name is made after it. */
export function friendlyName(attachment: Passkey['attachment']): string {
  return attachment === 'cross-platform' ? 'Roaming passkey' : 'Platform passkey';
}
