import type { Handlers, SandboxSnapshotNote } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
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
export function sandboxStateHandlers({ ports, sandbox, knownUsers }: Parts): Pick<Handlers, Names> {
  const keys = createKeptKeys();
  let kept: { readonly note: SandboxSnapshotNote; readonly snapshot: unknown } | undefined;

  /** Users may be others now, or what they were long ago. */
  async function anew() {
    knownUsers.forgetSandbox();
    return sandbox.start();
  }
  /** A seed knows none of the devices, passkeys and seeds that were set up since. A vault that can't be asked remembers none either. */
  async function fromSeed() {
    await knownUsers.forgetSandboxThings().catch(() => undefined);
    return anew();
  }

  return {
    'sandbox.reset': async () => {
      await sandbox.ask('POST', 'reset');
      return fromSeed();
    },
    'sandbox.seed': async () => ({ text: keys.withoutKeys(String(await sandbox.ask('GET', 'seed'))) }),
    'sandbox.copySeed': async () => {
      await ports.clipboard.write(String(await sandbox.ask('GET', 'seed')));
      return null;
    },
    'sandbox.loadSeed': async ({ text }) => {
      await sandbox.ask('PUT', 'seed', keys.withKeys(text));
      return fromSeed();
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
      return anew();
    },
  };
}
