import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import type { User } from '../../pool/user.ts';
import { text } from '../../read-members.ts';
import type { Pool } from '../../state.ts';
import { openToken, pageLength, sealToken, type PageNames } from '../page.ts';

/**
 * The next users that pass a test, in the order in which they were added. A token tells where the page ended, so that
 * users who come or go meanwhile neither repeat nor hide others.
 * @param what the test in words: a token of another list is refused.
 */
export function pageOfUsers(
  context: Context,
  pool: Pool,
  input: JsonObject,
  names: PageNames,
  passes: (user: User) => boolean,
  what: string,
): { users: readonly User[]; token: JsonObject } {
  const purpose = `users of ${pool.id} ${what}`;
  const length = pageLength(input, names);
  const last = Number(openToken(context, purpose, text(input, names.token)) ?? 0);
  const users: User[] = [];
  for (const user of pool.users.after(last)) {
    if (!passes(user)) continue;
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
