import { branchesOf } from '../../chain/branches.ts';
import type { Chain, Step } from '../../chain/model.ts';
import { isAnswer } from '../../chain/sign-in-operations.ts';

/**
 * The steps of one way a sign-in went, from its beginning: with failed tries and operations beside it, in the order they
 * were sent. Of a fork: the way to it, and on.
 * @param stepId of the branch that is meant; the newest without it
 */
export function pathOf(chain: Chain, stepId?: string): readonly Step[] {
  const branches = branchesOf(chain);
  const branch =
    branches.find(({ steps }) => steps.some(({ id }) => id === stepId)) ??
    (stepId === undefined ? branches.at(-1) : undefined);
  if (branch === undefined) return [];
  const own = branch.steps.filter(({ status }) => status !== 'sending');
  return branch.from === undefined ? own : [...wayTo(chain, branch.from, own[0]?.number ?? 0), ...own];
}

/** What led to a step and was done at its challenge before something else was answered. @param before a step's number */
function wayTo(chain: Chain, stepId: string, before: number): readonly Step[] {
  const path = pathOf(chain, stepId);
  const end = path.findIndex(({ id }) => id === stepId);
  const beside = path
    .slice(end + 1)
    .filter(
      ({ parentId, operation, number }) => parentId === stepId && !isAnswer(operation) && number < before,
    );
  return [...path.slice(0, end + 1), ...beside];
}
