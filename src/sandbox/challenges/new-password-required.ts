import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { missingAttributes, readNewAttributes } from '../pool/attributes.ts';
import { checkNewPassword, setPassword } from '../pool/set-password.ts';
import { need, type TextMap } from '../read-members.ts';
import { invalidSession } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask } from '../sign-in/answer.ts';
import { secondFactor } from '../sign-in/second-factor.ts';
import { sessionChallenge } from './spec.ts';

export function askNewPassword(context: Context, subject: Subject): JsonObject {
  const { pool, user } = subject;
  return ask(
    context,
    subject,
    { challenge: 'NEW_PASSWORD_REQUIRED' },
    {
      userAttributes: JSON.stringify(Object.fromEntries(user.attributes)),
      requiredAttributes: JSON.stringify(missingAttributes(pool, user)),
    },
  );
}

export const newPasswordRequired = sessionChallenge(
  'NEW_PASSWORD_REQUIRED',
  ({ context, subject, session, responses }) => {
    const password = need(responses, 'NEW_PASSWORD');
    // The password was changed through another Session meanwhile: this one has nothing left to do.
    if (subject.user.status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession();
    if (!context.settings.keepSessionAfterBadNewPassword) spendSession(context, session);
    takePassword(context, subject, password, responses);
    if (context.settings.keepSessionAfterBadNewPassword) spendSession(context, session);
    return secondFactor(context, subject);
  },
);

function takePassword(context: Context, { pool, user }: Subject, password: string, responses: TextMap): void {
  checkNewPassword(pool, user, password);
  const attributes = readNewAttributes(pool, user, responses);
  setPassword(context, pool, user, password, { permanent: true });
  for (const [name, value] of attributes) pool.users.setAttribute(user, name, value);
}
