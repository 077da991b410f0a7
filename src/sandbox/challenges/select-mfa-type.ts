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
  const parameters = { [context.settings.mfaChoiceParameter]: JSON.stringify(choices) };
  return ask(context, subject, { challenge: 'SELECT_MFA_TYPE', choices }, parameters);
}

export const selectMfaType = sessionChallenge(
  'SELECT_MFA_TYPE',
  ({ context, subject, session, pending, responses }) => {
    const answer = need(responses, 'ANSWER');
    const method = pending.choices.find((choice) => answersOf(context, choice).includes(answer));
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

/** AWS's prose says EMAIL_MFA, its clients send EMAIL_OTP. */
function answersOf({ settings }: Context, method: MfaMethod): readonly string[] {
  if (method !== 'EMAIL_OTP') return [method];
  return settings.emailMfaAnswer === 'both' ? ['EMAIL_OTP', 'EMAIL_MFA'] : [settings.emailMfaAnswer];
}
