import type { Context, Subject } from '../context.ts';
import { userParts } from './events.ts';
import { runTrigger } from './run-trigger.ts';

/**
 * PreAuthentication, at the start of a sign-in: by throwing it denies. ClientMetadata of InitiateAuth reaches it under
 * another name (protocol reference 8.3).
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runPreAuthentication(context: Context, subject: Subject): Promise<void> {
  const { metadata } = context.asked;
  await runTrigger(context, subject, {
    trigger: 'PreAuthentication',
    source: 'PreAuthentication_Authentication',
    request: {
      ...userParts(subject),
      validationData: metadata === undefined ? null : Object.fromEntries(metadata),
    },
    response: {},
  });
}
