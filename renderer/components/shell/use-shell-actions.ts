import { useRoute, useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import type { ShellKey } from './keys.ts';
import { keySheetOpen, paletteOpen, sidebarShown } from './layers.ts';

/** What each key of the shell does: one entry per key, or it doesn't compile. */
export function useShellActions(): Record<ShellKey, () => void> {
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
    previousChain: () => step(-1),
    nextChain: () => step(1),
    sidebar: () => (sidebarShown.value = !sidebarShown.value),
    keySheet: () => (keySheetOpen.value = true),
  };
}
