import { outcomes } from './fault.ts';
import type { BenchFault, BenchResult } from '../contract.ts';

/** What a cell shows: each has a shape and words of its own. */
export type Mark =
  /** expected here, not run yet */
  | 'expected'
  /** came as expected */
  | 'match'
  /** came with the expected code, in other words */
  | 'words'
  /** came here, and another was expected */
  | 'wrong'
  /** accepted, and a refusal was expected */
  | 'accepted'
  /** expected here, and another came */
  | 'missed';

export const marks: readonly Mark[] = ['expected', 'match', 'words', 'wrong', 'accepted', 'missed'];

export const markWords: Readonly<Record<Mark, string>> = {
  expected: 'expected',
  match: 'as expected',
  words: 'expected, in other words',
  wrong: 'not expected',
  accepted: 'accepted, not refused',
  missed: 'expected, did not come',
};

/** Those that nearly every bench has, in this order; others follow by name. */
const FIRST = [
  outcomes.accepted,
  outcomes.askedAgain,
  'NotAuthorizedException',
  'InvalidParameterException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'ResourceNotFoundException',
];

/** One column for each code that is expected or came. */
export function columnsOf(faults: readonly BenchFault[], results: readonly BenchResult[]): string[] {
  const codes = new Set(faults.flatMap(({ expected }) => expected.map(({ code }) => code)));
  for (const { got } of results) if (got) codes.add(got.code);
  const known = FIRST.filter((code) => codes.has(code));
  return [...known, ...[...codes].filter((code) => !FIRST.includes(code)).sort()];
}

/** A column's name: the exception without the word that all of them end in. */
export function columnName(code: string): string {
  if (code === outcomes.accepted) return 'accepted';
  if (code === outcomes.askedAgain) return 'asked again';
  return code.replace(/Exception$/, '');
}

export function markOf(fault: BenchFault, result: BenchResult | undefined, code: string): Mark | undefined {
  const isExpected = fault.expected.some((known) => known.code === code);
  if (result?.got === undefined) return isExpected ? 'expected' : undefined;
  if (result.got.code === code) {
    if (result.verdict === 'expected') return 'match';
    if (result.verdict === 'words') return 'words';
    return result.verdict === 'accepted' ? 'accepted' : 'wrong';
  }
  // Where several answers are right, one of them is enough.
  const settled = result.verdict === 'expected' || result.verdict === 'words';
  return isExpected && !settled ? 'missed' : undefined;
}

/** What became of a fault, in a few words; undefined while it was not run. */
export function resultWords(result: BenchResult | undefined): string | undefined {
  switch (result?.verdict) {
    case undefined:
      return undefined;
    case 'expected':
      return 'as expected';
    case 'words':
      return 'in other words';
    case 'other':
      return 'another code';
    case 'accepted':
      return 'accepted';
    case 'held':
      return 'held back';
    case 'failed':
      return 'could not run';
  }
}

/** `24 of 26 as expected`, and what else there was. */
export function summaryOf(results: readonly BenchResult[]): string {
  const count = (verdict: BenchResult['verdict']) =>
    results.filter((result) => result.verdict === verdict).length;
  const rest = (['words', 'accepted', 'other', 'held', 'failed'] as const).flatMap((verdict) => {
    const of = count(verdict);
    return of === 0 ? [] : [`${of} ${resultWords({ fault: '', verdict })}`];
  });
  return [`${count('expected')} of ${results.length} as expected`, ...rest].join(' · ');
}
