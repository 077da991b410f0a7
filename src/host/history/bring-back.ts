import type { ChainEvent, ChainTarget } from '../../chain/event.ts';
import { CHAIN_EVENT_VERSION } from '../../chain/event.ts';
import { CONSOLE_ENDED } from '../../chain/outcome-words.ts';
import type { Target } from '../../contract.ts';
import type { History } from '../../history/history.ts';
import type { Chains } from '../chains.ts';
import type { LiveChain } from '../live-chain.ts';
import { targetThen } from '../target-then.ts';
import type { Targets } from '../targets.ts';
import type { Keeping } from './keeping.ts';
import { secretsIn } from './kept-secrets.ts';
import { liveChainOf } from './live-from.ts';
import type { Sealing } from './sealing.ts';

/** Chains of earlier runs that are held at once; beyond, those that were only looked at go again. */
const MOST = 100;

/** Chains of earlier runs, brought back as someone asks for them. */
export interface Bringing {
  /** Puts a chain there if the history has it; one that is there already stays as it is. Tells nobody. */
  back(chainId: string): Promise<void>;
  /** The sandbox's clients are targets now: its chains go there, and no more where it was in their run. */
  sandboxBegan(): void;
}

export interface BringingInput {
  readonly history: History;
  readonly sealing: Sealing;
  readonly keeping: Keeping;
  readonly chains: Chains;
  readonly targets: Targets;
}

export function createBringing({ history, sealing, keeping, chains, targets }: BringingInput): Bringing {
  /** With how many events they came, the one asked for last at the end. */
  const brought = new Map<LiveChain, number>();
  const coming = new Map<string, Promise<void>>();

  async function bring(chainId: string): Promise<void> {
    const kept = await keptChain({ history, sealing, targets }, chainId);
    if (kept === undefined || chains.has(chainId)) return;
    const { chain, events } = kept;
    keeping.known(chainId, events);
    chains.restore(chain);
    brought.set(chain, chain.events.length);
    for (const [other, length] of brought) {
      if (brought.size <= MOST) break;
      brought.delete(other);
      if (other.events.length === length && other.cancels.size === 0) chains.release(other);
    }
  }

  return {
    async back(chainId) {
      if (chains.has(chainId)) return;
      const under = coming.get(chainId) ?? bring(chainId).finally(() => coming.delete(chainId));
      coming.set(chainId, under);
      await under;
    },
    sandboxBegan() {
      for (const chain of brought.keys())
        if (chain.target.kind === 'sandbox') chain.target = targetNow(targets, chain.target);
    },
  };
}

/** A step that was under way when its process ended: nothing more will come of it. */
function ended(events: readonly ChainEvent[]): readonly ChainEvent[] {
  const ends = new Set(events.flatMap((event) => (event.type === 'step.ended' ? [event.stepId] : [])));
  return [
    ...events,
    ...events.flatMap((event): ChainEvent[] =>
      event.type !== 'step.sent' || ends.has(event.stepId)
        ? []
        : [
            {
              v: CHAIN_EVENT_VERSION,
              type: 'step.ended',
              at: event.at,
              stepId: event.stepId,
              outcome: {
                kind: 'failure',
                code: 'CANCELLED',
                detail: CONSOLE_ENDED,
              },
              timing: { total: 0 },
            },
          ],
    ),
  ];
}

/** A chain of the history as the host works with it, in nobody's list. Undefined where it is not there. */
export async function keptChain(
  { history, sealing, targets }: Pick<BringingInput, 'history' | 'sealing' | 'targets'>,
  chainId: string,
): Promise<{ readonly chain: LiveChain; readonly events: number } | undefined> {
  const kept = await history.read(chainId);
  if (kept === undefined) return undefined;
  const events = kept.events.map(({ event }) => event);
  const target = targetNow(targets, targetOf(events));
  return {
    chain: liveChainOf(ended(events), await secretsIn(kept, sealing), target),
    events: events.length,
  };
}

function targetOf(events: readonly ChainEvent[]): ChainTarget | undefined {
  const named = events.findLast((event) => event.type === 'chain.adopted' || event.type === 'chain.started');
  return named?.type === 'chain.adopted' || named?.type === 'chain.started' ? named.target : undefined;
}

/** The target as it is now; where it is there no more, as it was. */
function targetNow(targets: Targets, then: ChainTarget | Target | undefined): Target {
  return targets.list().find(({ id }) => id === then?.id) ?? targetThen(then);
}
