import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { checkValue } from '../pool/attributes.ts';
import type { TextMap } from '../read-members.ts';
import { invalidSession, refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseSetUp } from '../sign-in/refuse-set-up.ts';
import { askEmailSetup } from './email-otp.ts';
import { sessionChallenge } from './spec.ts';
import { askSoftwareTokenMfa } from './software-token-mfa.ts';

export function askMfaSetup(context: Context, subject: Subject): JsonObject {
  const parameters = { MFAS_CAN_SETUP: JSON.stringify(subject.pool.mfaMethods) };
  return ask(context, subject, { challenge: 'MFA_SETUP', stage: 'offered' }, parameters);
}

/**
 * Two ends: an address, whose code is asked for next, or the Session that VerifySoftwareToken returned, while that
 * secret is still the user's.
 */
export const mfaSetup = sessionChallenge('MFA_SETUP', ({ context, subject, session, pending, responses }) => {
  const { pool, user } = subject;
  const address = addressOf(context, responses);
  if (pending.stage === 'offered' && address !== undefined) {
    refuseSetUp(pool, user);
    checkAddress(subject, address);
    spendSession(context, session);
    return askEmailSetup(context, subject, address);
  }
  if (pending.stage !== 'verified' || user.totp?.secret !== pending.secret) throw invalidSession();
  refuseSetUp(pool, user);
  spendSession(context, session);
  user.mfaEnabled.add('SOFTWARE_TOKEN_MFA');
  return context.settings.codeAfterMfaSetup
    ? askSoftwareTokenMfa(context, subject)
    : finish(context, subject);
});

/** Amplify sends EMAIL, the AWS guide prints the key in lowercase (protocol reference 2.7). */
function addressOf({ settings }: Context, responses: TextMap): string | undefined {
  const keys = settings.emailSetupKey === 'both' ? ['EMAIL', 'email'] : [settings.emailSetupKey];
  return keys.map((key) => responses.get(key)).find((address) => address !== undefined);
}

function checkAddress({ pool, user }: Subject, address: string): void {
  if (!pool.mfaMethods.includes('EMAIL_OTP')) {
    throw refusal('InvalidParameterException', 'EMAIL_OTP is not enabled for the user pool.');
  }
  checkValue(pool, user, 'email', address);
}
