import { afterEach, describe, expect, it } from 'vitest';
import { isOwnKey, keysOf, ownKeys, sharersOf, withKeys } from './own-keys.ts';
import { editsText, reservedFor } from './reserved-keys.ts';

afterEach(() => (ownKeys.value = {}));

describe('own keys', () => {
  it('stand in for the default, also where there shall be none', () => {
    ownKeys.value = { palette: 'mod+p', keySheet: '' };
    expect(keysOf('palette')).toBe('mod+p');
    expect(keysOf('keySheet')).toBe('');
    expect(keysOf('newChain')).toBe('mod+n');
    expect([isOwnKey('palette'), isOwnKey('newChain')]).toEqual([true, false]);
  });

  it('tell who shares a key', () => {
    ownKeys.value = { palette: 'mod+n', tokens: '' };
    expect(sharersOf('palette')).toEqual(['newChain']);
    expect(sharersOf('newChain')).toEqual(['palette']);
    expect(sharersOf('tokens')).toEqual([]);
    expect(sharersOf('tokens', 'mod+,')).toEqual(['settings']);
  });

  it('keep only what differs, and what belongs to other versions', () => {
    const own = withKeys({ ofLater: 'f9' }, 'palette', 'mod+p');
    expect(own).toEqual({ ofLater: 'f9', palette: 'mod+p' });
    expect(withKeys(own, 'palette', 'mod+k')).toEqual({ ofLater: 'f9' });
    expect(withKeys(own, 'palette', '')).toEqual({ ofLater: 'f9', palette: '' });
  });
});

describe('reserved keys', () => {
  it.each([
    ['tab', 'focus'],
    ['mod+shift+tab', 'focus'],
    ['escape', 'top layer'],
    ['enter', 'focus'],
    ['shift+down', 'lists'],
    ['q', 'text'],
    ['shift+q', 'text'],
    ['mod+c', 'copies'],
    ['alt+f4', 'system'],
  ])('%s is refused with its reason', (keys, why) => {
    expect(reservedFor(keys)).toContain(why);
  });
  it.each(['mod+enter', 'f6', '?', 'alt+up', 'mod+backspace', 'alt+q'])('%s is free', (keys) => {
    expect(reservedFor(keys)).toBeUndefined();
  });
  it.each([
    ['mod+backspace', true],
    ['mod+left', true],
    ['backspace', true],
    ['alt+up', false],
    ['mod+alt+right', false],
    ['mod+k', false],
  ])('%s edits text: %s', (keys, is) => {
    expect(editsText(keys)).toBe(is);
  });
});
