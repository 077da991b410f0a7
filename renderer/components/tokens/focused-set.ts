import { computed, onScopeDispose, ref, shallowReactive } from 'vue';
import type { ComputedRef } from 'vue';

/** The token sets on screen, in their order, and the one the keyboard was in last. */
const onScreen = shallowReactive<string[]>([]);
const focused = ref<string>();

/** Whether the keys of tokens mean this set: the one that has, or had, the focus; else the first on screen. */
export function useFocusedSet(id: string): { readonly isMeant: ComputedRef<boolean>; take(): void } {
  onScreen.push(id);
  onScopeDispose(() => {
    onScreen.splice(onScreen.indexOf(id), 1);
    if (focused.value === id) focused.value = undefined;
  });
  return {
    isMeant: computed(() => (focused.value ?? onScreen[0]) === id),
    take: () => (focused.value = id),
  };
}
