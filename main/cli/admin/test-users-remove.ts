import type { BatchUser } from '@core/contract/bulk.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { typedAs } from '../typed-as.ts';
import { valueIn } from '../value-in.ts';
import type { RemoveFlags } from './test-users-command.ts';
import { followBatch } from './test-users-follow.ts';
import { batchNamed, typedFor, whereIn, withTestUsers } from './test-users-host.ts';
import { batchText, removalText, removedText, stillThere } from './test-users-text.ts';

/** Removes exactly what a batch made, then forgets the batch; or prints the batches. @returns the exit code */
export async function removeTestUsers(
  name: string | undefined,
  flags: RemoveFlags,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  if (name === undefined && flags.list !== true) {
    terminal.err('error: name a batch; --list prints those there are\n');
    return EXIT.usage.code;
  }
  return withTestUsers(flags, around, terminal, async (at) => {
    if (name === undefined) {
      const batches = valueIn(await at.call('bulk.list', {}));
      terminal.out(flags.json === true ? jsonText(batches) : batches.map(batchText).join(''));
      if (batches.length === 0) terminal.err('There is no batch of test users in this data folder.\n');
      return EXIT.ok.code;
    }
    const { batchId } = await batchNamed(at.call, name);
    // Taken away in any case: the keychain only holds what goes with them.
    if (valueIn(await at.call('vault.retry', {})).kind !== 'keychain')
      valueIn(await at.call('vault.useMemory', {}));
    const where = await whereIn(at.call, flags, around.env);
    const { user } = flags;
    const meant = {
      batchId,
      ...(where === undefined ? {} : { where }),
      ...(user === undefined ? {} : { usernames: user }),
    };
    const removal = valueIn(await at.call('bulk.removal', meant));
    const will = removalText(removal);
    const asks = removal.usernames.length > 0 && removal.target.production && flags.confirm === undefined;
    const confirmed = asks ? await typedFor(removal.target, will, around) : flags.confirm;
    if (!asks && flags.json !== true) terminal.out(`${will}\n`);
    const before = valueIn(await at.call('bulk.get', { batchId }));
    const isMeant = ({ username }: BatchUser) => user?.includes(username) ?? true;
    valueIn(await at.call('bulk.cleanUp', { ...meant, ...(confirmed === undefined ? {} : { confirmed }) }));
    const quiet = { out: () => undefined, err: terminal.err };
    const says = flags.json === true ? quiet : terminal;
    const { batch, interrupted } = await followBatch(at, before, says, isMeant);
    if (stillThere(batch) === 0) valueIn(await at.call('bulk.forget', { batchId }));
    terminal.out(flags.json === true ? jsonText(batch) : removedText(batch, before, `${typedAs()} admin`));
    if (interrupted) return EXIT.interrupted.code;
    const isDone = batch.users
      .filter(isMeant)
      .every(({ status }) => status === 'removed' || status === 'already gone' || status === 'never made');
    return isDone ? EXIT.ok.code : EXIT.unusable.code;
  });
}
