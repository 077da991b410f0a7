import {
  countedAtWorst,
  type Factor,
  forgets,
  ofUser,
  triesIn,
  type Try,
  type Who,
  whoIn,
} from '../chain/lockout.ts';
import type { ChainEvent } from '../chain/event.ts';
import { chainOf } from '../chain/model.ts';
import { present } from '../present.ts';
import type { Chains } from './chains.ts';
import { canonicalUsername, type LiveChain } from './live-chain.ts';
import type { Ports } from './ports.ts';
import type { HostSandbox } from './sandbox.ts';

/** Remembers failed tries, also those of chains that are not here any more. */
export interface Tally {
  /** Takes in what a chain has come to. Before one goes away. */
  note(chain: LiveChain): void;
  /** How many failed tries in a row of this user the service may have counted. */
  of(who: Who, factor: Factor): number;
  /** The service knows nothing of these chains any more. */
  takeBack(chainIds: readonly string[]): void;
}

export interface TallyInput {
  readonly chains: Pick<Chains, 'all'>;
  readonly clock: Ports['clock'];
  readonly sandbox: Pick<HostSandbox, 'info'>;
}

interface Known {
  readonly made: Try;
  /** When it was answered; of those on the sandbox alone. */
  readonly sandboxAt?: number;
}

export function createTally({ chains, clock, sandbox }: TallyInput): Tally {
  /** By step and factor: tokens clear both counts. */
  const tries = new Map<string, Known>();
  const gone = new Set<string>();

  /** What was tried before a reset of the sandbox, or after a snapshot that came back, is forgotten there, and here. */
  function forgetWithSandbox(): void {
    const past = sandbox.info();
    if (past === undefined) return;
    for (const [key, { sandboxAt }] of tries)
      if (sandboxAt !== undefined && forgets(past, sandboxAt)) tries.delete(key);
  }

  function note({ events }: LiveChain): void {
    // As nearly always in a long run of scenarios: nothing to count, and nothing that tokens would clear.
    if (tries.size === 0 && chains.all().length === 1 && wentWell(events)) return;
    const shown = chainOf(events);
    if (shown === undefined || gone.has(shown.id)) return;
    const answered = new Map(shown.steps.map(({ id, sentAt, endedAt }) => [id, endedAt ?? sentAt]));
    const isSandbox = shown.target.kind === 'sandbox';
    for (const made of triesIn(shown, sandbox.info())) {
      const sandboxAt = isSandbox ? answered.get(made.stepId) : undefined;
      tries.set(`${made.stepId} ${made.factor}`, { made, ...present({ sandboxAt }) });
    }
  }

  return {
    note,
    of(who, factor) {
      forgetWithSandbox();
      for (const chain of chains.all()) note(chain);
      const all = [...tries.values()].map(({ made }) => made);
      return countedAtWorst(ofUser(all, who), factor, clock.now());
    },
    takeBack(chainIds) {
      for (const id of chainIds) gone.add(id);
      for (const [key, { made }] of tries) if (gone.has(made.chainId)) tries.delete(key);
    },
  };
}

/** Whether everything sent was answered, and nothing refused. */
function wentWell(events: readonly ChainEvent[]): boolean {
  const sent = events.filter(({ type }) => type === 'step.sent').length;
  const ended = events.filter((event) => event.type === 'step.ended');
  return (
    sent === ended.length && ended.every(({ outcome: { kind } }) => kind !== 'error' && kind !== 'failure')
  );
}

/** The user of a chain by every name that is known at this step. */
export function whoAt(chain: LiveChain, parentId: string | null): Who | undefined {
  const shown = chainOf(chain.events);
  if (shown === undefined) return undefined;
  const { pool, names } = whoIn(shown);
  return { pool, names: new Set([...names, canonicalUsername(chain, parentId).toLowerCase()]) };
}
