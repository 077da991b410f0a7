import type { Branch } from '../../chain/event.ts';
import type { Answer, Forked, RunDoing, RunSettings, RunState, RunStop, RunUntil } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { Guard } from '../harm.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { fork } from './fork.ts';
import { go } from './go.ts';
import { createStop, type Stop } from './stop.ts';

export interface RunInput {
  readonly chain: LiveChain;
  readonly until: RunUntil;
  readonly parentId?: string | undefined;
  readonly answer?: Answer | undefined;
  /** What that answer begins, where it is a fork's first. */
  readonly branch?: Branch | undefined;
  readonly given?: Readonly<Record<string, string>> | undefined;
  /** Asked before each answer. */
  readonly guard: Guard;
}

/** What steps chains on by itself: one run or replay a chain at a time. */
export interface Runs {
  /** Returns at once. @throws CoreFault RUN_UNDER_WAY */
  start(input: RunInput): RunState;
  /** Returns when the fork is ready or the replay stopped. @throws CoreFault RUN_UNDER_WAY, FORK_IMPOSSIBLE */
  fork(chain: LiveChain, stepId: string, kind: 'live' | 'replay', guard: Guard): Promise<Forked>;
  /**
   * Lets something else step a chain on, under the same rules: one at a time, told, stopped the same way. Returns at once.
   * `run` resolves to why it stopped before its end. @throws CoreFault RUN_UNDER_WAY
   */
  lead(
    chain: LiveChain,
    run: (stop: Stop, doing: (now: RunDoing) => void) => Promise<RunStop | undefined>,
  ): void;
  stop(chain: LiveChain): void;
  state(chainId: string): RunState;
}

export function createRuns(parts: Parts, settings: () => RunSettings): Runs {
  const states = new WeakMap<LiveChain, RunState>();
  const stops = new WeakMap<LiveChain, Stop>();

  function tell(chain: LiveChain, state: Omit<RunState, 'chainId'>): RunState {
    const told = { chainId: chain.id, ...state };
    states.set(chain, told);
    parts.tell({ type: 'run.changed', state: told });
    return told;
  }

  /** @throws CoreFault RUN_UNDER_WAY */
  function claim(chain: LiveChain, doing: RunDoing): Stop {
    if (stops.has(chain))
      throw coreFault('RUN_UNDER_WAY', 'This chain is being stepped on already. Stop it first.');
    const stop = createStop();
    stops.set(chain, stop);
    tell(chain, { doing });
    return stop;
  }

  function release(chain: LiveChain, stopped?: RunStop): void {
    stops.delete(chain);
    tell(chain, stopped === undefined ? {} : { stopped });
  }

  return {
    start({ chain, until, parentId, answer, given, branch, guard }) {
      const before = states.get(chain)?.stopped;
      const seen = before?.kind === 'paused' && answer !== undefined && before.stepId === parentId;
      const stop = claim(chain, { kind: 'answering', until, name: '' });
      const doing = (now: RunDoing) => tell(chain, { doing: now });
      const going = { chain, until, parentId, answer, branch, seen, given, guard, stop, settings, doing };
      void go(parts, going).then(
        (stopped) => release(chain, stopped),
        // A removed chain ends its run, and so does an answer that can't be composed.
        (error: unknown) => release(chain, failed(error)),
      );
      return states.get(chain) ?? { chainId: chain.id };
    },
    async fork(chain, stepId, kind, guard) {
      const stop = claim(chain, { kind: 'replaying', done: 0, of: 0 });
      try {
        const forked = await fork(parts, {
          chain,
          stepId,
          kind,
          guard,
          stop,
          doing: (now) => tell(chain, { doing: now }),
        });
        release(chain, forked.stop ?? ready(forked));
        return forked;
      } catch (error) {
        release(chain);
        throw error;
      }
    },
    lead(chain, run) {
      const stop = claim(chain, { kind: 'replaying', done: 0, of: 0 });
      void run(stop, (now) => tell(chain, { doing: now })).then(
        (stopped) => release(chain, stopped),
        (error: unknown) => release(chain, failed(error)),
      );
    },
    stop(chain) {
      const stop = stops.get(chain);
      if (stop === undefined) return;
      stop.stop();
      for (const cancel of chain.cancels) cancel();
    },
    state: (chainId) => states.get(parts.chains.get(chainId)) ?? { chainId },
  };
}

function failed(error: unknown): RunStop {
  return {
    kind: 'error',
    text: isFault(error) ? `Stopped: ${error.detail}` : 'Stopped by a mistake in the console',
  };
}

function ready({ kind, parentId }: Forked): RunStop {
  return {
    kind: 'forked',
    text: `${kind === 'live' ? 'Live' : 'Replay'} fork ready`,
    ...(typeof parentId === 'string' ? { stepId: parentId } : {}),
  };
}
