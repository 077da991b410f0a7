import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import type { History, KeptEvent } from '../../history/history.ts';
import { lineOf } from '../../history/line.ts';
import type { LiveChain } from '../live-chain.ts';

/** Writes what happens in chains into the history, in the order it happens. */
export interface Keeping {
  /** Call with every event once, after it was put into the chain. */
  note(chain: LiveChain, event: ChainEvent): void;
  /** The chain is to be forgotten: what is still to be written of it is not, and what was goes. */
  forget(chainId: string): void;
  /** Resolves when everything noted so far is written or was given up. */
  settled(): Promise<void>;
  /** Why the last write failed; undefined since one went well. */
  problem(): string | undefined;
}

export interface KeepingInput {
  readonly history: History;
  /** An event's secrets as they are kept; undefined where there are none, or no key to seal them with. */
  readonly seal: (chain: LiveChain, event: ChainEvent, seq: number) => Uint8Array | undefined;
  readonly changed: () => void;
}

export function createKeeping({ history, seal, changed }: KeepingInput): Keeping {
  const forgotten = new Set<string>();
  let writing: Promise<void> = Promise.resolve();
  let problem: string | undefined;

  const inTurn = (run: () => Promise<unknown>) => {
    writing = writing.then(run).then(
      () => {
        if (problem !== undefined) changed();
        problem = undefined;
      },
      (error: unknown) => {
        const before = problem;
        problem = error instanceof Error ? error.message : 'The history could not be written.';
        if (problem !== before) changed();
      },
    );
  };

  return {
    note(chain, event) {
      // What is shown of the line is what the chain was at this event, however long the writing waits.
      const seq = chain.events.indexOf(event);
      const shown = chainOf(chain.events.slice(0, seq + 1));
      if (shown === undefined || forgotten.has(chain.id)) return;
      const sealed = seal(chain, event, seq);
      const kept: KeptEvent = { seq, event, ...(sealed === undefined ? {} : { sealed }) };
      inTurn(async () => {
        if (!forgotten.has(chain.id)) await history.append(lineOf(shown), [kept]);
      });
    },
    forget(chainId) {
      forgotten.add(chainId);
      inTurn(() => history.wipe({ kind: 'chain', chainId }));
    },
    settled: () => writing,
    problem: () => problem,
  };
}
