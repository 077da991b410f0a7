import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useMedia } from '../../ui/use-media.ts';
import { drawerOpen, sidebarShown } from './layers.ts';

/** Below this the page needs all of the window's width: the sidebar lies over it. Also what 200 % comes to. */
const NARROW = '(max-width: 860px)';

/** How the sidebar stands: beside the page and remembered, or over it for a moment. Must be called in a setup. */
export function useSidebar(): {
  readonly narrow: Readonly<{ value: boolean }>;
  readonly shown: ComputedRef<boolean>;
  toggle(): void;
} {
  const narrow = useMedia(NARROW);
  const which = (): typeof drawerOpen => (narrow.value ? drawerOpen : sidebarShown);
  return {
    narrow,
    shown: computed(() => which().value),
    toggle: () => void (which().value = !which().value),
  };
}
