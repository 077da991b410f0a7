import { computed, onScopeDispose, ref, shallowReactive } from 'vue';
import type { ComputedRef } from 'vue';

export type UseFocusedOne = (id: string) => { readonly isMeant: ComputedRef<boolean>; take(): void };

/**
 * For things of one kind that stand on screen side by side: whether the keys of their kind mean this one, which has, or
 * had, the focus; else the first on screen.
 */
export function focusedOne(): UseFocusedOne {
  /** In their order. */
  const onScreen = shallowReactive<string[]>([]);
  const focused = ref<string>();
  return (id) => {
    onScreen.push(id);
    onScopeDispose(() => {
      onScreen.splice(onScreen.indexOf(id), 1);
      if (focused.value === id) focused.value = undefined;
    });
    return {
      isMeant: computed(() => (focused.value ?? onScreen[0]) === id),
      take: () => (focused.value = id),
    };
  };
}
