import { describe, expect, it } from 'vitest';
import { rawBodyOf, shownRaw } from './raw-body.ts';

const session = 'AYABeQw3rTy'.padEnd(120, 'Zz9');
const known = [
  { name: 'PASSWORD', mask: '••••••', value: 'p"ass\\word' },
  { name: 'NEW_PASSWORD', mask: '••••••', value: 'other-Passw0rd' },
  { name: 'Session', mask: 'AYAB… 120 chars', value: session },
];

describe('a raw body', () => {
  it('has real values where masks stand, written as JSON writes them', () => {
    const raw = rawBodyOf('{"Session":"AYAB… 120 chars",\n "PASSWORD" : "••••••"}', known);
    expect(raw.text).toBe(`{"Session":"${session}",\n "PASSWORD" : "p\\"ass\\\\word"}`);
    expect(raw.body).toEqual({ Session: session, PASSWORD: 'p"ass\\word' });
  });

  it('need not be JSON', () => {
    const raw = rawBodyOf('{"PASSWORD" "••••••",}', known);
    expect(raw.text).toBe('{"PASSWORD" "p\\"ass\\\\word",}');
    expect(raw.body).toBeUndefined();
    expect(raw.problem).toMatch(/^Line 1, column 13: /);
    expect(rawBodyOf('[1]', known)).toMatchObject({
      problem: expect.stringContaining('must be a JSON object'),
    });
  });

  it('takes a mask under another key only where it stands for one value', () => {
    expect(rawBodyOf('{"Token":"AYAB… 120 chars"}', known).body).toEqual({ Token: session });
    expect(() => rawBodyOf('{"Foo":"••••••"}', known)).toThrow(
      expect.objectContaining({ code: 'RAW_MASK_UNCLEAR', field: 'Foo' }),
    );
    expect(() => rawBodyOf('{"Session":"BYAB… 120 chars"}', known)).toThrow('no value that is still known');
  });

  it('shows no value that was put in, wherever it stands', () => {
    const about = { operation: 'InitiateAuth' };
    const short = [{ name: 'PASSWORD', mask: '••••••', value: 'abc' }];
    for (const [text, values] of [
      ['{"Session":"AYAB… 120 chars","PASSWORD":"••••••"}', known],
      ['{"Foo":"AYAB… 120 chars"}', known],
      ['{"Foo" "AYAB… 120 chars"', known],
      ['{"Foo":"••••••"}', short],
      ['{"PASSWORD" "••••••"', short],
    ] as const) {
      const raw = rawBodyOf(text, values);
      const shown = shownRaw(raw, about);
      for (const value of raw.filled) expect(shown.text).not.toContain(value);
      expect(shown.bytes).toBe(new TextEncoder().encode(raw.text).length);
    }
  });

  it('masks what was typed in it, too', () => {
    expect(shownRaw(rawBodyOf('{"PASSWORD":"typed-Passw0rd",', []), { operation: 'X' }).text).toBe(
      '{"PASSWORD":"••••••",',
    );
  });
});
