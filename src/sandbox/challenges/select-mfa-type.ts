import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask } from '../sign-in/answer.ts';
import { askMfa } from '../sign-in/ask-mfa.ts';
import type { MfaMethod } from '../pool/user.ts';
import { sessionChallenge } from './spec.ts';

export function askSelectMfaType(
  context: Context,
  subject: Subject,
  choices: readonly MfaMethod[],
): JsonObject {
  const parameters = { MFAS_CAN_CHOOSE: JSON.stringify(choices) };
  return ask(context, subject, { challenge: 'SELECT_MFA_TYPE', choices }, parameters);
}

export const selectMfaType = sessionChallenge(
  'SELECT_MFA_TYPE',
  ({ context, subject, session, pending, responses }) => {
    const answer = need(responses, 'ANSWER');
    // AWS's prose says EMAIL_MFA, its clients send EMAIL_OTP.
    const wanted = answer === 'EMAIL_MFA' ? 'EMAIL_OTP' : answer;
    const method = pending.choices.find((choice) => choice === wanted);
    if (method === undefined) {
      throw refusal(
        'InvalidParameterException',
        `Invalid MFA type: the choices are ${pending.choices.join(', ')}.`,
      );
    }
    spendSession(context, session);
    return askMfa(context, subject, method);
  },
);
