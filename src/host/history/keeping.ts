import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { isFault } from '../../form/form.ts';
import type { History, KeptEvent } from '../../history/history.ts';
import { lineOf } from '../../history/line.ts';
import type { LiveChain } from '../live-chain.ts';
import { joinElsewhere } from './join-elsewhere.ts';
import { secretsAt } from './kept-secrets.ts';
import { type Sealing, sealPlace } from './sealing.ts';

/** Writes what happens in chains into the history, in the order it happens. */
export interface Keeping {
  /** Call with every event once, after it was put into the chain. */
  note(chain: LiveChain, event: ChainEvent): void;
  /** So many of a chain's events are in the history: it was read from there. */
  known(chainId: string, events: number): void;
  /** The chain is to be forgotten: what is still to be written of it is not, and what was goes. */
  forget(chainId: string): void;
  /** Whether all that happened in it is in the history. */
  has(chain: LiveChain): boolean;
  /** Resolves when everything noted so far is written or was given up. */
  settled(): Promise<void>;
  /** Why the last write failed; undefined since one went well. */
  problem(): string | undefined;
}

export interface KeepingInput {
  readonly history: History;
  readonly sealing: Sealing;
  readonly changed: () => void;
  /** Tells of events that another process wrote, and that are in the live chain now. */
  readonly joined: (chain: LiveChain, events: readonly ChainEvent[]) => void;
}

/** Another process may write again between reading what it wrote and writing behind that. */
const TRIES = 100;

/** Where nothing is kept. */
export const noKeeping: Keeping = {
  note: () => undefined,
  known: () => undefined,
  forget: () => undefined,
  has: () => false,
  settled: async () => undefined,
  problem: () => undefined,
};

export function createKeeping({ history, sealing, changed, joined }: KeepingInput): Keeping {
  const forgotten = new Set<string>();
  /** By chain, how many of its events are written. */
  const written = new Map<string, number>();
  /** Chains whose turn is to come: what happens until then is written with it. */
  const waiting = new Set<string>();
  /** What could not be written, and is with the next that can. */
  const owed = new Set<LiveChain>();
  /** As they were when their event happened. */
  const secrets = new WeakMap<ChainEvent, string>();
  let writing: Promise<void> = Promise.resolve();
  let problem: string | undefined;

  const inTurn = (run: () => Promise<unknown>) => {
    writing = writing.then(run).then(
      () => {
        problem = undefined;
        changed();
      },
      (error: unknown) => {
        const before = problem;
        problem = error instanceof Error ? error.message : 'The history could not be written.';
        if (problem !== before) changed();
      },
    );
  };

  function queue(chain: LiveChain): void {
    if (waiting.has(chain.id)) return;
    waiting.add(chain.id);
    inTurn(() => write(chain));
  }

  async function write(chain: LiveChain): Promise<void> {
    waiting.delete(chain.id);
    for (let tried = 1; ; tried++) {
      try {
        return await append(chain);
      } catch (error) {
        if (!isFault(error) || error.code !== 'HISTORY_MOVED' || tried === TRIES) throw error;
        await join(chain);
      }
    }
  }

  async function append(chain: LiveChain): Promise<void> {
    const first = written.get(chain.id) ?? 0;
    const upTo = chain.events.length;
    const shown = chainOf(chain.events.slice(0, upTo));
    if (shown === undefined || first === upTo || forgotten.has(chain.id)) return;
    const events: KeptEvent[] = [];
    for (let seq = first; seq < upTo; seq++) {
      const event = chain.events[seq];
      if (event !== undefined) events.push(await closed(chain, event, seq));
    }
    // It may have been removed while the key was waited for.
    if (forgotten.has(chain.id)) return;
    owed.add(chain);
    await history.append(lineOf(shown), events);
    written.set(chain.id, upTo);
    owed.delete(chain);
    for (const { event } of events) secrets.delete(event);
    for (const other of owed) queue(other);
  }

  /** Another process went on with the chain, or wiped it: what is here comes behind what is there. */
  async function join(chain: LiveChain): Promise<void> {
    const kept = await history.read(chain.id);
    const first = written.get(chain.id) ?? 0;
    const count = kept?.events.length ?? 0;
    const others = kept && count > first ? await joinElsewhere(chain, kept, first, sealing) : [];
    written.set(chain.id, count);
    if (others.length > 0) joined(chain, others);
  }

  async function closed(chain: LiveChain, event: ChainEvent, seq: number): Promise<KeptEvent> {
    const text = secrets.get(event);
    const sealed = text && (await sealing.seal(text, sealPlace(chain.id, seq)));
    return sealed ? { seq, event, sealed } : { seq, event };
  }

  return {
    note(chain, event) {
      if (forgotten.has(chain.id)) return;
      const text = secretsAt(chain, event);
      if (text !== undefined) secrets.set(event, text);
      queue(chain);
    },
    known: (chainId, events) => void written.set(chainId, events),
    forget(chainId) {
      forgotten.add(chainId);
      written.delete(chainId);
      for (const chain of owed) if (chain.id === chainId) owed.delete(chain);
      inTurn(() => history.wipe({ kind: 'chain', chainId }));
    },
    has: (chain) => written.get(chain.id) === chain.events.length,
    settled: () => writing,
    problem: () => problem,
  };
}
