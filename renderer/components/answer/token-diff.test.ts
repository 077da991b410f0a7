import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenDifferences } from './token-diff.ts';

const text = fc
  .array(fc.constantFrom('{', '}', ',', ':', '"a"', '"b"', '12', 'true', ' ', '\n', 'x', '"'), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));
const bare = (value: string): string => value.replaceAll(/\s/g, '');

describe('what a raw body has that the computed one has not', () => {
  it('says nothing of white space', () => {
    const body = { ClientId: 'a', Session: 's' };
    expect(tokenDifferences(JSON.stringify(body), JSON.stringify(body, null, 2))).toEqual([
      { text: JSON.stringify(body, null, 2) },
    ]);
  });

  it('marks what was changed, added and taken out', () => {
    expect(tokenDifferences('{"a":1,"b":2,"c":3}', '{"a":9,"b":2,,"c"}')).toEqual([
      { text: '{"a":' },
      { text: '9', mark: 'changed', computed: '1' },
      { text: ',"b":2,' },
      { text: ',', mark: 'added' },
      { text: '"c"' },
      { text: '', mark: 'removed', computed: ':3' },
      { text: '}' },
    ]);
  });

  it('leaves the text as it is, and gives the other one back', () => {
    fc.assert(
      fc.property(text, text, (computed, sent) => {
        const stretches = tokenDifferences(computed, sent);
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(sent);
        const other = stretches.map((stretch) =>
          stretch.mark === undefined ? stretch.text : (stretch.computed ?? ''),
        );
        expect(bare(other.join(''))).toBe(bare(computed));
      }),
    );
  });
});
