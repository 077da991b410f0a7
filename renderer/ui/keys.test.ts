import { describe, expect, it } from 'vitest';
import { actionList } from '../actions/action-list.ts';
import { partKeys } from '../components/shell/keys.ts';
import { keyCaps, matchesKeys, spokenKeys } from './keys.ts';

const press = (key: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...held });

describe('keys', () => {
  it('matches the combination and no other', () => {
    expect(matchesKeys(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(matchesKeys(press('K', { ctrlKey: true, shiftKey: true }), 'mod+k')).toBe(false);
    expect(matchesKeys(press('k'), 'mod+k')).toBe(false);
    expect(matchesKeys(press('k', { ctrlKey: true, altKey: true }), 'mod+k')).toBe(false);
    expect(matchesKeys(press('ArrowUp', { altKey: true }), 'alt+up')).toBe(true);
  });

  it('takes a sign with or without Shift, as keyboards differ', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKeys(press('?'), '?')).toBe(true);
    expect(matchesKeys(press(',', { ctrlKey: true }), 'mod+,')).toBe(true);
  });

  it('draws and speaks the caps', () => {
    expect(keyCaps('mod+enter')).toEqual(['Ctrl', 'Enter']);
    expect(spokenKeys('alt+up')).toBe('Alt+Up arrow');
  });

  it('gives no key to two actions', () => {
    const all = Object.values(actionList).flatMap(({ keys }: { keys: string }) =>
      keys === '' ? [] : [keys],
    );
    expect(new Set(all).size).toBe(all.length);
    expect(partKeys.every(({ entries }) => entries.length > 0)).toBe(true);
  });
});
