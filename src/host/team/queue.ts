import type { Fault } from '../../form/form.ts';
import { isFault } from '../../form/form.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import type { Clock } from '../ports.ts';
import { deliver, type Entry, type Outbox } from './outbox.ts';

/** First and longest wait before it is tried again. Milliseconds. */
const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Brings what waits to the server, and knows whether that answers. */
export interface Queue {
  /** How it stands; undefined until it was first tried. */
  standing(): Standing | undefined;
  /** Tries now: what waits goes, in order. Whoever asks meanwhile waits for the same try. */
  attempt(): Promise<void>;
  /** Forgets how it stood. */
  reset(): void;
  stop(): void;
}

export type Standing =
  | { readonly kind: 'connected' }
  /** Without `retryAt`: it answers and refuses, so nothing is tried again until someone asks. */
  | { readonly kind: 'away'; readonly fault: Fault; readonly retryAt?: number };

export interface QueueInput {
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Server and its history. @throws CoreFault TEAM_NONE where there is none */
  readonly team: () => Promise<{ readonly server: string; readonly history: TeamHistory }>;
  readonly changed: () => void;
}

export function createQueue({ outbox, clock, team, changed }: QueueInput): Queue {
  let standing: Standing | undefined;
  let under: Promise<void> | undefined;
  /** Asked for while a try was under way: that one may have begun too early. */
  let again = false;
  let wait = SHORTEST_MS;
  let cancel = () => {};
  let stopped = false;

  const become = (next: Standing | undefined) => {
    const before = JSON.stringify(standing);
    standing = next;
    if (JSON.stringify(next) !== before) changed();
  };

  async function run(): Promise<void> {
    cancel();
    try {
      const { server, history } = await team();
      const mine = (await outbox.list()).filter(
        (entry) => entry.server === server && entry.fault === undefined,
      );
      // Nothing waits: whether it answers is worth knowing all the same.
      if (mine.length === 0) await history.size();
      for (const entry of mine) await one(history, entry);
      wait = SHORTEST_MS;
      become({ kind: 'connected' });
    } catch (error) {
      if (stopped) return;
      const fault = faultOf(error);
      if (fault.code === 'TEAM_NONE') return become(undefined);
      if (fault.code === 'TEAM_REFUSED') return become({ kind: 'away', fault });
      become({ kind: 'away', fault, retryAt: clock.now() + wait });
      cancel = clock.after(wait, () => void attempt());
      wait = Math.min(LONGEST_MS, wait * 2);
    }
  }

  /** @throws CoreFault where it may go later */
  async function one(history: TeamHistory, entry: Entry): Promise<void> {
    try {
      await deliver(history, entry);
      await outbox.remove(entry.id);
    } catch (error) {
      const fault = faultOf(error);
      if (LATER.has(fault.code)) throw error;
      await outbox.stop(entry.id, fault);
    }
    changed();
  }

  function attempt(): Promise<void> {
    if (under !== undefined) {
      again = true;
      return under;
    }
    under = (async () => {
      do {
        again = false;
        await run();
      } while (again && !stopped && standing?.kind === 'connected');
    })().finally(() => (under = undefined));
    return under;
  }

  return {
    standing: () => standing,
    attempt,
    reset() {
      cancel();
      wait = SHORTEST_MS;
      standing = undefined;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** What passes: everything else will be refused again. */
const LATER = new Set([
  'HISTORY_UNAVAILABLE',
  'HISTORY_NEWER',
  'VAULT_UNAVAILABLE',
  'TEAM_ADDRESS',
  'TEAM_NONE',
]);

function faultOf(error: unknown): Fault {
  if (isFault(error)) return { code: error.code, detail: error.detail };
  return { code: 'HISTORY_UNAVAILABLE', detail: 'The team’s database does not answer.' };
}
