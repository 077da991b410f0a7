import type { BulkRemoval } from '../../contract/bulk.ts';
import type { Target } from '../../contract.ts';
import { cliLineOf } from '../service/cli-line.ts';
import { type BatchRecord, isOver, isThere, type UserRecord } from './batch-record.ts';

/** What stands in a script that people paste: a service that is none may say anything there. */
const SUB = /^[\w-]+$/;

/** What cleaning up a batch, or some of it, does before it is done. */
export function removalOf(
  { users }: BatchRecord,
  target: Target,
  isMeant: (user: UserRecord) => boolean = () => true,
): BulkRemoval {
  const gone = users.filter((user) => isThere(user) && !isOver(user) && isMeant(user));
  const { name, userPoolId, production } = target;
  return {
    target: { name, userPoolId, production },
    usernames: gone.map(({ username }) => username),
    cli: gone
      .map((user) => {
        const Username = user.name ?? user.signsInAs;
        const line = cliLineOf(target, 'AdminDeleteUser', { UserPoolId: target.userPoolId, Username });
        return user.sub !== undefined && SUB.test(user.sub) ? `# sub ${user.sub}\n${line}` : line;
      })
      .join('\n'),
  };
}
