import type { ScenarioResult } from '../result.ts';
import type { Shard } from '../shard.ts';
import { isOverTime } from './words.ts';

/** What is known of a run before it begins. */
export interface RunPlan {
  /** Of the console that runs it. */
  readonly version: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Cases it is to run. */
  readonly planned: number;
  readonly workers: number;
  /** Where all of them go, where that was said for the run; else each says so itself. */
  readonly target?: string;
  readonly shard?: Shard;
}

export interface RunCounts {
  readonly total: number;
  /** With those that needed more than one attempt. */
  readonly passed: number;
  /** A check did not hold. */
  readonly failed: number;
  /** It could not be run, or not to its end. */
  readonly errors: number;
  /** Of the errors: it took longer than it may. */
  readonly timedOut: number;
  /** It was never begun. */
  readonly skipped: number;
  readonly flaky: number;
}

/** What a run came to. */
export interface RunSummary extends RunPlan {
  readonly counts: RunCounts;
  readonly ms: number;
  /** True where it was stopped before its end. */
  readonly interrupted: boolean;
}

export const NO_COUNTS: RunCounts = {
  total: 0,
  passed: 0,
  failed: 0,
  errors: 0,
  timedOut: 0,
  skipped: 0,
  flaky: 0,
};

const PLACES = { passed: 'passed', failed: 'failed', error: 'errors', skipped: 'skipped' } as const;

/** The counts with one result more. */
export function counted(counts: RunCounts, result: ScenarioResult): RunCounts {
  const { status, flaky } = result;
  const place = PLACES[status];
  return {
    ...counts,
    total: counts.total + 1,
    [place]: counts[place] + 1,
    timedOut: counts.timedOut + (isOverTime(result) ? 1 : 0),
    flaky: counts.flaky + (flaky ? 1 : 0),
  };
}

/** `12 passed · 1 failed · 2 flaky`: what is zero is left out, but for passed. */
export function countsText({ passed, failed, errors, timedOut, skipped, flaky }: RunCounts): string {
  const unrun = errors - timedOut;
  return [
    `${passed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(unrun === 0 ? [] : [`${unrun} could not run`]),
    ...(timedOut === 0 ? [] : [`${timedOut} timed out`]),
    ...(flaky === 0 ? [] : [`${flaky} flaky`]),
    ...(skipped === 0 ? [] : [`${skipped} not begun`]),
  ].join(' · ');
}

/** `840 ms`, `12.3 s`, `2 min 5 s`. */
export function tookText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}
