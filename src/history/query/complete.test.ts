import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionsAt, fixedOptions, keyOptions, valueOption } from './complete.ts';

/** The text with `|` where the caret stands. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return completionsAt(marked.replace('|', ''), caret);
}

describe('completionsAt', () => {
  it.each([
    ['|', { kind: 'start', beginning: '', from: 0, to: 0 }],
    ['ann |', { kind: 'start', beginning: '', from: 4, to: 4 }],
    ['er|', { kind: 'start', beginning: 'er', from: 0, to: 2 }],
    ['-er|', { kind: 'start', beginning: 'er', from: 1, to: 3 }],
    ['error:|', { kind: 'value', key: 'error', beginning: '', from: 6, to: 6 }],
    ['error:Co|de user:x', { kind: 'value', key: 'error', beginning: 'co', from: 6, to: 10 }],
    ['target:"my po|', { kind: 'value', key: 'target', beginning: 'my po', from: 7, to: 13 }],
    ['target:"my pool"|', { kind: 'none' }],
    ['"a word|', { kind: 'none' }],
    ['colour:|', { kind: 'none' }],
    ['tag:re*|', { kind: 'none' }],
  ])('knows what is begun in %s', (marked, spot) => {
    expect(at(marked)).toMatchObject(spot);
  });

  it('replaces a stretch around the caret, in any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), (text, place) => {
        const caret = Math.min(place, text.length);
        const { from, to } = completionsAt(text, caret);
        expect(from).toBeLessThanOrEqual(caret);
        expect(to).toBeGreaterThanOrEqual(caret);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('options', () => {
  it('are keys with what they ask for', () => {
    expect(keyOptions('re')).toEqual([
      { text: 'request-id:', label: 'request-id:', says: 'AWS’s request ID' },
    ]);
  });

  it('are moments and lengths where there is nothing to look up', () => {
    expect(fixedOptions('took', '>2')).toEqual([
      { text: '>2s ', label: '>2s', says: 'a step of over two seconds' },
    ]);
    expect(fixedOptions('error', '')).toBeUndefined();
  });

  it('quote what would end too soon, and name the key that is not typed yet', () => {
    expect(valueOption('target', 'my pool', 3, false)).toEqual({
      text: 'target:"my pool" ',
      label: 'my pool',
      key: 'target',
      chains: 3,
    });
  });
});
