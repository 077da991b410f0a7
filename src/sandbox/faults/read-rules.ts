import * as v from 'valibot';
import { matchesGlob } from './glob.ts';
import { readWith, type Read } from '../problem.ts';
import { FaultRuleDraftSchema, type FaultRuleDraft } from './rule.ts';
import { readFaultRule } from './rule-text.ts';
import { meantException } from './meant-exception.ts';

const MOST_RULES = 1_000;

/**
 * A rule as an object or as a line.
 * @param operations the names that `match.operation` may mean: a typo would never fire, and look like a test that passes
 */
export function readRule(input: unknown, operations: readonly string[]): Read<FaultRuleDraft> {
  const read = typeof input === 'string' ? readFaultRule(input) : readWith(FaultRuleDraftSchema, input);
  const { exception } = read.value?.answer ?? {};
  const meant = exception === undefined ? undefined : meantException(exception);
  if (exception !== undefined && meant !== undefined) {
    return { problem: `answer.exception: ${exception} is no exception here; is ${meant} meant?` };
  }
  const { operation } = read.value?.match ?? {};
  if (operation === undefined || operations.some((name) => matchesGlob(operation, name))) return read;
  return { problem: `match.operation: ${operation} is no operation here; ${nearest(operation, operations)}` };
}

/** A list of rules; what is wrong is told with the place in the list, from 1. */
export function readRules(input: unknown, operations: readonly string[]): Read<readonly FaultRuleDraft[]> {
  const list = readWith(
    v.pipe(
      v.array(v.unknown(), 'must be a list of fault rules'),
      v.maxLength(MOST_RULES, `must hold at most ${String(MOST_RULES)} rules`),
    ),
    input,
  );
  if (list.problem !== undefined) return list;
  const rules: FaultRuleDraft[] = [];
  for (const [index, item] of list.value.entries()) {
    const read = readRule(item, operations);
    const problem =
      read.problem ??
      (read.value.id !== undefined && rules.some(({ id }) => id === read.value.id)
        ? `id: ${read.value.id} is taken by an earlier rule; choose another`
        : undefined);
    if (problem !== undefined) return { problem: `rule ${String(index + 1)}: ${problem}` };
    if (read.value !== undefined) rules.push(read.value);
  }
  return { value: rules };
}

/** The names that begin most alike. */
function nearest(wanted: string, operations: readonly string[]): string {
  const alike = (name: string) => {
    const differs = [...name].findIndex((letter, at) => letter.toLowerCase() !== wanted[at]?.toLowerCase());
    return differs < 0 ? name.length : differs;
  };
  const [best, next] = operations.toSorted((a, b) => alike(b) - alike(a));
  return `is ${[best, next].filter((name) => name !== undefined).join(' or ')} meant?`;
}
