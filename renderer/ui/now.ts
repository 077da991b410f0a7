import { onScopeDispose, readonly, ref } from 'vue';
import type { Ref } from 'vue';

const now = ref(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The present as epoch milliseconds, one tick a second: one timer for the whole window, running only while something
 * that counts is on screen. Call it in a component's setup.
 */
export function useNow(): Readonly<Ref<number>> {
  watchers += 1;
  now.value = Date.now();
  timer ??= setInterval(() => (now.value = Date.now()), 1_000);
  onScopeDispose(() => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return readonly(now);
}
