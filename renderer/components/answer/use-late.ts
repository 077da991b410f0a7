import { onScopeDispose, ref, watch } from 'vue';

/** A wait shorter than this shows no progress: it would only flash. Milliseconds. */
const PATIENCE = 300;

/** True once `waiting` has lasted long enough to be worth showing. */
export function useLate(waiting: () => boolean) {
  const late = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    waiting,
    (now) => {
      clearTimeout(timer);
      late.value = false;
      if (now) timer = setTimeout(() => (late.value = true), PATIENCE);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return late;
}
