import * as v from 'valibot';
import { AnswerSchema, type Answer } from '../contract.ts';
import { command, Confirmed, Id, none, Text } from './command.ts';
import type { Preview } from './preview.ts';

// Debugger verbs, breakpoints and forks: what steps a chain on by itself.

/** Where a run is to stop, if nothing stops it before. */
const Until = v.variant('kind', [
  /** After one answer. */
  v.strictObject({ kind: v.literal('step') }),
  /** When this challenge is asked. */
  v.strictObject({ kind: v.literal('challenge'), name: Id }),
  /** At tokens, an error, or a challenge that only a person can answer. */
  v.strictObject({ kind: v.literal('end') }),
]);
export type RunUntil = v.InferOutput<typeof Until>;

const BreakpointSchema = v.strictObject({
  on: v.picklist(['challenge', 'error']),
  /** A ChallengeName or an error's code, verbatim. */
  name: Id,
  enabled: v.boolean(),
});
export type Breakpoint = v.InferOutput<typeof BreakpointSchema>;

/** The schema of what is stored of it. */
export const RunSettingsSchema = v.strictObject({
  breakpoints: v.pipe(v.array(BreakpointSchema), v.maxLength(200)),
  /**
   * A run composes each answer, puts it into the form and stops. What has no form there (operations before an answer,
   * what is run again or mended, what begins by itself) is held back and shown.
   */
  pauseBeforeSending: v.boolean(),
});
export type RunSettings = v.InferOutput<typeof RunSettingsSchema>;

/** A fork, as it is written into the chain. */
export const BranchSchema = v.strictObject({ kind: v.picklist(['live', 'replay']), of: Id });

// The schema of an answer stands in the file that gathers this one: it is there by the time it is asked for.
const AnswerLater = v.lazy(() => AnswerSchema);

export const runCommands = {
  /**
   * Steps the chain on with what the host knows, and returns at once; `run.changed` tells what it does and why it
   * stopped. `answer`: what stands in the form, sent first. `given`: field key -> text, for what nothing else fills.
   * @throws HARM_UNCONFIRMED
   */
  'run.start': command(
    v.strictObject({
      chainId: Id,
      until: Until,
      parentId: v.optional(Id),
      answer: v.optional(AnswerLater),
      given: v.optional(v.record(Id, Text)),
      /** What the first answer begins, where it is a fork's. */
      branch: v.optional(BranchSchema),
      ...Confirmed,
    }),
  ).returns<RunState>(),
  /** Lets go what is held back. `until`: how far a run goes on from there; absent: as it was asked. */
  'run.goOn': command(v.strictObject({ chainId: Id, until: v.optional(Until) })).returns<null>(),
  /** Stops a run or a replay, and drops what is held back, and what it waits for. */
  'run.stop': command(v.strictObject({ chainId: Id })).returns<null>(),
  'run.state': command(v.strictObject({ chainId: Id })).returns<RunState>(),
  'run.settings': command(none).returns<RunSettings>(),
  'run.setSettings': command(v.partial(RunSettingsSchema)).returns<RunSettings>(),

  /**
   * Makes ready to answer once more what `stepId` answered. `replay` runs the way there again first. The answer is sent
   * by `chain.answer` with its `branch`, or by `chain.restart` where there is no parent. @throws HARM_UNCONFIRMED
   */
  'chain.fork': command(
    v.strictObject({ chainId: Id, stepId: Id, kind: v.picklist(['live', 'replay']), ...Confirmed }),
  ).returns<Forked>(),
  /** Begins the chain's sign-in once more inside it, as a branch in place of its first step. @throws HARM_UNCONFIRMED */
  'chain.restart': command(
    v.strictObject({ chainId: Id, answer: AnswerLater, branch: BranchSchema, ...Confirmed }),
  ).returns<{ stepId: string }>(),
};

export interface RunState {
  readonly chainId: string;
  /** What it is at; absent while nothing is under way. */
  readonly doing?: RunDoing;
  /** Why it stopped the last time. */
  readonly stopped?: RunStop;
}

export type RunDoing =
  /** Answers `name`. */
  | { readonly kind: 'answering'; readonly until: RunUntil; readonly name: string }
  /** @see `why`; `at` is when it goes on, epoch milliseconds by this computer's clock */
  | {
      readonly kind: 'waiting';
      /** `totp`: the code of now was used already. `throttled`: the service asked to slow down. */
      readonly why: 'totp' | 'throttled';
      readonly name: string;
      readonly at: number;
    }
  /** Runs again what led to a fork. */
  | { readonly kind: 'replaying'; readonly done: number; readonly of: number }
  /** Sends the request of this flow, challenge or operation; `mended`: once more, put right. */
  | { readonly kind: 'sending'; readonly name: string; readonly mended?: true }
  /** Holds this request back, as switched on: it goes as it is shown once `run.goOn` lets it. */
  | {
      readonly kind: 'held';
      readonly operation: string;
      /** The flow, challenge or operation it is for. */
      readonly name: string;
      /** Absent where it is too long to be shown. */
      readonly preview?: Preview;
    };

export interface RunStop {
  readonly kind:
    /** one answer was sent, as asked */
    | 'stepped'
    /** the challenge that was run to is asked */
    | 'reached'
    | 'tokens'
    | 'breakpoint'
    /** before sending, as switched on */
    | 'paused'
    | 'missing'
    | 'error'
    /** the last answer ended the sign-in */
    | 'spent'
    | 'hand'
    /** the fork is ready to be answered */
    | 'forked'
    /** a replay came out otherwise */
    | 'differs'
    /** nothing is open, or no end in sight */
    | 'end';
  /** The whole reason, for a person. */
  readonly text: string;
  /** The step whose challenge it stands at. */
  readonly stepId?: string;
  /** The field that is needed. */
  readonly field?: string;
  /** `paused`: the answer as composed; what the host remembers stands in for what is not in it. */
  readonly answer?: Answer;
}

export interface Forked {
  readonly kind: 'live' | 'replay';
  /** The step whose challenge is answered; null for a beginning; absent where a replay came nowhere. */
  readonly parentId?: string | null;
  /** The intent of the forked step, without its secrets. */
  readonly answer: Answer;
  /** Why a replay did not get there. */
  readonly stop?: RunStop;
}
