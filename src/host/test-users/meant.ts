import { coreFault } from '../../form/form.ts';
import type { BatchRecord, UserRecord } from './batch-record.ts';

/**
 * Whether a user is one of those that are named; where nobody is named, everybody is.
 * @throws CoreFault TEST_USERS_NOT_OF_BATCH: a slip must not pass for work that was done
 */
export function meantIn(
  { users }: Pick<BatchRecord, 'users'>,
  usernames: readonly string[] | undefined,
): (user: UserRecord) => boolean {
  if (usernames === undefined) return () => true;
  const named = new Set(usernames);
  const own = new Set(users.map(({ username }) => username));
  const others = [...named].filter((name) => !own.has(name));
  if (others.length > 0)
    throw coreFault(
      'TEST_USERS_NOT_OF_BATCH',
      `This batch has nobody called ${others.join(', ')}.`,
      'usernames',
    );
  return ({ username }) => named.has(username);
}
