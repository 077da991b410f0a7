import type { Ref } from 'vue';
import { rowAfterKey } from './row-keys.ts';

export interface ListKeys {
  readonly scroller: Readonly<Ref<HTMLElement | undefined>>;
  /** The place of the selected row, -1 for none. */
  readonly at: () => number;
  readonly count: () => number;
  readonly choose: (place: number) => void;
  readonly open: (place: number) => void;
  /** Back to what stands above the list. */
  readonly above: () => void;
}

/**
 * What the keys do in a list below a search: arrows, Page keys, Home and End select, Enter opens, Escape, or Up from
 * the first row, leads back to the search.
 */
export function useListKeys({ scroller, at, count, choose, open, above }: ListKeys) {
  function key(event: KeyboardEvent): void {
    const { ctrlKey, metaKey, altKey } = event;
    if (event.key === 'Enter' && at() >= 0 && !ctrlKey && !metaKey && !altKey) {
      event.preventDefault();
      return open(at());
    }
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && at() <= 0)) {
      event.preventDefault();
      return above();
    }
    const next = rowAfterKey(event, at(), count());
    if (next !== undefined) choose(next);
  }

  return {
    key,
    focus: (): void => {
      if (at() < 0) choose(0);
      scroller.value?.focus();
    },
    toTop: (): void => scroller.value?.scrollTo({ top: 0 }),
  };
}
