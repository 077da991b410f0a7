import { pastOf } from '../../chain/fork.ts';
import { chainOf, type Pending } from '../../chain/model.ts';
import { pendingAt } from '../../chain/pending.ts';
import type { LiveChain } from '../live-chain.ts';

/**
 * The challenge that a run begins with.
 * @param parentId the step that asked it; absent: the one the chain stands at
 * @param forks a fork answers once more what may have been answered already
 */
export function openAt(chain: LiveChain, parentId: string | undefined, forks = false): Pending | undefined {
  const shown = chainOf(chain.events);
  if (parentId === undefined || shown === undefined) return shown?.pending;
  const open = shown.pendings.find(({ stepId }) => stepId === parentId);
  return open ?? (forks ? pendingAt(pastOf(shown), parentId) : undefined);
}
