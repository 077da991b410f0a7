import { onBeforeUnmount, onMounted } from 'vue';
import { dialogIsOpen } from '../../ui/dialog-open.ts';
import { matchesKeys } from '../../ui/keys.ts';

/** Sends by its key from anywhere on the page while the calling component is mounted. */
export function useSendKey(send: () => void): void {
  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || !matchesKeys(event, 'mod+enter') || dialogIsOpen()) return;
    event.preventDefault();
    send();
  }
  onMounted(() => window.addEventListener('keydown', hear));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear));
}
