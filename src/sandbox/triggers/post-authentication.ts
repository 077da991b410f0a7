import type { Context, Subject } from '../context.ts';
import { metadataPart, userParts } from './events.ts';
import { runTrigger } from './run-trigger.ts';

/**
 * PostAuthentication, when everything was proved and before there are tokens: by throwing it still denies.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runPostAuthentication(context: Context, subject: Subject): Promise<void> {
  const { operation, metadata } = context.asked;
  const seen = operation.endsWith('RespondToAuthChallenge') ? metadata : undefined;
  await runTrigger(context, subject, {
    trigger: 'PostAuthentication',
    source: 'PostAuthentication_Authentication',
    request: {
      ...userParts(subject),
      newDeviceUsed: subject.pool.devices !== undefined && subject.device === undefined,
      ...metadataPart(seen),
    },
    response: {},
  });
}
