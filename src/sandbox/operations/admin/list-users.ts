import type { JsonObject } from '../../../json.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { listFilter } from '../../pool/list-filter.ts';
import { schemaAttribute } from '../../pool/schema-attributes.ts';
import type { User } from '../../pool/user.ts';
import { requiredText, text, textList } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import type { Operation } from '../spec.ts';
import { describeUser } from './describe-user.ts';
import { pageOfUsers } from './page-of-users.ts';

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
