import { pendingOfBranch } from '@core/chain/branches.ts';
import { pastOf } from '@core/chain/fork.ts';
import type { Chain, Pending } from '@core/chain/model.ts';
import { pendingAt } from '@core/chain/pending.ts';
import { pendingNamed } from '@core/chain/rail.ts';
import { computed, type ComputedRef } from 'vue';
import { useRuns } from '../../stores/runs.ts';

/**
 * The challenge that is answered next: what was selected, what is forked, else what the selected step's branch waits at.
 * Forked live, a challenge is answered once more that was answered already.
 */
export function useAnswered(
  chain: () => Chain,
  selected: () => string | undefined,
): ComputedRef<Pending | undefined> {
  const runs = useRuns();
  return computed(() => {
    const [of, key] = [chain(), selected()];
    const chosen = pendingNamed(of, key);
    if (chosen) return chosen;
    const forked = runs.forkOf(of.id)?.parentId;
    if (forked) return pendingAt(pastOf(of), forked);
    return (key === undefined ? undefined : pendingOfBranch(of, key)) ?? of.pending;
  });
}
