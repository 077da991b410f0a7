import { forkKindOf, type ForkKind } from '@core/chain/fork.ts';
import type { Chain } from '@core/chain/model.ts';
import { computed, type ComputedRef } from 'vue';
import { useRuns } from '../../stores/runs.ts';
import { useNow } from '../../ui/now.ts';

/** How the step that is looked at can be forked, and doing so. Must be called in a setup. */
export function useFork(
  chain: () => Chain,
  stepId: () => string | undefined,
): {
  readonly possible: ComputedRef<ForkKind | undefined>;
  /** @param kind the one that works, unless the person wants to try the other */
  fork(kind?: ForkKind['kind']): void;
} {
  const runs = useRuns();
  const now = useNow();
  const possible = computed(() => {
    const id = stepId();
    if (id === undefined || chain().readOnly || runs.state(chain().id).doing !== undefined) return undefined;
    return forkKindOf(chain(), id, now.value);
  });
  return {
    possible,
    fork(kind) {
      const id = stepId();
      const found = possible.value;
      if (id !== undefined && found !== undefined) void runs.fork(chain(), id, kind ?? found.kind);
    },
  };
}
