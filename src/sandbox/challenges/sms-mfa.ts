import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseLockedCode, settleCode } from '../sign-in/code-attempt.ts';
import { sendCode } from '../sign-in/send-code.ts';
import { sameText } from '../totp.ts';
import { sessionChallenge } from './spec.ts';

const CODE_DIGITS = 6;

export async function askSmsMfa(context: Context, subject: Subject): Promise<JsonObject> {
  const { code, parameters } = await sendCode(context, subject, 'SMS', CODE_DIGITS);
  return ask(context, subject, { challenge: 'SMS_MFA', code }, parameters);
}

/** A surplus SOFTWARE_TOKEN_MFA_CODE is tolerated: one shipped client always sends both. */
export const smsMfa = sessionChallenge(
  'SMS_MFA',
  ({ context, subject, session, pending, responses }) => {
    const code = need(responses, 'SMS_MFA_CODE');
    refuseLockedCode(context, subject);
    const right = pending.code !== null && sameText(pending.code, code);
    settleCode(context, subject, right, 'Invalid code or auth state for the user.');
    spendSession(context, session);
    return finish(context, subject);
  },
  ({ user }) => {
    if (!user.attributes.has('phone_number')) {
      throw refusal('MFAMethodNotFoundException', 'No MFA method found for the user.');
    }
  },
);
