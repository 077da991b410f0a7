import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, plain, plainLines } from './plain-text.ts';

const commands = fc.string({ unit: 'binary' }).map((text) => `${text}\u001b]0;title\u0007\u009b2J\u202e\n`);

describe('text from elsewhere', () => {
  it('shows what a terminal would obey', () => {
    expect(plain('ann\u001b[2J\r\n\u202e')).toBe('ann\\u001b[2J\\u000d\\u000a\\u202e');
    expect(plain('Zoë · 名 🙂')).toBe('Zoë · 名 🙂');
    expect(plainLines('one\n\ttwo\u0007')).toBe('one\n\ttwo\\u0007');
  });

  it('holds no control character, whatever it was', () => {
    fc.assert(
      fc.property(commands, (text) => {
        expect(plain(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(plainLines(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });

  it('is still the same JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), commands, (value, name) => {
        const all = { value, name };
        expect(JSON.parse(jsonText(all))).toEqual(JSON.parse(JSON.stringify(all)));
      }),
    );
  });
});
