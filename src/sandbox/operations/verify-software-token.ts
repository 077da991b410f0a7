import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import { requiredText, text } from '../read-members.ts';
import { invalidSession, missingParameter, refusal } from '../refusal.ts';
import { openSession, readSession, spendSession } from '../sessions.ts';
import type { User } from '../pool/user.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { matchingStep } from '../totp.ts';
import { refuseStoppedSetUp } from '../sign-in/refuse-stopped.ts';
import { refuseSetUp } from '../sign-in/refuse-set-up.ts';
import { refuseWithoutTotp } from './associate-software-token.ts';
import type { Operation } from './spec.ts';

export const verifySoftwareToken: Operation = {
  name: 'VerifySoftwareToken',
  run: (input, context) => {
    const accessToken = text(input, 'AccessToken');
    const session = text(input, 'Session');
    const proof = { code: requiredText(input, 'UserCode'), name: text(input, 'FriendlyDeviceName') };
    if (accessToken !== undefined) return verifySignedIn(context, accessToken, proof);
    if (session === undefined) throw missingParameter('Session');
    return verifyInSetup(context, session, proof);
  },
};

interface Proof {
  readonly code: string;
  readonly name: string | undefined;
}

function verifyInSetup(context: Context, text: string, proof: Proof): JsonObject {
  const session = readSession(context, text);
  refuseStoppedSetUp(context, session);
  const { subject, pending } = session;
  if (pending.challenge !== 'MFA_SETUP' || pending.stage !== 'associated') throw invalidSession();
  refuseSetUp(subject.pool, subject.user);
  if (!context.settings.keepSessionAfterVerifyMismatch) spendSession(context, session);
  acceptSecret(context, subject.user, pending.secret, proof);
  if (context.settings.keepSessionAfterVerifyMismatch) spendSession(context, session);
  const next = { challenge: 'MFA_SETUP', stage: 'verified', secret: pending.secret } as const;
  return { Status: 'SUCCESS', Session: openSession(context, subject, next) };
}

/** Proves the secret; TOTP itself is switched on by SetUserMFAPreference. */
async function verifySignedIn(context: Context, accessToken: string, proof: Proof): Promise<JsonObject> {
  const { pool, user } = await requireBearer(context, accessToken);
  refuseWithoutTotp(pool);
  const secret = user.pendingTotpSecret;
  if (secret === undefined) {
    throw refusal('SoftwareTokenMFANotFoundException', 'Software Token MFA is not set up for the user.');
  }
  acceptSecret(context, user, secret, proof);
  delete user.pendingTotpSecret;
  return { Status: 'SUCCESS' };
}

function acceptSecret(context: Context, user: User, secret: string, { code, name }: Proof): void {
  const step = matchingStep(secret, code, context.clock.seconds());
  if (step === undefined) throw refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
  // The code that proved the secret was used, too: a sign-in in the same 30 s needs the next one.
  user.totp = { secret, lastStep: step, ...(name === undefined ? {} : { friendlyName: name }) };
}
