import type { ChainEvent } from '../chain/event.ts';
import type { Fault } from '../form/form.ts';
import type { Touches } from './coverage.ts';
import type { StepKind } from './schema.ts';

/** The shape of results in reports. A reader refuses newer ones. */
export const RESULT_VERSION = 1;

/** One thing that was asked of a step. Texts are redacted. */
export interface CheckResult {
  /** As the file says it: `challenge`, `claims.id.sub`, `absent[0]`; `went` where nothing was asked and it failed. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly passed: boolean;
}

export interface StepResult {
  /** Into the scenario's steps. */
  readonly index: number;
  readonly kind: StepKind;
  /** `RespondToAuthChallenge SOFTWARE_TOKEN_MFA`, or the step's own title. */
  readonly title: string;
  readonly line: number;
  readonly status: 'passed' | 'failed' | 'error' | 'skipped';
  readonly checks: readonly CheckResult[];
  /** The chain's steps that it sent, the one that is checked last. */
  readonly stepIds: readonly string[];
  readonly ms: number;
  /** Why it could not be done, where that is no check: a secret that is missing, a target that is not there. */
  readonly fault?: Fault;
}

/** `failed`: a check did not hold. `error`: it could not be run. `skipped`: it was never begun. */
export type ScenarioStatus = 'passed' | 'failed' | 'error' | 'skipped';

/** What a run of one case came to: all that reports are made of. Redacted. */
export interface ScenarioResult {
  readonly v: typeof RESULT_VERSION;
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly row: Readonly<Record<string, string>>;
  readonly target: string;
  readonly status: ScenarioStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
  /** From 1; more after retries. */
  readonly attempt: number;
  /** True where an earlier attempt failed and this one passed. */
  readonly flaky: boolean;
  /** The attempts before this one, oldest first; absent where there were none. */
  readonly earlier?: readonly ScenarioResult[];
  readonly steps: readonly StepResult[];
  /** Why it could not begin or had to end. */
  readonly fault?: Fault;
  /** The chains it ran, redacted, oldest first: mostly one. */
  readonly chains: readonly (readonly ChainEvent[])[];
  /** In a report, what the chains touched that are not kept in it. */
  readonly touched?: readonly Touches[];
}
