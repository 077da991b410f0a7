import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import { findUser } from '../../pool/find-user.ts';
import { requirePool } from '../../pool/find-pool.ts';
import type { User } from '../../pool/user.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';

/**
 * Whom an Admin operation is about. The signed side takes `sub` for a name, too.
 * @throws ResourceNotFoundException for an unknown pool, and for an unknown user where the operation declares no better;
 *   else UserNotFoundException.
 */
export function requireNamedUser(
  input: JsonObject,
  context: Context,
  unknown: 'UserNotFoundException' | 'ResourceNotFoundException' = 'UserNotFoundException',
): { pool: Pool; user: User } {
  const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
  const name = requiredText(input, 'Username');
  const user = findUser(pool, name) ?? pool.users.bySub(name);
  if (user === undefined) throw refusal(unknown, 'User does not exist.');
  context.notes.username = user.username;
  return { pool, user };
}
