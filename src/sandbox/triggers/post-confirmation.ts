import type { Context } from '../context.ts';
import { attributesPart, metadataPart, type EventSubject } from './events.ts';
import { runTrigger } from './run-trigger.ts';

/**
 * PostConfirmation, when a sign-up or a new password was confirmed. That stays confirmed when it throws: the caller
 * learns of the failure and can't repeat the call.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runPostConfirmation(
  context: Context,
  subject: EventSubject,
  occasion: 'ConfirmSignUp' | 'ConfirmForgotPassword',
): Promise<void> {
  await runTrigger(context, subject, {
    trigger: 'PostConfirmation',
    source: `PostConfirmation_${occasion}`,
    request: { userAttributes: attributesPart(subject.user), ...metadataPart(context.asked.metadata) },
    response: {},
  });
}
