import type { SandboxClockState } from '../contract.ts';
import type { Clock } from './ports.ts';

/** Network and rounding: a difference below this is none. Milliseconds. */
const SLACK = 1_000;

/** The sandbox's clock, seen from this computer's. */
export interface SandboxTime {
  /** How far it is ahead of ours now, milliseconds; negative: behind. Grows by itself only while it stands still. */
  ahead(): number;
  take(state: SandboxClockState): void;
}

/**
 * @param moved told by how much it moved against ours since it was last told. One that stands still moves back all the
 * time: that is told whenever somebody asks, which is before everything that is sent.
 */
export function createSandboxTime(clock: Clock, moved: (ms: number) => void): SandboxTime {
  let state: SandboxClockState | undefined;
  let told = 0;
  const difference = () => {
    if (state === undefined) return 0;
    return state.frozen ? Date.parse(state.now) - clock.now() : state.offsetSeconds * 1_000;
  };
  const settle = () => {
    const ahead = difference();
    const by = ahead - told;
    if (Math.abs(by) < SLACK) return ahead;
    told = ahead;
    moved(by);
    return ahead;
  };
  return {
    ahead: settle,
    take(given) {
      state = given;
      settle();
    },
  };
}
