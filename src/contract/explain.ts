import * as v from 'valibot';
import { command, Confirmed, Id } from './command.ts';
import type { RunStop } from './run.ts';

// Why a step was refused, by evidence; and the way to mend and send it again.

const StepOf = { chainId: Id, stepId: Id };

export const explainCommands = {
  /** Every cause that fits the step's error, checked and ranked; none for a step that was not refused. */
  'step.explain': command(v.strictObject(StepOf)).returns<StepExplanation>(),
  /**
   * Mends what this cause names and sends the step again: as another try while its Session lives, else after the way
   * there was run again. Steps the chain on as a run does: told by `run.changed`, stopped by `run.stop`. Resolves when
   * that has ended; `stepId` is how far it came. @throws HARM_UNCONFIRMED, RUN_UNDER_WAY
   */
  'step.fixAndResend': command(v.strictObject({ ...StepOf, cause: Id, ...Confirmed })).returns<Resent>(),
};

export interface StepExplanation {
  readonly causes: readonly ExplainedCause[];
}

export interface ExplainedCause {
  readonly id: string;
  readonly title: string;
  /** `in`: it is there. `unknown`: can't be told. `out`: it is not. */
  readonly verdict: 'in' | 'unknown' | 'out';
  readonly because: string;
  /** What only the embedded Cognito could say. */
  readonly sandbox?: string;
  /** How it is ruled in or out; absent where nothing can. */
  readonly test?: string;
  readonly fix?: FixOffer;
  /** What to do where it was found and nothing here mends it. */
  readonly advice?: string;
}

export interface FixOffer {
  /** What will be done, short. */
  readonly label: string;
  /**
   * `resend`: one more try at the same challenge. `replay`: the sign-in is run again up to this step first. `again`: an
   * operation beside the sign-in is called once more.
   */
  readonly how: 'resend' | 'replay' | 'again';
  /** Epoch milliseconds before which it can't work; absent: at once. */
  readonly readyAt?: number;
  readonly changes: readonly FixChange[];
}

/** One key of the request, before and after; masked where secret. */
export interface FixChange {
  readonly key: string;
  /** Absent: it was not sent. */
  readonly before?: string;
  /** Where a secret came from, in words: its mask says little. */
  readonly beforeFrom?: string;
  /** Absent: it is left out. */
  readonly after?: string;
  /** Where a secret will come from, in words. */
  readonly afterFrom?: string;
}

export interface Resent {
  readonly chainId: string;
  readonly stepId: string;
  /** Why it did not get to sending: another challenge came on the way, something is missing, or it was stopped. */
  readonly stopped?: RunStop;
}
