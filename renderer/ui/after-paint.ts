import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

/** A window that is hidden paints no frame: what waits for one goes on without it. Milliseconds. */
const LONGEST = 100;

/**
 * Follows a value, but lets the page paint what else changed before it where `waits` says so: what a person waits for
 * comes on screen first, costly parts beside it one frame later. Until then the value before stays.
 * @param waits whether this change may come a frame late
 */
export function afterPaint<T>(
  source: () => T,
  waits: (next: T, before: T) => boolean,
): Readonly<ShallowRef<T>> {
  const settled = shallowRef(source());
  let drop = (): void => undefined;
  watch(source, (next) => {
    drop();
    if (waits(next, settled.value)) drop = oncePainted(() => (settled.value = source()));
    else settled.value = next;
  });
  onScopeDispose(() => drop());
  return settled;
}

/** Runs `work` with the frame after the next one: that one is on screen by then. @returns takes it back */
function oncePainted(work: () => void): () => void {
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(run)));
  const timer = setTimeout(run, LONGEST);
  function drop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  }
  function run(): void {
    drop();
    work();
  }
  return drop;
}
