import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue';

/** Lists up to this length are drawn whole: more rows cost a step more than they are worth. */
const SMALL = 60;
/** Rows drawn beyond the visible ones at least, so that scrolling does not flash. */
const SPARE = 8;
/** Rows come and go so many at once: most frames of a steady scroll then draw nothing. */
const BLOCK = 8;
/** The same where rows fly by, and none that is drawn ahead is still there a frame later. */
const TIGHT = { spare: 1, block: 1 };
const LOOSE = { spare: SPARE, block: BLOCK };

/** Rows drawn, `from` up to but not `to`, and the heights that stand for those before and after them, in pixels. */
interface RowWindow {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}
const KEYS = ['from', 'to', 'before', 'after'] as const;

/**
 * Draws only the rows of a long list that can be seen. `before` and `after` are the heights, in pixels, that stand for
 * the others.
 * @param heights of every row, in pixels
 * @param tight whether only what is in sight is drawn
 */
export function useRowWindow(
  scroller: () => HTMLElement | null | undefined,
  list: Ref<HTMLElement | undefined>,
  heights: () => readonly number[],
  tight: () => boolean = () => false,
) {
  const top = ref(0);
  const room = ref(1200);

  // One array for all scrolling, not one for each look.
  const offsets = computed(() => {
    const sums = [0];
    for (const height of heights()) sums.push((sums.at(-1) ?? 0) + height);
    return sums;
  });

  function look(): void {
    const view = scroller();
    // Looking makes the page lay itself out: not for a list that is drawn whole.
    if (!view || !list.value || offsets.value.length - 1 <= SMALL) return;
    measure(view, list.value);
  }

  function measure(view: HTMLElement, drawnList: HTMLElement): void {
    top.value = view.getBoundingClientRect().top - drawnList.getBoundingClientRect().top;
    if (view.clientHeight > 0) room.value = view.clientHeight;
  }

  watch(
    scroller,
    (now, before) => {
      before?.removeEventListener('scroll', look);
      now?.addEventListener('scroll', look, { passive: true });
      look();
    },
    { immediate: true, flush: 'post' },
  );
  // A list that outgrows being drawn whole is looked at for the first time.
  watch(() => offsets.value.length - 1 > SMALL, look, { flush: 'post' });
  onBeforeUnmount(() => scroller()?.removeEventListener('scroll', look));

  /** The place of the first row in sight. */
  const first = computed(() => rowAt(offsets.value, top.value));

  const shown = computed<RowWindow>((before) => {
    const next = rowsInSight();
    // The same rows as before draw nothing anew.
    return before && KEYS.every((key) => before[key] === next[key]) ? before : next;
  });

  function rowsInSight(): RowWindow {
    const count = offsets.value.length - 1;
    const total = offsets.value[count] ?? 0;
    if (count <= SMALL) return { from: 0, to: count, before: 0, after: 0 };
    const { spare, block } = tight() ? TIGHT : LOOSE;
    const beyond = rowAt(offsets.value, top.value + room.value) + 1 + spare;
    const from = Math.floor(Math.max(0, first.value - spare) / block) * block;
    const to = Math.min(count, Math.ceil(beyond / block) * block);
    return { from, to, before: offsets.value[from] ?? 0, after: total - (offsets.value[to] ?? total) };
  }

  /** Brings a row into view, drawn or not. */
  function reveal(row: number): void {
    const view = scroller();
    if (!view || !list.value) return;
    measure(view, list.value);
    const start = offsets.value[row] ?? 0;
    const end = offsets.value[row + 1] ?? start;
    if (start < top.value) view.scrollTop -= top.value - start;
    else if (end > top.value + room.value) view.scrollTop += end - top.value - room.value;
    measure(view, list.value);
  }

  return { shown, first, reveal };
}

/** The row that covers a height: the last whose start is not below it. */
function rowAt(offsets: readonly number[], height: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
