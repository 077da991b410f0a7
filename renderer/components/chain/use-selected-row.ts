import { onBeforeUnmount, onMounted, watch } from 'vue';
import { rowAfterKey } from './row-keys.ts';

interface Keyed {
  readonly key: string;
}

export interface SelectedRow {
  readonly rows: () => readonly Keyed[];
  /** The rows that can be selected, where not all can. */
  readonly choices?: () => readonly Keyed[];
  readonly selected: () => string | undefined;
  readonly select: (key: string) => void;
  /** Brings the row of a place into view. */
  readonly reveal: (row: number) => void;
}

/**
 * The selection in a picture of a chain that is a list: keys move it, and the selected row is in view, from the start
 * too, as another picture of the chain may have been looked at before.
 * @returns what a key does
 */
export function useSelectedRow({ rows, choices = rows, selected, select, reveal }: SelectedRow) {
  const placeIn = (list: readonly Keyed[]): number => list.findIndex(({ key }) => key === selected());
  // With the frame that paints it: looking for it makes the page lay itself out, which that frame does anyway.
  let frame = 0;
  const show = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => reveal(placeIn(rows())));
  };
  watch(selected, show, { flush: 'post' });
  onMounted(show);
  onBeforeUnmount(() => cancelAnimationFrame(frame));

  return (event: KeyboardEvent): void => {
    const list = choices();
    const next = rowAfterKey(event, placeIn(list), list.length);
    const row = next === undefined ? undefined : list[next];
    if (row) select(row.key);
  };
}
