import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import { text } from '../read-members.ts';
import { invalidSession, missingParameter, refusal } from '../refusal.ts';
import { openSession, readSession, spendSession } from '../sessions.ts';
import { refuseStoppedSetUp } from '../sign-in/refuse-stopped.ts';
import { refuseSetUp } from '../sign-in/refuse-set-up.ts';
import type { Pool } from '../state.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { base32 } from '../totp.ts';
import type { Operation } from './spec.ts';

const SECRET_BYTES = 32;

export const associateSoftwareToken: Operation = {
  name: 'AssociateSoftwareToken',
  run: (input, context) => {
    const accessToken = text(input, 'AccessToken');
    const session = text(input, 'Session');
    if (accessToken !== undefined) return associateSignedIn(context, accessToken);
    if (session === undefined) throw missingParameter('Session');
    return associateInSetup(context, session);
  },
};

function associateInSetup(context: Context, text: string): JsonObject {
  const session = readSession(context, text);
  refuseStoppedSetUp(context, session);
  if (session.pending.challenge !== 'MFA_SETUP' || session.pending.stage === 'verified')
    throw invalidSession();
  const { pool, user } = session.subject;
  refuseWithoutTotp(pool);
  refuseSetUp(pool, user);
  const secret = newSecret(context);
  spendSession(context, session);
  const pending = { challenge: 'MFA_SETUP', stage: 'associated', secret } as const;
  return { SecretCode: secret, Session: openSession(context, session.subject, pending) };
}

/** A signed-in user gets no Session; the secret waits for VerifySoftwareToken with the same authority. */
async function associateSignedIn(context: Context, accessToken: string): Promise<JsonObject> {
  const { pool, user } = await requireBearer(context, accessToken);
  refuseWithoutTotp(pool);
  user.pendingTotpSecret = newSecret(context);
  return { SecretCode: user.pendingTotpSecret };
}

function newSecret(context: Context): string {
  return base32(context.random.bytes(SECRET_BYTES));
}

/** @throws SoftwareTokenMFANotFoundException where the pool doesn't offer TOTP. */
export function refuseWithoutTotp(pool: Pool): void {
  if (pool.mfaMethods.includes('SOFTWARE_TOKEN_MFA')) return;
  const message = 'Software Token MFA has not been enabled by the userPool';
  throw refusal('SoftwareTokenMFANotFoundException', message);
}
