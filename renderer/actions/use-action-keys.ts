import { onBeforeUnmount, onMounted } from 'vue';
import { paletteOpen } from '../components/shell/layers.ts';
import { topDialog } from '../ui/dialog-open.ts';
import { isMac, readings } from '../ui/keys.ts';
import type { ActionId } from './action-list.ts';
import { actionIds, keysOf } from './own-keys.ts';
import { editsText } from './reserved-keys.ts';
import { sendsByItself, submitButton } from './submit-button.ts';
import { runOf } from './use-actions.ts';
import { runInDialog } from './use-row-action.ts';

/** Listens for the keys of all actions. Returns what stops it. */
export function listenForKeys(): () => void {
  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const means = meantBy(event);
    const submit = means('send') ? submitButton(runOf('send') !== undefined) : undefined;
    if (submit) {
      event.preventDefault();
      // Held down, the key that asked for a dialog would answer it, too.
      if (!event.repeat) submit.click();
      return;
    }
    if (sendsByItself(event)) event.preventDefault();
    const hit = actionIds.find((id) => means(id) && runNow(id) !== undefined);
    if (hit === undefined) return;
    event.preventDefault();
    runNow(hit)?.();
  }

  window.addEventListener('keydown', hear);
  return () => window.removeEventListener('keydown', hear);
}

/** Under an open dialog the page must stay where it is: only what stands in the dialog, and the palette's own key. */
function runNow(id: ActionId): (() => void) | undefined {
  const dialog = topDialog();
  if (dialog === undefined || (id === 'palette' && paletteOpen.value)) return runOf(id);
  return runInDialog(id, dialog);
}

/** Listens while the calling component, the App, is mounted. */
export function useActionKeys(): void {
  let stop: (() => void) | undefined;
  onMounted(() => (stop = listenForKeys()));
  onBeforeUnmount(() => stop?.());
}

/** Tells whether an action has the keys of an event. While someone types, what edits text is the text's. */
function meantBy(event: KeyboardEvent): (id: ActionId) => boolean {
  const typing = isTyping(event.target);
  const all = readings(event).filter((keys) => !(typing && (isText(event) || editsText(keys))));
  return (id) => all.includes(keysOf(id));
}

/** Whether the event may write something: no modifier (but Shift, or Option on a Mac), and no function key. */
function isText(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return event.getModifierState('AltGraph');
  return event.altKey ? isMac && event.key.length === 1 : !/^F\d+$/.test(event.key);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
