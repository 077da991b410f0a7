import { advances, type Chain } from '@core/chain/model.ts';
import { PENDING_KEY, pendingNamed } from '@core/chain/rail.ts';
import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRouter } from 'vue-router';

/** Opens the bench of what is selected; undefined where nothing of it can be broken here, or the bench itself began it. */
export function useBenchOf(
  chain: () => Chain | undefined,
  selected: () => string | undefined,
): ComputedRef<(() => void) | undefined> {
  const router = useRouter();
  return computed(() => {
    const shown = chain();
    const key = shown && benchKey(shown, selected());
    if (shown === undefined || key === undefined) return undefined;
    return () => void router.push({ name: 'bench', params: { id: shown.id, step: key } });
  });
}

function benchKey(chain: Chain, selected: string | undefined): string | undefined {
  if (chain.origin !== undefined || chain.readOnly) return undefined;
  const waiting = pendingNamed(chain, selected);
  // Named by what asked: another challenge may wait by the time this one's bench is looked at.
  if (waiting) return `${PENDING_KEY}-${waiting.stepId}`;
  const step = chain.steps.find(({ id }) => id === selected);
  return step && advances(step) ? step.id : undefined;
}
