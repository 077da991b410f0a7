import { onScopeDispose, type Ref, ref, watch } from 'vue';

/** More rows a look than a wheel turns: nobody reads what passes so fast. */
const FAST_ROWS = 8;
/** Looks further apart are jumps, not one movement. Milliseconds. */
const TOGETHER_MS = 80;
/** Without another look for so long the movement is over. Milliseconds. */
const REST_MS = 120;

/**
 * Whether rows fly by: true from the second of several large steps that follow each other on, until they rest. A single
 * jump, as by End or by the scroll bar's track, is none.
 * @param first the place of the first row in sight
 */
export function useFastRows(first: () => number): Ref<boolean> {
  const fast = ref(false);
  let lastAt = -Infinity;
  let rest: ReturnType<typeof setTimeout> | undefined;
  watch(first, (now, before) => {
    if (Math.abs(now - before) < FAST_ROWS) return;
    const at = performance.now();
    if (at - lastAt < TOGETHER_MS) fast.value = true;
    lastAt = at;
    clearTimeout(rest);
    rest = setTimeout(() => (fast.value = false), REST_MS);
  });
  onScopeDispose(() => clearTimeout(rest));
  return fast;
}
