import { ref, type Ref } from 'vue';
import { topDialog } from '../ui/dialog-open.ts';
import { onFocusMoved } from '../ui/focus-moved.ts';
import { submitButton } from './submit-button.ts';

/**
 * Whether a form of its own, with the focus in it, has the key of Send at the moment: what the page sends is then not
 * what the key runs, and must not show it.
 */
export function useSendKeyTaken(): Readonly<Ref<boolean>> {
  const taken = ref(false);
  // Under a dialog the page stays as it is drawn.
  const look = (): void => void (topDialog() ?? (taken.value = submitButton(true) !== undefined));
  onFocusMoved(look);
  return taken;
}
