import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseLockedCode, settleCode } from '../sign-in/code-attempt.ts';
import { matchingStep } from '../totp.ts';
import { sessionChallenge } from './spec.ts';

export function askSoftwareTokenMfa(context: Context, subject: Subject): JsonObject {
  const name = subject.user.totp?.friendlyName;
  const parameters = name === undefined ? {} : { FRIENDLY_DEVICE_NAME: name };
  return ask(context, subject, { challenge: 'SOFTWARE_TOKEN_MFA' }, parameters);
}

export const softwareTokenMfa = sessionChallenge(
  'SOFTWARE_TOKEN_MFA',
  ({ context, subject, session, responses }) => {
    const code = need(responses, 'SOFTWARE_TOKEN_MFA_CODE');
    const { totp } = subject.user;
    if (totp === undefined) throw noSoftwareToken();
    refuseLockedCode(context, subject);
    const step = matchingStep(totp.secret, code, context.clock.seconds());
    // An older step than the newest accepted one counts as used: otherwise two codes in turn could each pass twice.
    if (step !== undefined && step <= totp.lastStep) {
      throw refusal('ExpiredCodeException', 'Your software token has already been used once.');
    }
    settleCode(context, subject, step !== undefined, 'Invalid code received for user');
    totp.lastStep = step ?? totp.lastStep;
    spendSession(context, session);
    return finish(context, subject);
  },
  ({ user }) => {
    if (user.totp === undefined) throw noSoftwareToken();
  },
);

function noSoftwareToken(): Error {
  return refusal('SoftwareTokenMFANotFoundException', 'Software Token MFA is not set up for the user.');
}
