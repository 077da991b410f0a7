import type { JsonObject } from '../../json.ts';
import type { Subject } from '../context.ts';

/** One element of `request.session`: a finished round of a custom flow (protocol reference 8.2). */
export interface Round {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

export interface EventParts {
  readonly source: string;
  readonly version?: string;
  readonly request: JsonObject;
  /** As the trigger finds it: the members it may set, null each. */
  readonly response: JsonObject;
}

/** The event every trigger gets: what they share, around what is theirs. */
export function triggerEvent({ pool, client, user }: Subject, parts: EventParts): JsonObject {
  return {
    version: parts.version ?? '1',
    triggerSource: parts.source,
    region: pool.id.slice(0, pool.id.indexOf('_')),
    userPoolId: pool.id,
    userName: user.simulated ?? user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    request: parts.request,
    response: parts.response,
  };
}

/** `request.userAttributes`, and `userNotFound` where the client hides who exists. */
export function userParts({ client, user }: Subject): JsonObject {
  const notFound = client.hidesUserExistence ? { userNotFound: user.simulated !== undefined } : {};
  if (user.simulated !== undefined) return { userAttributes: {}, ...notFound };
  const { sub, status, attributes } = user;
  const own = { sub, 'cognito:user_status': status, ...Object.fromEntries(attributes) };
  return { userAttributes: own, ...notFound };
}

/** `clientMetadata`, where the call reaches this trigger (protocol reference 8.3) and had any. */
export function metadataPart(metadata: ReadonlyMap<string, string> | undefined): JsonObject {
  return metadata === undefined ? {} : { clientMetadata: Object.fromEntries(metadata) };
}

export function sessionPart(rounds: readonly Round[]): JsonObject {
  return { session: rounds.map((round) => ({ ...round })) };
}
