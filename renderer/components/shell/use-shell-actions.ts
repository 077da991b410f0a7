import type { ActionRuns } from '../../actions/use-actions.ts';
import { useRoute, useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import { keySheetOpen, paletteOpen, sidebarShown } from './layers.ts';

/** What can be done wherever the window is. */
export function useShellActions(): ActionRuns {
  const router = useRouter();
  const route = useRoute();
  const chains = useChains();
  const go = (name: string) => (): void => void router.push({ name });

  function step(by: 1 | -1): void {
    const at = chains.list.findIndex((chain) => chain.id === route.params['id']);
    const next = at === -1 ? chains.list[0] : chains.list[at + by];
    if (next) void router.push({ name: 'chain', params: { id: next.id } });
  }

  return {
    palette: () => (paletteOpen.value = !paletteOpen.value),
    newChain: go('new'),
    settings: go('settings'),
    start: go('start'),
    tokens: go('tokens'),
    sandbox: go('sandbox'),
    targets: go('targets'),
    reference: go('reference'),
    tools: go('tools'),
    previousChain: () => step(-1),
    nextChain: () => step(1),
    sidebar: () => (sidebarShown.value = !sidebarShown.value),
    keySheet: () => (keySheetOpen.value = true),
  };
}
