import type { JsonObject, JsonValue } from '../../json.ts';

/** Lambda triggers of a pool, by their names in LambdaConfig. The service's messages call them the same. */
export const TRIGGER_NAMES = [
  'PreSignUp',
  'PostConfirmation',
  'PreAuthentication',
  'PostAuthentication',
  'PreTokenGeneration',
  'UserMigration',
  'CustomMessage',
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
] as const;

export type TriggerName = (typeof TRIGGER_NAMES)[number];

/** How one run of a trigger ended. */
export type TriggerOutcome =
  /** Undefined where Lambda would answer null: nothing was returned. */
  | { readonly outcome: 'returned'; readonly value: JsonValue | undefined }
  /** It threw, could not be read, or went over its memory: the text is the runtime's own. */
  | { readonly outcome: 'threw'; readonly message: string }
  /** Over its time; `waiting` when nothing was left that could ever have settled what it waits for. */
  | { readonly outcome: 'timed out'; readonly waiting: boolean };

export type TriggerRun = TriggerOutcome & {
  /** What the trigger wrote to the console, cut to a bounded size. */
  readonly logs: readonly string[];
  readonly ms: number;
};

export interface SourceCheck {
  /** Absent: the source is good. */
  readonly problem?: string;
  /** Counted from 1. */
  readonly line?: number;
}

export interface RunOptions {
  /** Epoch milliseconds that `Date` starts from, so that a trigger lives in the sandbox's time. */
  readonly now: number;
  /** Time for the run. */
  readonly milliseconds: number;
}

/** Runs the sources that people write. Every run starts from nothing: no value outlives it. */
export interface TriggerRunner {
  run(source: string, event: JsonObject, options: RunOptions): Promise<TriggerRun>;
  /** Reads the source as a run would and looks for the handler, for an editor. */
  check(source: string): Promise<SourceCheck>;
}
