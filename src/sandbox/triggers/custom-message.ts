import type { Context } from '../context.ts';
import { attributesPart, metadataPart, type EventSubject } from './events.ts';
import { readMessage, type CustomText } from './responses.ts';
import { runTrigger } from './run-trigger.ts';

/** Stands for the code in a message. */
const CODE = '{####}';

/** The second half of triggerSource. */
export type MessageOccasion =
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'AdminCreateUser'
  | 'Authentication';

/**
 * CustomMessage, before a message goes out. What it leaves unsaid is said in the pool's own words.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runCustomMessage(
  context: Context,
  subject: EventSubject,
  occasion: MessageOccasion,
): Promise<CustomText> {
  const invites = occasion === 'AdminCreateUser';
  const response = await runTrigger(context, subject, {
    trigger: 'CustomMessage',
    source: `CustomMessage_${occasion}`,
    request: {
      userAttributes: attributesPart(subject.user),
      codeParameter: CODE,
      linkParameter: '{##Click Here##}',
      usernameParameter: invites ? '{username}' : null,
      ...metadataPart(metadataSeen(context)),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  return response === undefined ? {} : readMessage(response, CODE);
}

/** What a sign-in is given comes here from AdminRespondToAuthChallenge alone (protocol reference 8.3). */
function metadataSeen({ asked }: Context): ReadonlyMap<string, string> | undefined {
  const { operation, metadata } = asked;
  const unseen = operation.endsWith('InitiateAuth') || operation === 'RespondToAuthChallenge';
  return unseen ? undefined : metadata;
}
