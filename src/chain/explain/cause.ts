import { explainError } from '../../errors/catalogue.ts';
import type { Evidence } from './evidence.ts';

/** What a check came to: the cause is there, can't be told, or is not there. */
export type Verdict = 'in' | 'unknown' | 'out';

export interface Finding {
  readonly verdict: Verdict;
  /** Why, from this request and chain. Never a secret. */
  readonly because: string;
  /** What only the embedded Cognito could say, when the verdict rests on it. */
  readonly sandbox?: string;
}

/** How the request is mended, as changes to the answer it was made from. */
export interface Fix {
  /** What will be done, short and active. */
  readonly label: string;
  /** Keys and members that go back to what the console computes. */
  readonly compute?: readonly string[];
  /** Inputs set anew; null leaves a field empty, for what is remembered, computed or in the sandbox's inbox. */
  readonly inputs?: Readonly<Record<string, string | null>>;
  /** Keys to leave out of the answer. */
  readonly leaveOut?: readonly string[];
  /** The remembered device is dropped first. */
  readonly forget?: 'device';
  /** Milliseconds to wait before it can work. */
  readonly waitMs?: number;
  /** `start`: the sign-in has to begin again, even where the Session still lives. */
  readonly from?: 'start';
}

export interface Match {
  readonly code: string;
  /** Matched against the message, anywhere in it. Absent: any message. */
  readonly message?: RegExp;
  /** Matches where the catalogue does not know the message: worded anew, or an emulator's own words. */
  readonly unworded?: true;
  /** Matched against what the step answers, and an operation beside a sign-in by its own name. Absent: anything. */
  readonly answers?: RegExp;
}

/** One reason why the service, or the way to it, may refuse a step. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly explains: readonly Match[];
  /** How it is ruled in or out, one line. */
  readonly test: string;
  /** How usual it is among those that fit, 0 to 1: orders what can't be told. */
  readonly prior: number;
  /** What to do where nothing here mends it, one sentence. Every cause without a fix has one. */
  readonly advice?: string;
  check(evidence: Evidence): Finding;
  fix?(evidence: Evidence): Fix | undefined;
}

export function found(because: string, sandbox?: string): Finding {
  return { verdict: 'in', because, ...(sandbox === undefined ? {} : { sandbox }) };
}

export function ruledOut(because: string, sandbox?: string): Finding {
  return { verdict: 'out', because, ...(sandbox === undefined ? {} : { sandbox }) };
}

export function cannotTell(because: string): Finding {
  return { verdict: 'unknown', because };
}

/** Whether a cause can be the reason for what was refused at all. */
export function fits(
  cause: Cause,
  { code, message, step }: Pick<Evidence, 'code' | 'message' | 'step'>,
): boolean {
  return cause.explains.some(
    (match) =>
      match.code === code &&
      (match.message?.test(message) ?? true) &&
      (match.answers?.test(step.answers) ?? true) &&
      (match.unworded !== true || explainError(code, message)?.message === undefined),
  );
}
