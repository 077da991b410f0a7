import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { listFilter } from '../../pool/list-filter.ts';
import { schemaAttribute } from '../../pool/schema-attributes.ts';
import type { User } from '../../pool/user.ts';
import { requiredText, text, textList } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import { openToken, pageLength, sealToken } from '../page.ts';
import type { Operation } from '../spec.ts';
import { describeUser } from './describe-user.ts';

const NAMES = { limit: 'Limit', token: 'PaginationToken' } as const;

export const listUsers: Operation = {
  name: 'ListUsers',
  run: (input, context) => {
    const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
    const filter = text(input, 'Filter');
    const only = wantedAttributes(pool, input);
    const { users, token } = pageOfUsers(context, pool, input, NAMES, listFilter(filter), filter ?? '');
    if (only !== undefined && !users.every((user) => [...only].every((name) => hasAttribute(user, name)))) {
      throw noSuchAttribute();
    }
    return { Users: users.map((user) => describeUser(user, only)), ...token };
  },
};

/**
 * The next users that pass a test, in the order in which they were added. A token tells where the page ended, so that
 * users who come or go meanwhile neither repeat nor hide others.
 * @param what the test in words: a token of another list is refused.
 */
export function pageOfUsers(
  context: Context,
  pool: Pool,
  input: JsonObject,
  names: Parameters<typeof pageLength>[1],
  passes: (user: User) => boolean,
  what: string,
): { users: readonly User[]; token: JsonObject } {
  const purpose = `users of ${pool.id} ${what}`;
  const length = pageLength(input, names);
  const last = Number(openToken(context, purpose, text(input, names.token)) ?? 0);
  const users: User[] = [];
  for (const user of pool.users.all()) {
    if (pool.users.placeOf(user) <= last || !passes(user)) continue;
    if (users.length < length) {
      users.push(user);
      continue;
    }
    const end = users.at(-1);
    const place = end === undefined ? 0 : pool.users.placeOf(end);
    return { users, token: { [names.token]: sealToken(context, purpose, String(place)) } };
  }
  return { users, token: {} };
}

/** @throws InvalidParameterException for a name that the pool's schema doesn't have. */
function wantedAttributes(pool: Pool, input: JsonObject): ReadonlySet<string> | undefined {
  const names = textList(input, 'AttributesToGet');
  if (names === undefined || names.length === 0) return undefined;
  if (names.some((name) => schemaAttribute(pool, name) === undefined)) throw noSuchAttribute();
  return new Set(names);
}

/** API Reference: "returns an error if not all users in the results have set a value for the attribute you request". */
function hasAttribute(user: User, name: string): boolean {
  return name === 'sub' || user.attributes.has(name);
}

function noSuchAttribute(): Error {
  const message = 'One or more requested attributes do not exist in user pool.';
  return refusal('InvalidParameterException', message);
}
