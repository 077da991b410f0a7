/**
 * Key combinations as text: `mod+k`, `mod+enter`, `shift+tab`, `?`, `escape`; modifiers always in the order of
 * MODIFIERS. `mod` is Cmd on a Mac, Ctrl elsewhere; `ctrl` is a Mac's own Control.
 */
export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '');

export const MODIFIERS = ['mod', 'ctrl', 'alt', 'shift'] as const;
export type Modifier = (typeof MODIFIERS)[number];

const NAMES: Readonly<Record<string, readonly [mac: string, other: string, spoken: string]>> = {
  mod: ['⌘', 'Ctrl', isMac ? 'Command' : 'Control'],
  ctrl: ['⌃', 'Ctrl', 'Control'],
  shift: ['⇧', 'Shift', 'Shift'],
  alt: ['⌥', 'Alt', isMac ? 'Option' : 'Alt'],
  enter: ['⏎', 'Enter', 'Enter'],
  backspace: ['⌫', 'Backspace', 'Backspace'],
  escape: ['Esc', 'Esc', 'Escape'],
  tab: ['⇥', 'Tab', 'Tab'],
  up: ['↑', '↑', 'Up arrow'],
  down: ['↓', '↓', 'Down arrow'],
  left: ['←', '←', 'Left arrow'],
  right: ['→', '→', 'Right arrow'],
  home: ['Home', 'Home', 'Home'],
  end: ['End', 'End', 'End'],
  pageup: ['Page Up', 'Page Up', 'Page Up'],
  pagedown: ['Page Down', 'Page Down', 'Page Down'],
  insert: ['Insert', 'Insert', 'Insert'],
  delete: ['⌦', 'Delete', 'Delete'],
  space: ['Space', 'Space', 'Space'],
};

/** The key of a combination and what is held with it. */
export interface Combination {
  readonly held: ReadonlySet<Modifier>;
  readonly key: string;
}

export function parseKeys(keys: string): Combination {
  const held = new Set<Modifier>();
  let rest = keys;
  for (const modifier of MODIFIERS) {
    if (!rest.startsWith(`${modifier}+`)) continue;
    held.add(modifier);
    rest = rest.slice(modifier.length + 1);
  }
  return { held, key: rest };
}

export function formatKeys({ held, key }: Combination): string {
  return [...MODIFIERS.filter((modifier) => held.has(modifier)), key].join('+');
}

function parts(keys: string): string[] {
  const { held, key } = parseKeys(keys);
  return [...MODIFIERS.filter((modifier) => held.has(modifier)), key];
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

const EVENT_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ' ': 'space',
};
/** What a key makes on a US keyboard, for layouts where it makes nothing that can be written here. */
const SIGN_OF_CODE: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  IntlBackslash: '<',
};
const ASCII_SIGN = /^[!-/:-@[-`{-~]$/;

/**
 * What a key event is, as combinations: the best name first; empty while only modifiers are down. A letter is what
 * the layout makes of the key, or where it stands if that is no Latin letter (Cyrillic, Option on a Mac). With a
 * modifier, a digit is where it stands: some layouts need Shift for it. A sign names itself, so Shift is not said.
 */
export function readings(event: KeyboardEvent): string[] {
  const key = keyOf(event);
  if (key === undefined) return [];
  const held = heldIn(event);
  const isSign = ASCII_SIGN.test(key);
  if (isSign) held.delete('shift');
  const best = formatKeys({ held, key });
  // Shift+0 is `=` on a German keyboard: Ctrl with it is as good as Ctrl+=.
  const typed = event.key;
  const bySign = !isSign && isDigit(event) && ASCII_SIGN.test(typed) && event.shiftKey;
  if (!bySign) return [best];
  const without = new Set([...held].filter((modifier) => modifier !== 'shift'));
  return [best, formatKeys({ held: without, key: typed })];
}

/** Whether a key event is this combination. */
export function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  return keys !== '' && readings(event).includes(keys);
}

/** The modifiers that are down. */
export function heldIn(event: KeyboardEvent): Set<Modifier> {
  const held = new Set<Modifier>();
  if (writesWithAltGr(event)) return held;
  if (isMac ? event.metaKey : event.ctrlKey) held.add('mod');
  if (isMac && event.ctrlKey) held.add('ctrl');
  if (event.altKey) held.add('alt');
  if (event.shiftKey) held.add('shift');
  return held;
}

/** AltGr makes a sign; Windows says Ctrl+Alt besides, but nobody meant a command. */
function writesWithAltGr(event: KeyboardEvent): boolean {
  return event.getModifierState('AltGraph') && event.key.length === 1;
}

function keyOf(event: KeyboardEvent): string | undefined {
  const { key, code } = event;
  // The Windows key belongs to the system.
  if (!isMac && event.metaKey) return undefined;
  const commands = event.ctrlKey || event.metaKey || event.altKey;
  if (key.length === 1 && key !== ' ') {
    if (!commands || writesWithAltGr(event)) return isWritable(key) ? key.toLowerCase() : byPlace(code);
    if (isDigit(event)) return code.slice(-1);
    if (isWritable(key)) return key.toLowerCase();
    return byPlace(code);
  }
  if (key === 'Dead' || key === 'Process' || key === 'Unidentified') return byPlace(code);
  const name = EVENT_NAMES[key] ?? key.toLowerCase();
  return Object.hasOwn(NAMES, name) || /^f([1-9]|1\d|2[0-4])$/.test(name) ? nameOrNothing(name) : undefined;
}

function nameOrNothing(name: string): string | undefined {
  return (MODIFIERS as readonly string[]).includes(name) ? undefined : name;
}
const isWritable = (key: string): boolean => /^[a-z0-9]$/i.test(key) || ASCII_SIGN.test(key);
const isDigit = (event: KeyboardEvent): boolean => /^(Digit|Numpad)\d$/.test(event.code);

function byPlace(code: string): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  return /^Digit(\d)$/.exec(code)?.[1] ?? SIGN_OF_CODE[code];
}
