import type { SandboxCall } from '@core/contract.ts';
import { computed, ref, type Ref } from 'vue';
import { callMatches, isFailed } from './call-text.ts';

/**
 * Which calls of the log are shown, newest first: after what was cleared, up to where it was paused, and filtered.
 * Clearing and pausing are the view's alone; the log goes on.
 */
export function useLogView(entries: Ref<readonly SandboxCall[]>) {
  const search = ref('');
  const errorsOnly = ref(false);
  const clearedAt = ref<SandboxCall>();
  const pausedAt = ref<number>();

  const kept = computed(() => {
    // Where it is gone, everything left came after it, or the log began anew.
    const at = entries.value.findIndex(({ requestId }) => requestId === clearedAt.value?.requestId);
    return entries.value.slice(at + 1);
  });
  const held = computed(() => {
    const until = pausedAt.value;
    return until === undefined ? kept.value : kept.value.filter(({ number }) => number <= until);
  });
  const shown = computed(() => {
    const wanted = search.value.trim().toLowerCase();
    return held.value
      .filter((call) => (!errorsOnly.value || isFailed(call)) && (wanted === '' || callMatches(call, wanted)))
      .reverse();
  });
  const waiting = computed(() => kept.value.length - held.value.length);
  const paused = computed(() => pausedAt.value !== undefined);

  function pause(): void {
    pausedAt.value = entries.value.at(-1)?.number ?? 0;
  }
  function follow(): void {
    pausedAt.value = undefined;
  }
  function clear(): void {
    clearedAt.value = entries.value.at(-1);
    if (paused.value) pause();
  }
  function showAll(): void {
    search.value = '';
    errorsOnly.value = false;
    clearedAt.value = undefined;
  }

  return { search, errorsOnly, kept, shown, waiting, paused, pause, follow, clear, showAll };
}
