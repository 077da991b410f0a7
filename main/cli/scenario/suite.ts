import type { ScenarioResult } from '@core/scenario/result.ts';
import { faultIn, type Lane, unrun } from './lane.ts';
import type { Planned } from './planned.ts';

export interface Suite {
  readonly cases: readonly Planned[];
  readonly workers: number;
  /** How often a case that did not pass is tried again. */
  readonly retries: number;
  /** True where the first that does not pass ends the run. */
  readonly bail: boolean;
  /** True where that was so before anything was begun. */
  readonly bailed?: boolean;
  open(): Promise<Lane>;
  began(of: Planned): void;
  /** Told of every case once, of those that were never begun at the end. */
  ended(result: ScenarioResult): Promise<void>;
}

export interface RunningSuite {
  /** Ends what is under way; what is still to come is not begun. */
  stop(): void;
  readonly end: Promise<void>;
}

/** After so many cases a lane is opened anew: whatever it gathers on the way, memory stays flat. */
const CASES_A_LANE = 500;

/** Runs cases over lanes, each lane taking the next case as it gets free. */
export function runSuite(suite: Suite): RunningSuite {
  const { cases, workers, bail } = suite;
  const lanes = new Set<Lane>();
  let next = 0;
  let halt: 'stopped' | 'bailed' | undefined = suite.bailed === true ? 'bailed' : undefined;
  /** Why no lane can be opened: what is left can't be run, and is told so at once. */
  let closed: ReturnType<typeof faultIn> | undefined;

  async function work(): Promise<void> {
    let lane: Lane | undefined;
    let left = 0;
    try {
      for (let of = take(); of !== undefined; of = take()) {
        if (lane === undefined || left === 0) {
          await shut(lane);
          lane = await opened();
          left = CASES_A_LANE;
        }
        suite.began(of);
        left -= 1;
        const result =
          lane === undefined
            ? unrun(of, 1, closed ?? { code: 'SCENARIO_STOPPED', detail: 'Stopped.' })
            : await attempts(lane, of);
        if (bail && result.status !== 'passed') halt ??= 'bailed';
        await suite.ended(result);
      }
    } finally {
      await shut(lane);
    }
  }

  function take(): Planned | undefined {
    return halt === undefined ? cases[next++] : undefined;
  }

  async function opened(): Promise<Lane | undefined> {
    if (closed !== undefined) return undefined;
    try {
      const lane = await suite.open();
      lanes.add(lane);
      if (halt === 'stopped') lane.stop();
      return lane;
    } catch (error) {
      closed = faultIn(error);
      return undefined;
    }
  }

  async function shut(lane: Lane | undefined): Promise<void> {
    if (lane === undefined) return;
    lanes.delete(lane);
    await lane.close();
  }

  async function attempts(lane: Lane, of: Planned): Promise<ScenarioResult> {
    const earlier: ScenarioResult[] = [];
    for (let attempt = 1; ; attempt++) {
      const result = await lane.run(of, attempt);
      const passed = result.status === 'passed';
      if (passed || attempt > suite.retries || halt === 'stopped')
        return earlier.length === 0 ? result : { ...result, flaky: passed, earlier };
      earlier.push(result);
    }
  }

  async function all(): Promise<void> {
    await Promise.all(Array.from({ length: Math.min(workers, cases.length) }, () => work()));
    const why = halt === 'bailed' ? 'Not begun: another did not pass.' : 'Not begun: the run was stopped.';
    for (const of of halt === undefined ? [] : cases.slice(next))
      await suite.ended(unrun(of, 1, { code: 'SCENARIO_STOPPED', detail: why }, 'skipped'));
  }

  return {
    stop() {
      halt = 'stopped';
      for (const lane of lanes) lane.stop();
    },
    end: all(),
  };
}
