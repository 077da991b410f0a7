import { getCurrentScope, onScopeDispose, readonly, ref } from 'vue';
import type { Ref } from 'vue';

/** Whether a media query holds, as it changes. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query);
  const holds = ref(media.matches);
  const note = (): void => void (holds.value = media.matches);
  media.addEventListener('change', note);
  if (getCurrentScope()) onScopeDispose(() => media.removeEventListener('change', note));
  return readonly(holds);
}
