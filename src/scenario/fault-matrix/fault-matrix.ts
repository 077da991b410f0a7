import type { BenchFault, BenchResult } from '../../contract.ts';

/** The shape of fault matrices as JSON. */
export const FAULT_MATRIX_VERSION = 1;

/** One answer of a scenario, its rules broken one at a time. */
export interface MatrixStep {
  readonly file: string;
  /** Of the case: the scenario's name, and the row where there is one. */
  readonly title: string;
  readonly target: string;
  /** Into the scenario's steps. */
  readonly index: number;
  readonly line: number;
  /** The flow or challenge that is answered. */
  readonly name: string;
  readonly username: string;
  /** Every fault there is for it, in the order of the bench. */
  readonly faults: readonly BenchFault[];
  /** What came of those that were run. */
  readonly results: readonly BenchResult[];
  /** Why its rules could not be broken. */
  readonly fault?: { readonly code: string; readonly detail: string };
}

export interface MatrixCounts {
  /** Faults that were run, or were to be. */
  readonly total: number;
  readonly expected: number;
  /** The expected code in other words: messages are no contract. */
  readonly words: number;
  /** Refused with another code. */
  readonly other: number;
  /** Taken, where it has to be refused. */
  readonly accepted: number;
  /** Not sent, or without an answer. */
  readonly unrun: number;
  /** Steps that could not be looked at. */
  readonly broken: number;
}

export interface FaultMatrix {
  readonly countersign: 'fault-matrix';
  readonly version: typeof FAULT_MATRIX_VERSION;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
  /** True where it was stopped before its end. */
  readonly interrupted: boolean;
  readonly counts: MatrixCounts;
  readonly steps: readonly MatrixStep[];
}

export function faultMatrix(
  steps: readonly MatrixStep[],
  run: Pick<FaultMatrix, 'startedAt' | 'ms' | 'interrupted'>,
): FaultMatrix {
  return {
    countersign: 'fault-matrix',
    version: FAULT_MATRIX_VERSION,
    ...run,
    counts: countsOf(steps),
    steps,
  };
}

export function countsOf(steps: readonly MatrixStep[]): MatrixCounts {
  const results = steps.flatMap((step) => step.results);
  const of = (...verdicts: readonly BenchResult['verdict'][]) =>
    results.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    total: results.length,
    expected: of('expected'),
    words: of('words'),
    other: of('other'),
    accepted: of('accepted'),
    unrun: of('held', 'failed'),
    broken: steps.filter(({ fault }) => fault !== undefined).length,
  };
}

/** Whether something came otherwise than the protocol has it. */
export function isOff({ verdict }: BenchResult): boolean {
  return verdict === 'other' || verdict === 'accepted';
}

/** `41 of 42 as expected · 1 accepted, not refused`: what is zero is left out. */
export function countsLine({ total, expected, words, other, accepted, unrun, broken }: MatrixCounts): string {
  const rest = [
    [words, 'in other words'],
    [other, 'with another code'],
    [accepted, 'accepted, not refused'],
    [unrun, 'not run'],
    [broken, broken === 1 ? 'step could not be looked at' : 'steps could not be looked at'],
  ] as const;
  return [
    `${expected} of ${total} as expected`,
    ...rest.filter(([count]) => count > 0).map(([count, said]) => `${count} ${said}`),
  ].join(' · ');
}

/** What came of a fault: its code, and its message or why nothing came. */
export function gotText({ got, detail }: BenchResult): string {
  if (got === undefined) return detail ?? 'nothing';
  return got.message === '' ? got.code : `${got.code}: ${got.message}`;
}

/** Any of these is as it should be. Messages are patterns; their code says enough. */
export function expectedText({ expected }: BenchFault): string {
  return [...new Set(expected.map(({ code }) => code))].join(' or ');
}
