import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { Box } from '@core/chain/picture/bands.ts';

const MOST = 2.5;
const LEAST = 0.08;
const STEP = 1.25;
/** How far an arrow key with Shift moves the picture, pixels. */
export const NUDGE = 80;
/** Room kept between a revealed box and the edge, pixels. */
const EDGE = 24;
/** Shorter ways of the pointer are clicks. */
const CLICK = 4;

/**
 * Moves and scales a picture inside its pane: fitted at first and whenever the picture or the pane changes, until a
 * person moves it.
 * @param size of the picture at its natural scale, pixels
 */
export function usePanZoom(
  pane: Ref<HTMLElement | undefined>,
  size: () => { readonly width: number; readonly height: number },
) {
  const room = ref({ width: 0, height: 0 });
  const view = ref({ x: 0, y: 0, scale: 1 });
  const fitted = ref(true);
  const dragging = ref(false);
  const transform = computed(() => `translate(${view.value.x} ${view.value.y}) scale(${view.value.scale})`);

  function fit(): void {
    fitted.value = true;
    const { width, height } = size();
    if (width === 0 || room.value.width === 0) return;
    const scale = clamp(Math.min(1, room.value.width / width, room.value.height / height));
    view.value = {
      scale,
      x: Math.round((room.value.width - width * scale) / 2),
      y: Math.round((room.value.height - height * scale) / 2),
    };
  }

  /** Scales about a point of the pane that stays where it is; its middle when none is given. */
  function zoom(factor: number, at = { x: room.value.width / 2, y: room.value.height / 2 }): void {
    const { x, y, scale } = view.value;
    const next = clamp(scale * factor);
    fitted.value = false;
    view.value = {
      scale: next,
      x: at.x - ((at.x - x) / scale) * next,
      y: at.y - ((at.y - y) / scale) * next,
    };
  }

  function pan(dx: number, dy: number): void {
    fitted.value = false;
    view.value = { ...view.value, x: view.value.x + dx, y: view.value.y + dy };
  }

  /** Brings a box of the picture into the pane by the shortest way. Nothing moves while everything is in sight. */
  function reveal(box: Box): void {
    if (fitted.value) return;
    const { x, y, scale } = view.value;
    const shift = (start: number, length: number, space: number): number => {
      if (start < EDGE) return EDGE - start;
      return start + length > space - EDGE ? space - EDGE - start - length : 0;
    };
    view.value = {
      scale,
      x: x + shift(x + box.x * scale, box.width * scale, room.value.width),
      y: y + shift(y + box.y * scale, box.height * scale, room.value.height),
    };
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const box = pane.value?.getBoundingClientRect();
    if ((event.ctrlKey || event.metaKey) && box)
      zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
    else if (event.shiftKey && event.deltaX === 0) pan(-event.deltaY, 0);
    else pan(-event.deltaX, -event.deltaY);
  }

  let last: { x: number; y: number; id: number } | undefined;
  function down(event: PointerEvent): void {
    if (event.button === 0) last = { x: event.clientX, y: event.clientY, id: event.pointerId };
  }
  function move(event: PointerEvent): void {
    if (last?.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    if (!dragging.value && Math.hypot(dx, dy) < CLICK) return;
    if (!dragging.value) pane.value?.setPointerCapture(event.pointerId);
    dragging.value = true;
    pan(dx, dy);
    last = { ...last, x: event.clientX, y: event.clientY };
  }
  function up(): void {
    last = undefined;
    // The click that ends a drag selects nothing.
    setTimeout(() => (dragging.value = false));
  }

  const watcher =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(([entry]) => {
          if (!entry) return;
          room.value = { width: entry.contentRect.width, height: entry.contentRect.height };
          if (fitted.value) fit();
        });
  watch(
    pane,
    (now, before) => {
      if (before) watcher?.unobserve(before);
      if (!now) return;
      // The observer tells the first size too, before anything is painted: asking for it here would cost a layout.
      watcher?.observe(now);
    },
    { immediate: true, flush: 'post' },
  );
  watch(
    () => [size().width, size().height],
    () => {
      if (fitted.value) fit();
    },
  );
  onBeforeUnmount(() => watcher?.disconnect());

  return {
    view,
    room,
    transform,
    dragging,
    fitted,
    fit,
    pan,
    reveal,
    zoomIn: (): void => zoom(STEP),
    zoomOut: (): void => zoom(1 / STEP),
    on: { wheel, pointerdown: down, pointermove: move, pointerup: up, pointercancel: up },
  };
}

function clamp(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale));
}
