import type { Context } from '../context.ts';
import { memberOf } from '../model/check-members.ts';
import type { PasskeyRegistration } from '../pool/user.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { allowsPasskeys, isFull, isTaken, relyingPartyOf } from '../sign-in/passkeys.ts';
import { requireBearer, type Bearer } from '../tokens/access-token.ts';
import { friendlyName } from '../webauthn/passkey.ts';
import { challengeNotFound, passkeysNotEnabled, tooManyPasskeys } from '../webauthn/refusals.ts';
import { verifyRegistration } from '../webauthn/verify-registration.ts';
import type { Operation } from './spec.ts';

/** A refused credential leaves the registration open; an accepted one ends it. */
export const completeWebAuthnRegistration: Operation = {
  name: 'CompleteWebAuthnRegistration',
  run: async (input, context) => {
    const bearer = await requireBearer(context, requiredText(input, 'AccessToken'));
    const { pool, user } = bearer;
    const relyingParty = relyingPartyOf(pool, user);
    if (!allowsPasskeys(pool) || relyingParty === undefined) throw passkeysNotEnabled();
    const registration = requireRegistration(context, bearer);
    const { challenge } = registration;
    const passkey = await verifyRegistration(
      { relyingParty, challenge },
      memberOf(input, 'Credential') ?? null,
    );
    // Another registration may have ended while this one was verified.
    if (user.passkeyRegistration !== registration) throw challengeNotFound();
    if (isTaken(pool, passkey.credentialId)) {
      throw refusal('InvalidParameterException', 'Invalid credential: it is registered already.');
    }
    if (isFull(user)) throw tooManyPasskeys();
    delete user.passkeyRegistration;
    user.passkeys.set(passkey.credentialId, {
      ...passkey,
      friendlyName: friendlyName(passkey.attachment),
      createdAt: context.clock.now(),
    });
    return {};
  },
};

/** @throws WebAuthnChallengeNotFoundException, WebAuthnClientMismatchException */
function requireRegistration(context: Context, { user, client }: Bearer): PasskeyRegistration {
  const registration = user.passkeyRegistration;
  if (registration === undefined || context.clock.now() >= registration.expiresAt) throw challengeNotFound();
  if (registration.clientId === client.id) return registration;
  throw refusal(
    'WebAuthnClientMismatchException',
    'The registration was started with an access token of another app client.',
  );
}
