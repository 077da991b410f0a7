import type { Batch, BatchUser } from '@core/contract/bulk.ts';
import type { DataHost } from '../data-host.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { userText } from './test-users-text.ts';

/**
 * Waits until nothing is done at a batch any more, and prints each user as they end. Ctrl+C lets those under way end and
 * begins no other; pressed again it ends the process.
 * @param before as the batch was: what was said of it is not said again
 * @param isTried whom this is about: where one comes out as before, that is said once it has ended
 */
export async function followBatch(
  { host, call }: DataHost,
  before: Batch,
  terminal: Pick<Terminal, 'out' | 'err'>,
  isTried: (user: BatchUser) => boolean,
): Promise<{ readonly batch: Batch; readonly interrupted: boolean }> {
  const { batchId } = before;
  const old = new Set(before.users.map((user) => JSON.stringify(user)));
  const said = new Set(old);
  let interrupted = false;
  let waiting: number | undefined;

  const interrupt = () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    terminal.err('Stopping after those under way. Ctrl+C again ends at once.\n');
    void call('bulk.stop', { batchId });
  };
  process.on('SIGINT', interrupt);
  try {
    return await new Promise((resolve, reject) => {
      const look = async () => {
        const batch = valueIn(await call('bulk.get', { batchId }));
        for (const user of batch.users) {
          const ended = user.status !== 'waiting' && user.status !== 'making';
          const key = JSON.stringify(user);
          if (!ended || said.has(key)) continue;
          said.add(key);
          terminal.out(userText(user));
        }
        if (batch.waitingUntil !== undefined && batch.waitingUntil !== waiting && waiting === undefined)
          terminal.err('The service asks to slow down: waiting.\n');
        waiting = batch.waitingUntil;
        if (batch.doing !== 'nothing') return;
        for (const user of batch.users)
          if (user.fault !== undefined && isTried(user) && old.has(JSON.stringify(user)))
            terminal.out(userText(user));
        deaf();
        resolve({ batch, interrupted });
      };
      // One look at a time: what is told meanwhile is seen by the next.
      let looking: Promise<void> = Promise.resolve();
      const lookNext = () => {
        looking = looking.then(look).catch(reject);
      };
      const deaf = host.listen((event) => {
        if (event.type === 'bulk.changed' && event.batchId === batchId) lookNext();
      });
      lookNext();
    });
  } finally {
    process.off('SIGINT', interrupt);
  }
}
