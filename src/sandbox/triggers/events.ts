import type { JsonObject } from '../../json.ts';
import type { Subject } from '../context.ts';
import type { Client } from '../pool/client.ts';
import type { User } from '../pool/user.ts';

/** One element of `request.session`: a finished round of a custom flow (protocol reference 8.2). */
export interface Round {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

/** Whom a trigger runs for. The signed side names no app client. */
export type EventSubject = Pick<Subject, 'pool' | 'user'> & { readonly client: Client | undefined };

export interface EventParts {
  readonly source: string;
  readonly version?: string;
  readonly request: JsonObject;
  /** As the trigger finds it: the members it may set, null each. */
  readonly response: JsonObject;
}

/** What the service writes where an administrator calls. */
const NO_CLIENT = 'CLIENT_ID_NOT_APPLICABLE';

/** The event every trigger gets: what they share, around what is theirs. */
export function triggerEvent({ pool, client, user }: EventSubject, parts: EventParts): JsonObject {
  return {
    version: parts.version ?? '1',
    triggerSource: parts.source,
    region: pool.id.slice(0, pool.id.indexOf('_')),
    userPoolId: pool.id,
    userName: user.simulated ?? user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client?.id ?? NO_CLIENT },
    request: parts.request,
    response: parts.response,
  };
}

/** `request.userAttributes`, and `userNotFound` where the client hides who exists. */
export function userParts({ client, user }: Subject): JsonObject {
  const notFound = client.hidesUserExistence ? { userNotFound: user.simulated !== undefined } : {};
  if (user.simulated !== undefined) return { userAttributes: {}, ...notFound };
  return { userAttributes: attributesPart(user), ...notFound };
}

/** `request.userAttributes` of somebody who exists. */
export function attributesPart({ sub, status, attributes }: User): JsonObject {
  return { sub, 'cognito:user_status': status, ...Object.fromEntries(attributes) };
}

/** `clientMetadata`, where the call reaches this trigger (protocol reference 8.3) and had any. */
export function metadataPart(metadata: ReadonlyMap<string, string> | undefined): JsonObject {
  return metadata === undefined ? {} : { clientMetadata: Object.fromEntries(metadata) };
}

export function sessionPart(rounds: readonly Round[]): JsonObject {
  return { session: rounds.map((round) => ({ ...round })) };
}
