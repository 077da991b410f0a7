/**
 * Key combinations as text: `mod+k`, `mod+enter`, `shift+tab`, `?`, `escape`. `mod` is Cmd on a Mac, Ctrl elsewhere.
 */
export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '');

const NAMES: Readonly<Record<string, readonly [mac: string, other: string, spoken: string]>> = {
  mod: ['⌘', 'Ctrl', isMac ? 'Command' : 'Control'],
  shift: ['⇧', 'Shift', 'Shift'],
  alt: ['⌥', 'Alt', isMac ? 'Option' : 'Alt'],
  enter: ['⏎', 'Enter', 'Enter'],
  backspace: ['⌫', 'Backspace', 'Backspace'],
  escape: ['Esc', 'Esc', 'Escape'],
  up: ['↑', '↑', 'Up arrow'],
  down: ['↓', '↓', 'Down arrow'],
  left: ['←', '←', 'Left arrow'],
  right: ['→', '→', 'Right arrow'],
  home: ['Home', 'Home', 'Home'],
  end: ['End', 'End', 'End'],
  pageup: ['Page Up', 'Page Up', 'Page Up'],
  pagedown: ['Page Down', 'Page Down', 'Page Down'],
  space: ['Space', 'Space', 'Space'],
};

function parts(keys: string): string[] {
  return keys.split('+').map((part) => (part === '' ? '+' : part));
}

/** What stands on the caps: `['Ctrl', 'K']`. */
export function keyCaps(keys: string): string[] {
  return parts(keys).map((part) => NAMES[part]?.[isMac ? 0 : 1] ?? part.toUpperCase());
}

/** For `aria-keyshortcuts` and screen readers: `Control+K`. */
export function spokenKeys(keys: string): string {
  return parts(keys)
    .map((part) => NAMES[part]?.[2] ?? part.toUpperCase())
    .join('+');
}

const EVENT_KEYS: Readonly<Record<string, string>> = {
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  space: ' ',
};

/** Whether a key event is this combination. Shift is not looked at for signs (`?`), which need it on some keyboards. */
export function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  const list = parts(keys);
  const key = list.at(-1) ?? '';
  if (event.key.toLowerCase() !== (EVENT_KEYS[key] ?? key)) return false;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const otherMod = isMac ? event.ctrlKey : event.metaKey;
  const sign = key.length === 1 && !/[a-z0-9]/.test(key);
  return (
    mod === list.includes('mod') &&
    !otherMod &&
    event.altKey === list.includes('alt') &&
    (sign || event.shiftKey === list.includes('shift'))
  );
}
