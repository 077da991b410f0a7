import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { recordingIn, type Recording, refusalOf } from '../actions/recorded.ts';
import type { Chains } from '../chains.ts';
import type { Keeping } from '../history/keeping.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Ports } from '../ports.ts';
import { createStop } from '../run/stop.ts';
import type { Ask } from './patient-ask.ts';
import { batchTag, TEST_USERS_TAG } from './tags.ts';

/** What work at one test user leaves in the history: a chain, how the user was before at its top and after at its end. */
interface KeptWork {
  /** Every call is a step. @throws CoreFault as `ServiceAsks.ask` does */
  readonly ask: Ask;
  /** Tags the chain, once it is written. Nothing of it is held any longer. */
  end(): Promise<void>;
}

/** How a chain is begun, and where it is found again. */
export interface RecordOf {
  readonly target: Target;
  /** The operation that it is about. */
  readonly flow: string;
  readonly username: string;
  /** The batch's, as people call it. */
  readonly batch: string;
  readonly waiting: (until: number | undefined) => void;
}

export type BeginRecord = (about: RecordOf) => KeptWork;

interface UserRecordsInput {
  readonly ports: Ports;
  /** Chains that no page hears of: there may be many hundred. */
  readonly chains: Chains;
  readonly keeping: Keeping;
}

/** Keeps each user's making and removing in the history, and nowhere else. */
export function createUserRecords({ ports, chains, keeping }: UserRecordsInput): BeginRecord {
  return ({ target, flow, username, batch, waiting }) => {
    let begun: { readonly chain: LiveChain; readonly recording: Recording } | undefined;
    const begin = () => {
      const chain = chains.open(target, flow, username);
      const stop = createStop();
      const following = { follow: <T>(started: T) => started };
      return { chain, recording: recordingIn({ ports, chains, following, chain, stop, waiting }) };
    };
    return {
      async ask(operation, body) {
        begun ??= begin();
        const recorded = await begun.recording.send(operation, body);
        const refused = refusalOf(operation, recorded);
        if (refused !== undefined) throw coreFault(refused.code, refused.detail);
        return recorded.answer;
      },
      async end() {
        if (begun === undefined) return;
        const { chain } = begun;
        begun = undefined;
        // Without credentials nothing was sent: there is nothing to look at.
        if (chain.steps.size === 0) {
          chains.release(chain);
          return keeping.forget(chain.id);
        }
        await keeping.settled();
        // What can't be written is told by the history itself: the users are made all the same.
        await ports.history
          .annotate(chain.id, { tags: [TEST_USERS_TAG, batchTag(batch)] })
          .catch(() => undefined);
        // Not before it bears its tag: lists leave it out by that from now on.
        chains.release(chain);
      },
    };
  };
}
