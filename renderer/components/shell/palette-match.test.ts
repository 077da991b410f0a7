import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Findable, matching, withRecent } from './palette-match.ts';

const entries: readonly Findable[] = [
  { id: 'sandbox', group: 'Go and do', title: 'Sandbox', caps: 'Ctrl+3' },
  { id: 'reset', group: 'Sandbox', title: 'Reset the sandbox', caps: 'Ctrl+Alt+0' },
  { id: 'again', group: 'Chain', title: 'Start the chain again', caps: 'Ctrl+Shift+R' },
  { id: 'start', group: 'Go and do', title: 'Start', caps: 'Ctrl+1' },
  { id: 'ann', group: 'Step a sandbox user', title: 'ann', hint: 'SRP, then a TOTP code' },
];
const found = (typed: string, recent: readonly string[] = []): string[] =>
  matching(entries, typed, recent).map(({ id }) => id);

describe('the palette', () => {
  it('has what begins so first, then words, then the rest', () => {
    expect(found('sandbox')).toEqual(['sandbox', 'reset', 'ann']);
    expect(found('totp')).toEqual(['ann']);
    expect(found('chain start')).toEqual(['again']);
    expect(found('nothing so called')).toEqual([]);
  });
  it('finds by letters in their order, at the beginning of a word', () => {
    expect(found('sbx')).toEqual(['sandbox', 'reset']);
    expect(found('stca')).toEqual(['again']);
  });
  it('finds by key', () => {
    expect(found('ctrl+3')).toEqual(['sandbox']);
    expect(found('shift+r')).toEqual(['again']);
  });
  it('puts what was used lately first among equals', () => {
    expect(found('start')).toEqual(['again', 'start']);
    expect(found('start', ['start'])).toEqual(['start', 'again']);
    expect(withRecent(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
    expect(withRecent([...'abcdefgh'], 'z')).toEqual([...'zabcdefg']);
  });
  it('finds every entry by its own title', () => {
    const title = fc.stringMatching(/^[A-Za-z]{2,8}( [A-Za-z]{2,8}){0,3}$/);
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 8 }), (titles) => {
        const all = titles.map((text, at) => ({ id: String(at), group: 'Group', title: text }));
        for (const [at, text] of titles.entries())
          expect(matching(all, text).map(({ id }) => id)).toContain(String(at));
      }),
    );
  });
});

it('letters in their order find no entry that is found by words alone', () => {
  const entry = { id: 'a', title: 'AdminSetUserMFAPreference', group: 'Call an operation' };
  expect(matching([entry], 'asump')).toHaveLength(1);
  expect(matching([{ ...entry, byLetters: false }], 'asump')).toEqual([]);
  expect(matching([{ ...entry, byLetters: false }], 'preference')).toHaveLength(1);
});
