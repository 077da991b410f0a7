import { computed, onBeforeUnmount, ref, watch } from 'vue';

/** Rows drawn beyond those in sight, so that scrolling does not flash. */
const SPARE = 10;

/**
 * Which rows of a long list of equal ones can be seen: whatever its length, no more is computed than that.
 * @param height of a row, pixels
 */
export function useUniformRows(scroller: () => HTMLElement | undefined, count: () => number, height: number) {
  const top = ref(0);
  const room = ref(1200);
  let observer: ResizeObserver | undefined;

  function look(): void {
    const view = scroller();
    if (!view) return;
    top.value = view.scrollTop;
    if (view.clientHeight > 0) room.value = view.clientHeight;
  }

  watch(
    scroller,
    (now, before) => {
      before?.removeEventListener('scroll', look);
      observer?.disconnect();
      now?.addEventListener('scroll', look, { passive: true });
      if (now && typeof ResizeObserver !== 'undefined') {
        observer = new ResizeObserver(look);
        observer.observe(now);
      }
      look();
    },
    { immediate: true, flush: 'post' },
  );
  // A list that got shorter was scrolled by that.
  watch(count, look, { flush: 'post' });
  onBeforeUnmount(() => {
    scroller()?.removeEventListener('scroll', look);
    observer?.disconnect();
  });

  const from = computed(() => Math.max(0, Math.min(count(), Math.floor(top.value / height)) - SPARE));
  const to = computed(() => Math.min(count(), Math.ceil((top.value + room.value) / height) + SPARE));

  /** Brings a row into view, drawn or not. */
  function reveal(row: number): void {
    const view = scroller();
    if (!view) return;
    const start = row * height;
    if (start < view.scrollTop) view.scrollTop = start;
    else if (start + height > view.scrollTop + view.clientHeight)
      view.scrollTop = start + height - view.clientHeight;
    look();
  }

  return { from, to, reveal };
}
