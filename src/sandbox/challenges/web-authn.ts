import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { refuseSpent, spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseUnoffered } from '../sign-in/first-factors.ts';
import { relyingPartyOf, usablePasskeys } from '../sign-in/passkeys.ts';
import { newChallenge, requestOptions } from '../webauthn/options.ts';
import { userHandleOf } from '../webauthn/passkey.ts';
import { readAssertion } from '../webauthn/read-credential.ts';
import { invalidAssertion, verifyAssertion } from '../webauthn/verify-assertion.ts';
import type { PendingOf, SessionAnswer } from './spec.ts';

/** A passkey as first factor. No MFA follows: where MFA is on, only one that counts as both factors is offered. */
export function askWebAuthn(context: Context, subject: Subject): JsonObject {
  const { pool, user } = subject;
  const relyingParty = relyingPartyOf(pool, user);
  if (relyingParty === undefined) throw invalidAssertion();
  const signs = newChallenge(context.random);
  const CREDENTIAL_REQUEST_OPTIONS = requestOptions(relyingParty, signs, usablePasskeys(pool, user));
  return ask(context, subject, { challenge: 'WEB_AUTHN', signs }, { CREDENTIAL_REQUEST_OPTIONS });
}

/** A refused CREDENTIAL leaves the Session as it is, as a wrong code does. */
export async function answerWebAuthn(given: SessionAnswer<PendingOf<'WEB_AUTHN'>>): Promise<JsonObject> {
  const { context, subject, session, pending, responses } = given;
  const { pool, user } = subject;
  const credential = need(responses, 'CREDENTIAL');
  refuseUnoffered(pool, user, 'WEB_AUTHN');
  const relyingParty = relyingPartyOf(pool, user);
  if (relyingParty === undefined) throw invalidAssertion();
  const { passkey, counter } = await verifyAssertion(
    {
      relyingParty,
      challenge: pending.signs,
      passkeys: usablePasskeys(pool, user),
      userHandle: userHandleOf(user.sub),
    },
    credential,
  );
  // Another answer may have been accepted while the signature was verified.
  refuseSpent(context, session);
  if (counter > 0 && counter <= passkey.counter) throw invalidAssertion();
  passkey.counter = counter;
  spendSession(context, session);
  return finish(context, subject);
}

/**
 * CREDENTIAL beside a choice of WEB_AUTHN (protocol reference 2.10, ways 2 and 3): nothing was asked to be signed in this
 * Session yet, so it can only be refused. Answered with the Session of WEB_AUTHN, the same request is its answer.
 */
export function refuseUnasked(credential: string): never {
  readAssertion(credential);
  throw invalidAssertion();
}
