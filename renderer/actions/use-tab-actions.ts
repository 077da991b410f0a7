import type { WritableComputedRef, Ref } from 'vue';
import { useActions } from './use-actions.ts';

/** Offers "next tab" and "tab before" for tabs that are there; round and round. */
export function useTabActions<Id extends string>(
  ids: () => readonly Id[],
  active: Ref<Id> | WritableComputedRef<Id>,
): void {
  function go(by: 1 | -1): void {
    const all = ids();
    const next = all[(all.indexOf(active.value) + by + all.length) % all.length];
    if (next !== undefined) active.value = next;
  }
  useActions(() => (ids().length > 1 ? { nextTab: () => go(1), previousTab: () => go(-1) } : {}));
}
