import { ref } from 'vue';
import type { Ref } from 'vue';

export interface Roving {
  /** Index of the one item that Tab reaches. */
  readonly at: Ref<number>;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onFocusin: (event: FocusEvent) => void;
}

/**
 * One tab stop for many items: arrows, Home and End move inside. Items carry `data-roving`; rows of a grid are found
 * by where they are drawn, so it works at any width.
 * @param container the element around the items
 */
export function useRoving(container: Ref<HTMLElement | undefined>): Roving {
  const at = ref(0);
  const items = (): HTMLElement[] => [
    ...(container.value?.querySelectorAll<HTMLElement>('[data-roving]') ?? []),
  ];

  function onKeydown(event: KeyboardEvent): void {
    const all = items();
    const next = all[target(event.key, all, at.value)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
  function onFocusin(event: FocusEvent): void {
    const index = items().indexOf(event.target as HTMLElement);
    if (index !== -1) at.value = index;
  }
  return { at, onKeydown, onFocusin };
}

function target(key: string, all: readonly HTMLElement[], at: number): number {
  if (key === 'ArrowRight') return Math.min(all.length - 1, at + 1);
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return all.length - 1;
  if (key === 'ArrowDown') return inRow(all, at, 1);
  return key === 'ArrowUp' ? inRow(all, at, -1) : -1;
}

/** The nearest item of the next row up or down; the same one at the edge. */
function inRow(all: readonly HTMLElement[], at: number, direction: 1 | -1): number {
  const from = all[at]?.getBoundingClientRect();
  if (from === undefined) return -1;
  const rows = all
    .map((item, index) => ({ index, box: item.getBoundingClientRect() }))
    .filter(({ box }) => (box.top - from.top) * direction > 1);
  const nearest = Math.min(...rows.map(({ box }) => Math.abs(box.top - from.top)));
  const row = rows.filter(({ box }) => Math.abs(box.top - from.top) - nearest < 1);
  row.sort((a, b) => Math.abs(a.box.left - from.left) - Math.abs(b.box.left - from.left));
  return row[0]?.index ?? at;
}
