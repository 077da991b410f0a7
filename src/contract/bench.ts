import * as v from 'valibot';
import type { FaultGroup } from '../bench/fault.ts';
import type { Verdict } from '../bench/verdict.ts';
import { command, Id } from './command.ts';

// The one-fault bench: single mutations of a step's request, each with the answer it should bring. Every broken request
// is a sign-in of its own; the chain under study is left as it is.

/** `stepId`: the step whose request is broken, or the key of a challenge that waits (`pending` …). */
const Spot = { chainId: Id, stepId: Id };

export const benchCommands = {
  /** The faults that make sense for a step. @throws BENCH_IMPOSSIBLE for one that answers nothing */
  'bench.list': command(v.strictObject(Spot)).returns<BenchList>(),
  /**
   * Runs some of them, one after the other. On a production target harm is asked for first: then nothing was sent, and
   * `confirmed` is to be what the person typed.
   */
  'bench.run': command(
    v.strictObject({
      ...Spot,
      faults: v.union([v.literal('all'), v.pipe(v.array(Id), v.minLength(1), v.maxLength(200))]),
      confirmed: v.optional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ).returns<BenchAnswer>(),
  /** Ends the run that is under way for this step, after the request that is. */
  'bench.stop': command(v.strictObject(Spot)).returns<null>(),
  'bench.results': command(v.strictObject(Spot)).returns<BenchState>(),
};

export interface BenchFault {
  readonly id: string;
  readonly group: FaultGroup;
  readonly title: string;
  /** The rule it breaks. */
  readonly rule: string;
  /** Where that is written. */
  readonly source: string;
  /** Exceptions' names, `ACCEPTED` or `ASKED_AGAIN`: any of them is as it should be. */
  readonly expected: readonly { readonly code: string; readonly message?: string }[];
  /** What a refused try is counted as, for the lockout. */
  readonly counts?: 'password' | 'code';
  /** Messages with a code that running it sends. */
  readonly messages: number;
  /** Why it can't be run here. */
  readonly hindered?: string;
}

export interface BenchList {
  /** The flow or challenge whose answer is broken. */
  readonly name: string;
  readonly operation: string;
  readonly username: string;
  readonly faults: readonly BenchFault[];
}

export type BenchAnswer =
  | { readonly kind: 'running'; readonly total: number }
  | {
      readonly kind: 'ask';
      /** Tries that count as failed on the user. */
      readonly tries: number;
      readonly messages: number;
      readonly username: string;
      /** What the person has to type. */
      readonly typed: string;
    };

export interface BenchResult {
  readonly fault: string;
  readonly verdict: Verdict;
  /** Absent where nothing came. */
  readonly got?: { readonly code: string; readonly message: string };
  /** Why it was held back or could not be run. */
  readonly detail?: string;
  /** The sign-in it was sent in, and the step that was broken. */
  readonly chainId?: string;
  readonly stepId?: string;
}

export interface BenchState {
  readonly running?: {
    /** The fault that is under way. */
    readonly fault: string;
    readonly done: number;
    readonly total: number;
    /** Until when the next TOTP code is waited for, epoch milliseconds. */
    readonly waitsUntil?: number;
  };
  readonly results: readonly BenchResult[];
}
