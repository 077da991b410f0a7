import { onBeforeUnmount, onMounted } from 'vue';
import { dialogIsOpen } from '../../ui/dialog-open.ts';
import { matchesKeys } from '../../ui/keys.ts';
import { shellKeys } from './keys.ts';
import type { ShellKey } from './keys.ts';
import { paletteOpen } from './layers.ts';
import { useShellActions } from './use-shell-actions.ts';

/** Listens for the shell's keys while the App is mounted. */
export function useShellKeys(): void {
  const actions = useShellActions();

  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const hit = (Object.keys(shellKeys) as ShellKey[]).find((name) =>
      matchesKeys(event, shellKeys[name].keys),
    );
    if (hit === undefined || (isPlain(event) && isTyping(event.target))) return;
    // Under an open dialog the page must stay where it is; the palette's own key closes it.
    if (dialogIsOpen() && !(hit === 'palette' && paletteOpen.value)) return;
    event.preventDefault();
    actions[hit]();
  }

  onMounted(() => window.addEventListener('keydown', hear));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear));
}

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
