import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { invalidSession } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { sessionChallenge } from './spec.ts';
import { askSoftwareTokenMfa } from './software-token-mfa.ts';

export function askMfaSetup(context: Context, subject: Subject): JsonObject {
  const parameters = { MFAS_CAN_SETUP: JSON.stringify(subject.pool.mfaMethods) };
  return ask(context, subject, { challenge: 'MFA_SETUP', stage: 'offered' }, parameters);
}

/** Only the Session that VerifySoftwareToken returned ends it, and only while that secret is still the user's. */
export const mfaSetup = sessionChallenge('MFA_SETUP', ({ context, subject, session, pending }) => {
  if (pending.stage !== 'verified' || subject.user.totp?.secret !== pending.secret) throw invalidSession();
  spendSession(context, session);
  subject.user.mfaEnabled.add('SOFTWARE_TOKEN_MFA');
  return context.settings.codeAfterMfaSetup
    ? askSoftwareTokenMfa(context, subject)
    : finish(context, subject);
});
