import { COMBINATION } from '@core/contract/settings.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionList } from '../actions/action-list.ts';
import { reservedFor } from '../actions/reserved-keys.ts';
import { partKeys } from '../components/shell/keys.ts';
import { formatKeys, keyCaps, matchesKeys, MODIFIERS, parseKeys, readings, spokenKeys } from './keys.ts';

/** As Chromium makes it: the test DOM takes Alt for AltGr. */
function press(key: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ...held });
  event.getModifierState = (name) => name === 'AltGraph' && held.modifierAltGraph === true;
  return event;
}

describe('keys', () => {
  it('matches the combination and no other', () => {
    expect(matchesKeys(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(matchesKeys(press('K', { ctrlKey: true, shiftKey: true }), 'mod+k')).toBe(false);
    expect(matchesKeys(press('k'), 'mod+k')).toBe(false);
    expect(matchesKeys(press('k', { ctrlKey: true, altKey: true }), 'mod+k')).toBe(false);
    expect(matchesKeys(press('ArrowUp', { altKey: true }), 'alt+up')).toBe(true);
    expect(matchesKeys(press('k', { metaKey: true }), 'k')).toBe(false);
    expect(matchesKeys(press('k'), '')).toBe(false);
  });

  it('takes a sign with or without Shift, as keyboards differ', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKeys(press('?'), '?')).toBe(true);
    expect(matchesKeys(press(',', { ctrlKey: true }), 'mod+,')).toBe(true);
  });

  it.each([
    ['Cyrillic', press('к', { code: 'KeyR', ctrlKey: true }), 'mod+r'],
    ['Cyrillic comma', press('б', { code: 'Comma', ctrlKey: true }), 'mod+,'],
    ['French letter', press('a', { code: 'KeyQ', ctrlKey: true }), 'mod+a'],
    ['French digit', press('&', { code: 'Digit1', ctrlKey: true }), 'mod+1'],
    ['French comma', press(',', { code: 'KeyM', ctrlKey: true }), 'mod+,'],
    ['US shifted digit', press('!', { code: 'Digit1', ctrlKey: true, shiftKey: true }), 'mod+shift+1'],
    ['German equals', press('=', { code: 'Digit0', ctrlKey: true, shiftKey: true }), 'mod+='],
    ['Option digit', press('¡', { code: 'Digit1', altKey: true }), 'alt+1'],
    ['Option letter', press('å', { code: 'KeyA', altKey: true }), 'alt+a'],
    ['dead key', press('Dead', { code: 'KeyE', altKey: true }), 'alt+e'],
    ['capitals on', press('K', { code: 'KeyK', ctrlKey: true }), 'mod+k'],
    ['number pad', press('1', { code: 'Numpad1', ctrlKey: true }), 'mod+1'],
  ])('reads %s', (_layout, event, keys) => {
    expect(readings(event)).toContain(keys);
  });

  it('takes AltGr for writing', () => {
    const event = press('@', { code: 'KeyQ', ctrlKey: true, altKey: true, modifierAltGraph: true });
    expect(readings(event)).toEqual(['@']);
  });

  it('reads nothing while only modifiers are down', () => {
    for (const key of ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock'])
      expect(readings(press(key, { ctrlKey: true }))).toEqual([]);
  });

  it('draws and speaks the caps', () => {
    expect(keyCaps('mod+enter')).toEqual(['Ctrl', 'Enter']);
    expect(keyCaps('mod++')).toEqual(['Ctrl', '+']);
    expect(spokenKeys('alt+up')).toBe('Alt+Up arrow');
  });

  const named = ['enter', 'up', 'home', 'pagedown', 'f1', 'f10', 'backspace', 'delete'];
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const digits = [...'0123456789'];
  const held = fc.uniqueArray(fc.constantFrom(...MODIFIERS)).map((list) => new Set(list));
  const combination = fc.record({
    held,
    key: fc.constantFrom(...letters, ...digits, ...named, '+', ',', '?'),
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(combination, (one) => {
        const text = formatKeys(one);
        expect(text).toMatch(COMBINATION);
        expect(parseKeys(text)).toEqual(one);
      }),
    );
  });

  it('tells any two combinations apart, on any layout', () => {
    const commands = combination.filter(
      ({ held: has, key }) =>
        (has.has('mod') || has.has('alt')) && !has.has('ctrl') && [...letters, ...digits].includes(key),
    );
    /** What the layout makes of the key: itself, a Cyrillic letter, or what Option makes. */
    const made = fc.constantFrom('itself', 'ж', 'Dead');
    fc.assert(
      fc.property(commands, commands, made, (pressed, other, makes) => {
        const { key } = pressed;
        const event = press(makes === 'itself' ? key : makes, {
          code: digits.includes(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
          ctrlKey: pressed.held.has('mod'),
          altKey: pressed.held.has('alt'),
          shiftKey: pressed.held.has('shift'),
        });
        expect(matchesKeys(event, formatKeys(pressed))).toBe(true);
        expect(matchesKeys(event, formatKeys(other))).toBe(formatKeys(pressed) === formatKeys(other));
      }),
    );
  });
});

describe('the keys of the actions', () => {
  it('are one for each, of its own, that nothing else needs', () => {
    const all = Object.entries(actionList);
    expect(all.filter(([, { keys }]) => !COMBINATION.test(keys))).toEqual([]);
    expect(new Set(all.map(([, { keys }]) => keys)).size).toBe(all.length);
    expect(all.map(([, { keys }]) => reservedFor(keys)).filter(Boolean)).toEqual([]);
  });

  it('stand beside those that belong to a part', () => {
    expect(partKeys.every(({ entries }) => entries.length > 0)).toBe(true);
  });
});
