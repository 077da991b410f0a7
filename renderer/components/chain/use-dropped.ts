import type { Chain } from '@core/chain/model.ts';
import { computed, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import { useRuns } from '../../stores/runs.ts';
import { toast } from '../../ui/toasts.ts';
import { origin } from './way-to-chain.ts';

/**
 * A chain whose first request is held and then dropped is gone: nothing happened in it. Whoever looks at it goes back
 * to where it was begun, and is told.
 */
export function useDropped(chainId: () => string): void {
  const chains = useChains();
  const runs = useRuns();
  const router = useRouter();
  const held = shallowRef<Chain>();
  const now = computed(() => ({
    chain: chains.chain(chainId()),
    doing: runs.state(chainId()).doing?.kind,
  }));

  watch(
    [now, chainId] as const,
    ([{ chain, doing }, id], before) => {
      const first = held.value;
      if (id !== before?.[1] || (chain && chain.steps.length > 0)) held.value = undefined;
      if (chain?.steps.length === 0 && doing === 'held') held.value = chain;
      if (chain !== undefined || first?.id !== id) return;
      held.value = undefined;
      void router.replace(origin(id) ?? { name: 'new' });
      toast(`${first.flow} was dropped: nothing was sent`, { tone: 'info' });
    },
    { immediate: true },
  );
}
