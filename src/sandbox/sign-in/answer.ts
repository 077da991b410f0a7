import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { openSession, type Pending } from '../sessions.ts';
import { authenticationResult, beginGrant } from '../tokens/issue.ts';

/** The reply that asks the next challenge, with the Session it must be answered with. */
export function ask(
  context: Context,
  subject: Subject,
  pending: Pending,
  parameters: Readonly<Record<string, string>>,
): JsonObject {
  return {
    ChallengeName: pending.challenge,
    Session: openSession(context, subject, pending),
    ChallengeParameters: { ...parameters, USER_ID_FOR_SRP: subject.user.username },
  };
}

/** The end of a chain: tokens, and the empty ChallengeParameters that really come beside them. */
export async function finish(context: Context, subject: Subject): Promise<JsonObject> {
  const result = await authenticationResult(context, subject, beginGrant(context, subject), true);
  return { ChallengeParameters: {}, AuthenticationResult: result };
}
