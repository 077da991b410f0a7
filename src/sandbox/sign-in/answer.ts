import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { openSession, type Pending } from '../sessions.ts';
import { runPostAuthentication } from '../triggers/post-authentication.ts';
import { authenticationResult, beginGrant } from '../tokens/issue.ts';
import type { RefreshGrant } from '../tokens/refresh-token.ts';
import { decideCustom } from './decide-custom.ts';

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

/**
 * Everything that was asked was proved. In a custom flow that is one more finished round, and its triggers go on.
 */
export function finish(context: Context, subject: Subject): Promise<JsonObject> {
  const { custom } = subject;
  return custom === undefined || custom.decided === true
    ? giveTokens(context, subject)
    : decideCustom(context, subject, custom);
}

/** The end of a chain: tokens, and the empty ChallengeParameters that really come beside them. */
export async function giveTokens(context: Context, subject: Subject): Promise<JsonObject> {
  await runPostAuthentication(context, subject);
  const grant = beginGrant(context, subject);
  const offered = offerDevice(context, subject, grant);
  const result = await authenticationResult(context, subject, grant, true);
  return { ChallengeParameters: {}, AuthenticationResult: { ...result, ...offered } };
}

/** NewDeviceMetadata for a sign-in without a known device; a known one is seen to have been used. */
function offerDevice(context: Context, { pool, device }: Subject, { deviceKey }: RefreshGrant): JsonObject {
  if (device !== undefined) device.authenticatedAt = context.clock.now();
  if (device !== undefined || deviceKey === undefined) return {};
  return { NewDeviceMetadata: { DeviceKey: deviceKey, DeviceGroupKey: pool.deviceGroupKey } };
}
