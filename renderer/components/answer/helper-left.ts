import type { Chain, Pending } from '@core/chain/model.ts';
import type { Fault } from '@core/form/form.ts';

/** What is said of an answer while an operation that has to come before it has not succeeded; undefined once all have. */
export function helperLeft(
  { steps }: Pick<Chain, 'steps'>,
  { stepId }: Pick<Pending, 'stepId'>,
  helpers: readonly string[],
): Fault | undefined {
  const isDone = (operation: string): boolean =>
    steps.some((step) => step.parentId === stepId && step.operation === operation && step.status === 'ok');
  const left = helpers.find((operation) => !isDone(operation));
  if (left === undefined) return undefined;
  return { code: 'HELPER_LEFT', detail: `${left} has not succeeded yet: Cognito will refuse this answer.` };
}
