import { isMac, parseKeys } from '../ui/keys.ts';

/** Keys that mean the same in every window there is; with Shift they select. */
const OF_LISTS_AND_TEXT = /^(up|down|left|right|home|end|pageup|pagedown|backspace|delete|insert)$/;
const OF_TEXT: Readonly<Record<string, string>> = {
  'mod+a': 'selects all',
  'mod+c': 'copies',
  'mod+v': 'pastes',
  'mod+x': 'cuts',
};
const OF_THE_SYSTEM: readonly string[] = isMac
  ? ['mod+q', 'mod+h', 'mod+m', 'mod+tab', 'mod+space', 'mod+ctrl+q', 'mod+alt+escape']
  : ['alt+f4', 'alt+tab', 'alt+escape', 'alt+space', 'mod+alt+delete', 'mod+escape', 'mod+shift+escape'];

/** Why nobody may choose a combination, as a sentence; undefined where it is free to take. */
export function reservedFor(keys: string): string | undefined {
  const { held, key } = parseKeys(keys);
  const alone = [...held].every((modifier) => modifier === 'shift');
  if (OF_THE_SYSTEM.includes(keys)) return 'The system keeps it for itself.';
  if (key === 'tab') return 'Tab moves the focus.';
  if (key === 'escape') return 'Escape closes the top layer.';
  if (alone && (key === 'enter' || key === 'space')) return 'It presses what has the focus.';
  if (alone && OF_LISTS_AND_TEXT.test(key)) return 'It moves in lists and text.';
  if (alone && /^[a-z0-9]$/.test(key))
    return `It is text. Hold ${isMac ? 'Command' : 'Ctrl'} or Alt with it.`;
  const text = OF_TEXT[keys];
  return text === undefined ? undefined : `It ${text} in every text.`;
}

/** Combinations that edit text while someone types: then they are the text's, whatever they do elsewhere. */
export function editsText(keys: string): boolean {
  const { held, key } = parseKeys(keys);
  if (OF_TEXT[keys] !== undefined) return true;
  if (!/^(up|down|left|right|home|end|backspace|delete)$/.test(key)) return false;
  // Alt with an arrow moves by words on a Mac only; elsewhere it does nothing to a text.
  return held.has('mod') ? !held.has('alt') : isMac || !held.has('alt');
}
