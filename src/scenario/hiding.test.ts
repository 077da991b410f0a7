import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenWithin, hiding } from './hiding.ts';

describe('hiding', () => {
  it('covers a value in every spelling', () => {
    const hide = hiding(['pa"ss & word']);
    expect(hide('pa"ss & word|pa\\"ss & word|pa%22ss%20%26%20word|pa&quot;ss &amp; word')).toBe(
      '••••••|••••••|••••••|••••••',
    );
  });

  it('covers a short value where it stands alone, and leaves words whole', () => {
    const hide = hiding(['4711', 'ann']);
    expect(hide('PIN 4711, for ann: {"u":"ann"}; not 14711, channel')).toBe(
      'PIN ••••••, for ••••••: {"u":"••••••"}; not 14711, channel',
    );
  });

  it('never leaves a long value anywhere in a value', () => {
    const secret = fc.string({ minLength: 6, maxLength: 20 }).filter((text) => !'••••••'.includes(text));
    fc.assert(
      fc.property(secret, fc.jsonValue(), fc.string(), (value, rest, before) => {
        const shown = hiddenWithin({ a: [before + value, { b: value + before }], rest }, hiding([value]));
        expect(JSON.stringify([shown.a])).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
    );
  });
});
