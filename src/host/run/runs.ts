import type { Branch } from '../../chain/event.ts';
import type { Answer, Forked, RunDoing, RunSettings, RunState, RunStop, RunUntil } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { Guard } from '../harm.ts';
import type { Hold } from '../chains-input.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { fork } from './fork.ts';
import { go } from './go.ts';
import { holdOf } from './hold.ts';
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

/** A chain that something steps on: nothing else does until it is released. */
export interface Claim {
  /** Stopped by a person, from wherever the chain is looked at. What is under way is cancelled with it. */
  readonly stop: Stop;
  /** Tells what it is at. */
  doing(now: RunDoing): void;
  /** Holds what it sends without a form, while Pause before sending is on. */
  readonly hold: Hold;
  /** @param stopped why it stopped, where the chain does not show that itself */
  release(stopped?: RunStop): void;
}

/** What steps chains on by itself: one thing a chain at a time, told, and stopped the same way. */
export interface Runs {
  /** Returns at once. @throws CoreFault RUN_UNDER_WAY */
  start(input: RunInput): RunState;
  /** Returns when the fork is ready or the replay stopped. @throws CoreFault RUN_UNDER_WAY, FORK_IMPOSSIBLE */
  fork(chain: LiveChain, stepId: string, kind: 'live' | 'replay', guard: Guard): Promise<Forked>;
  /**
   * Lets something else step a chain on, under the same rules. Returns at once. `run` resolves to why it stopped before
   * its end. @throws CoreFault RUN_UNDER_WAY
   */
  lead(chain: LiveChain, run: (claim: Claim) => Promise<RunStop | undefined>): void;
  /** The same for what is waited for: whoever claims a chain releases it. @throws CoreFault RUN_UNDER_WAY */
  claim(chain: LiveChain, doing: RunDoing, stop?: Stop): Claim;
  stop(chain: LiveChain): void;
  /** Lets go what is held back. @param until how far a run goes on from there */
  goOn(chain: LiveChain, until?: RunUntil): void;
  /** Whether requests are held back before they are sent. */
  pauses(): boolean;
  state(chainId: string): RunState;
}

export function createRuns(parts: Parts, settings: () => RunSettings): Runs {
  const states = new WeakMap<LiveChain, RunState>();
  const claims = new WeakMap<LiveChain, Claim>();
  /** What lets go a request that is held. */
  const held = new WeakMap<LiveChain, () => void>();
  /** How far a run goes, where a person changed their mind. */
  const untils = new WeakMap<LiveChain, RunUntil>();
  /** Beside a window that holds them there is nobody to let them go. */
  const pauses = () => parts.ports.beside !== true && settings().pauseBeforeSending;

  function tell(chain: LiveChain, state: Omit<RunState, 'chainId'>): RunState {
    const told = { chainId: chain.id, ...state };
    states.set(chain, told);
    parts.tell({ type: 'run.changed', state: told });
    return told;
  }

  function claim(chain: LiveChain, doing: RunDoing, stop: Stop = createStop()): Claim {
    if (claims.has(chain))
      throw coreFault('RUN_UNDER_WAY', 'This chain is being stepped on already. Stop it first.');
    const forget = stop.onStop(() => {
      for (const cancel of chain.cancels) cancel();
    });
    let before = doing;
    const made: Claim = {
      stop,
      hold: holdOf({
        chain,
        stop,
        pauses,
        held(now, letGo) {
          held.set(chain, letGo);
          tell(chain, { doing: now });
        },
        goes: () => void tell(chain, { doing: before }),
      }),
      doing: (now) => void tell(chain, { doing: (before = now) }),
      release(stopped) {
        forget();
        claims.delete(chain);
        held.delete(chain);
        tell(chain, stopped === undefined ? {} : { stopped });
      },
    };
    claims.set(chain, made);
    tell(chain, { doing });
    return made;
  }

  return {
    start({ chain, until, parentId, answer, given, branch, guard }) {
      const before = states.get(chain)?.stopped;
      const seen = before?.kind === 'paused' && answer !== undefined && before.stepId === parentId;
      const { stop, doing, hold, release } = claim(chain, { kind: 'answering', until, name: '' });
      untils.set(chain, until);
      const how = { until: () => untils.get(chain) ?? until, pauses, settings, hold, stop, doing };
      const going = { chain, parentId, answer, branch, seen, given, guard, ...how };
      // A removed chain ends its run, and so does an answer that can't be composed.
      void go(parts, going).then(release, (error: unknown) => release(failed(error)));
      return states.get(chain) ?? { chainId: chain.id };
    },
    async fork(chain, stepId, kind, guard) {
      const { stop, doing, hold, release } = claim(chain, { kind: 'replaying', done: 0, of: 0 });
      try {
        const forked = await fork(parts, { chain, stepId, kind, guard, stop, hold, doing });
        release(forked.stop ?? ready(forked));
        return forked;
      } catch (error) {
        release();
        throw error;
      }
    },
    lead(chain, run) {
      const made = claim(chain, { kind: 'replaying', done: 0, of: 0 });
      void run(made).then(made.release, (error: unknown) => made.release(failed(error)));
    },
    claim,
    goOn(chain, until) {
      if (until !== undefined) untils.set(chain, until);
      held.get(chain)?.();
      held.delete(chain);
    },
    pauses,
    stop(chain) {
      const claimed = claims.get(chain);
      if (claimed === undefined) return;
      claimed.stop.stop();
      // Asked once more: what was made ready meanwhile may be under way now.
      for (const cancel of chain.cancels) cancel();
    },
    state: (chainId) => states.get(parts.chains.get(chainId)) ?? { chainId },
  };
}

export function failed(error: unknown): RunStop {
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
