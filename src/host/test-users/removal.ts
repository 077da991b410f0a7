import type { BulkRemoval } from '../../contract/bulk.ts';
import type { Target } from '../../contract.ts';
import { cliLineOf } from '../service/cli-line.ts';
import type { BatchRecord, UserRecord } from './batch-record.ts';

/** What stands in a script that people paste: a service that is none may say anything there. */
const SUB = /^[\w-]+$/;

/** Whether somebody may be there who is the batch's to remove. */
function isThere({ status, begunAt }: UserRecord): boolean {
  return begunAt !== undefined && status !== 'removed' && status !== 'left alone';
}

/** What cleaning up a batch, or some of it, does before it is done. */
export function removalOf(
  { users }: BatchRecord,
  target: Target,
  isMeant: (user: UserRecord) => boolean = () => true,
): BulkRemoval {
  const gone = users.filter((user) => isThere(user) && isMeant(user));
  return {
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
