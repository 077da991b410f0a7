import { onBeforeUnmount, onMounted } from 'vue';
import { paletteOpen } from '../components/shell/layers.ts';
import { dialogIsOpen } from '../ui/dialog-open.ts';
import { matchesKeys } from '../ui/keys.ts';
import type { ActionId } from './action-list.ts';
import { actionList } from './action-list.ts';
import { runOf } from './use-actions.ts';

/** The keys an action has now. */
export function keysOf(id: ActionId): string {
  return actionList[id].keys;
}

/** Listens for the keys of all actions while the App is mounted. */
export function useActionKeys(): void {
  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const hit = (Object.keys(actionList) as ActionId[]).find(
      (id) => keysOf(id) !== '' && matchesKeys(event, keysOf(id)) && runOf(id) !== undefined,
    );
    if (hit === undefined || (isPlain(event) && isTyping(event.target))) return;
    // Under an open dialog the page must stay where it is; the palette's own key closes it.
    if (dialogIsOpen() && !(hit === 'palette' && paletteOpen.value)) return;
    event.preventDefault();
    runOf(hit)?.();
  }

  onMounted(() => window.addEventListener('keydown', hear));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear));
}

/** Without a modifier, and no function key: it may be text. */
function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
