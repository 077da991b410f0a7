import type { Handlers, SandboxSnapshotNote } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { backToSeed, seedTaken } from '../back-to-seed.ts';
import { createKeptKeys } from '../kept-keys.ts';
import type { Parts } from '../parts.ts';

type Names =
  | 'sandbox.reset'
  | 'sandbox.seed'
  | 'sandbox.copySeed'
  | 'sandbox.loadSeed'
  | 'sandbox.takeSnapshot'
  | 'sandbox.snapshotNote'
  | 'sandbox.restoreSnapshot';

/** The sandbox as a whole: back to its seed, another seed, a moment kept. */
export function sandboxStateHandlers(parts: Parts): Pick<Handlers, Names> {
  const { ports, sandbox, knownUsers, following } = parts;
  const keys = createKeptKeys();
  let kept: { readonly note: SandboxSnapshotNote; readonly snapshot: unknown } | undefined;

  return {
    'sandbox.reset': () => backToSeed(parts),
    'sandbox.seed': async () => ({ text: keys.withoutKeys(String(await sandbox.ask('GET', 'seed'))) }),
    'sandbox.copySeed': async () => {
      await ports.clipboard.write(String(await sandbox.ask('GET', 'seed')));
      return null;
    },
    'sandbox.loadSeed': async ({ text }) => {
      await sandbox.ask('PUT', 'seed', keys.withKeys(text));
      return seedTaken(parts);
    },
    'sandbox.takeSnapshot': async () => {
      const snapshot = await sandbox.ask('GET', 'snapshot');
      kept = { note: { takenAt: ports.clock.now() }, snapshot };
      return kept.note;
    },
    'sandbox.snapshotNote': async () => kept?.note ?? null,
    'sandbox.restoreSnapshot': async () => {
      if (kept === undefined)
        throw coreFault('SANDBOX_SNAPSHOT', 'No snapshot was taken in this run. Take one first.');
      await sandbox.ask('PUT', 'snapshot', kept.snapshot);
      // Users may be others now, or what they were long ago.
      knownUsers.forgetSandbox();
      following.forgetSandbox();
      return sandbox.start();
    },
  };
}
