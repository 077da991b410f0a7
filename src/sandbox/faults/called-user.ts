import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import { findUser } from '../pool/find-user.ts';
import { namesOf } from '../pool/names-of.ts';
import type { User } from '../pool/user.ts';
import { structure, text } from '../read-members.ts';
import { sessionSubject } from '../sessions.ts';
import type { Pool } from '../state.ts';
import { peekClaims } from '../tokens/jwt.ts';
import { readRefreshToken } from '../tokens/refresh-token.ts';

/** The service model's limit. What is longer is nobody's name, and counting rules would keep it. */
const LONGEST_NAME = 128;

/**
 * Every name of the user a call is about, the canonical one first. Where the call names nobody, its Session or token
 * tells; those are not checked, because a fault rule answers before any check.
 */
export function calledUser(context: Context, input: JsonObject): readonly string[] {
  const typed = typedName(input);
  const user = findCalled(context, input);
  const names = user === undefined ? [] : namesOf(user);
  return typed === undefined || typed.length > LONGEST_NAME ? names : [...names, typed];
}

/** The user a call is about, as its members say; nothing of it is checked. */
export function findCalled(context: Context, input: JsonObject): User | undefined {
  const typed = typedName(input);
  if (typed === undefined) return bearer(context, input, mapOf(input));
  const pool = typed.length > LONGEST_NAME ? undefined : namedPool(context, input);
  return pool && findUser(pool, typed);
}

function mapOf(input: JsonObject): JsonObject {
  return structure(input, 'AuthParameters') ?? structure(input, 'ChallengeResponses') ?? {};
}

function typedName(input: JsonObject): string | undefined {
  return text(input, 'Username') ?? text(mapOf(input), 'USERNAME');
}

/** By UserPoolId, else by the client that is named. */
function namedPool({ state }: Context, input: JsonObject): Pool | undefined {
  const clientId = text(input, 'ClientId');
  return (
    state.pools.get(text(input, 'UserPoolId') ?? '') ??
    [...state.pools.values()].find(({ clients }) => clients.some(({ id }) => id === clientId))
  );
}

function bearer(context: Context, input: JsonObject, map: JsonObject): User | undefined {
  const session = text(input, 'Session');
  const access = text(input, 'AccessToken');
  const refresh = text(input, 'RefreshToken') ?? text(input, 'Token') ?? text(map, 'REFRESH_TOKEN');
  if (session !== undefined) return sessionSubject(context, session)?.user;
  if (access !== undefined) {
    const claims = peekClaims(access);
    const poolId = String(claims?.['iss']).split('/').at(-1) ?? '';
    return context.state.pools.get(poolId)?.users.bySub(String(claims?.['sub']));
  }
  const grant = refresh === undefined ? undefined : readRefreshToken(context, refresh);
  return grant === undefined ? undefined : context.state.pools.get(grant.poolId)?.users.bySub(grant.sub);
}
