import { parseJsonText } from './json-text.ts';
import type { Step } from './model.ts';
import { type FactChange, factChanges, factsIn, tellsFacts, type UserFacts } from './user-facts.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/**
 * What an operation changed of a user, from the steps that read them right before and right after it; undefined where
 * there are no such steps. Pure, like all that is shown of a chain.
 */
export function changedBy(steps: readonly Step[], stepId: string): readonly FactChange[] | undefined {
  const at = steps.findIndex(({ id }) => id === stepId);
  const step = steps[at];
  if (step === undefined || step.outcome?.kind !== 'done' || tellsFacts(step.operation)) return undefined;
  // Tries that were told to wait stand between the read and the one that was taken.
  const first =
    at -
    steps
      .slice(0, at)
      .reverse()
      .findIndex(({ operation }) => operation !== step.operation);
  const before = factsOf(readsBefore(steps, first > at ? 0 : first));
  const after = factsOf(readsAfter(steps, at + 1));
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined)
    return step.operation === 'AdminCreateUser' ? factChanges({}, after ?? {}) : undefined;
  if (after === undefined) return step.operation === 'AdminDeleteUser' ? factChanges(before, {}) : undefined;
  return factChanges(before, after);
}

function readsBefore(steps: readonly Step[], end: number): readonly Step[] {
  let begin = end;
  while (begin > 0 && isRead(steps[begin - 1])) begin -= 1;
  return steps.slice(begin, end);
}

function readsAfter(steps: readonly Step[], begin: number): readonly Step[] {
  let end = begin;
  while (end < steps.length && isRead(steps[end])) end += 1;
  return steps.slice(begin, end);
}

function isRead(step: Step | undefined): boolean {
  return step !== undefined && tellsFacts(step.operation);
}

/** Undefined where AdminGetUser told nothing: lists alone are no user. */
function factsOf(reads: readonly Step[]): UserFacts | undefined {
  const told = reads.filter(({ outcome }) => outcome?.kind === 'done');
  if (!told.some(({ operation }) => operation === 'AdminGetUser')) return undefined;
  // A long list comes in pages, a step each.
  const answers = new Map<string, JsonObject[]>();
  for (const { operation, response } of told) {
    const parsed = parseJsonText(response?.body.text ?? '');
    if (parsed.ok && isJsonObject(parsed.value))
      answers.set(operation, [...(answers.get(operation) ?? []), parsed.value]);
  }
  return [...answers].reduce<UserFacts>(
    (facts, [operation, [first = {}, ...more]]) => ({ ...facts, ...factsIn(operation, first, ...more) }),
    {},
  );
}
