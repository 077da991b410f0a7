import { requiredText } from '../read-members.ts';
import { allowsPasskeys, isFull, relyingPartyOf } from '../sign-in/passkeys.ts';
import { refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { creationOptions, newChallenge } from '../webauthn/options.ts';
import { passkeysNotEnabled, tooManyPasskeys } from '../webauthn/refusals.ts';
import type { Operation } from './spec.ts';

/**
 * How long a registration may take. The reference says that its challenge expires and not when; this is what a sign-in
 * with a passkey is given (protocol reference 2.11).
 */
const REGISTRATION_MS = 180_000;

export const startWebAuthnRegistration: Operation = {
  name: 'StartWebAuthnRegistration',
  run: async (input, context) => {
    const { pool, client, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    if (!allowsPasskeys(pool)) throw passkeysNotEnabled();
    const relyingParty = relyingPartyOf(pool, user);
    if (relyingParty === undefined) {
      throw refusal(
        'WebAuthnConfigurationMissingException',
        'The user pool has no relying party for passkeys: it needs a domain or a RelyingPartyId.',
      );
    }
    if (isFull(user)) throw tooManyPasskeys();
    const challenge = newChallenge(context.random);
    const expiresAt = context.clock.now() + REGISTRATION_MS;
    user.passkeyRegistration = { challenge, clientId: client.id, expiresAt };
    const passkeys = [...user.passkeys.values()];
    return { CredentialCreationOptions: creationOptions({ relyingParty, challenge, user, passkeys }) };
  },
};
