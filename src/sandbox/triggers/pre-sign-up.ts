import type { Context } from '../context.ts';
import type { TextMap } from '../read-members.ts';
import { metadataPart, type EventSubject } from './events.ts';
import { unrecognizable } from './refuse-run.ts';
import { readSignUpDecision, type SignUpDecision } from './responses.ts';
import { runTrigger } from './run-trigger.ts';

/**
 * PreSignUp, before a user comes to be: by throwing it denies.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException; the last also when
 * it verifies what the user doesn't have, which the developer guide calls an error
 */
export async function runPreSignUp(
  context: Context,
  subject: EventSubject,
  occasion: 'SignUp' | 'AdminCreateUser',
  validationData: TextMap,
): Promise<SignUpDecision> {
  const { attributes } = subject.user;
  const response = await runTrigger(context, subject, {
    trigger: 'PreSignUp',
    source: `PreSignUp_${occasion}`,
    request: {
      userAttributes: Object.fromEntries(attributes),
      validationData: validationData.size === 0 ? null : Object.fromEntries(validationData),
      ...metadataPart(context.asked.metadata),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  const decision = readSignUpDecision(response ?? {});
  const verifiesNothing =
    (decision.verifyEmail && !attributes.has('email')) ||
    (decision.verifyPhone && !attributes.has('phone_number'));
  if (verifiesNothing) throw unrecognizable();
  return decision;
}
