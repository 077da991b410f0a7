import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeIn } from './code-in.ts';

describe('the code in a message', () => {
  it.each([
    ['Your authentication code is 492017.', '492017'],
    ['Your temporary password is x and 1234', '1234'],
    ['code:492017', '492017'],
    ['<td style="color:#333333">492017</td>', '492017'],
    ['On 2026-11-27 at 10:1234 call +15551234567: (49201788)', '49201788'],
    ['Costs 1234,56 or 1234.56; take “492017”', '492017'],
    ['https://example.com/1234 ABC1234 1234ABC 492017', '492017'],
    ['your code is 492=\r\n017.', '492017'],
  ])('%s', (text, code) => expect(codeIn(text)).toBe(code));

  it.each(['no code', '123', '12345678901', 'user1234@example.com'])('finds none in %s', (text) =>
    expect(codeIn(text)).toBeUndefined(),
  );

  it('is what an expression says: its first group, else all of it', () => {
    const log = 'Username: ann\nCode:     1111\nUsername: ann\nCode:     492017\n';
    expect(codeIn(log, '[\\s\\S]*Code:\\s+(\\d+)')).toBe('492017');
    expect(codeIn('G-492017 is it', '\\d{6}')).toBe('492017');
    expect(codeIn('nothing', '(\\d+)')).toBeUndefined();
    expect(codeIn('nothing', '(\\d*)')).toBeUndefined();
    expect(() => codeIn('x', '(')).toThrow(SyntaxError);
  });

  it('is found wherever it stands between words', () => {
    const code = fc.stringMatching(/^\d{4,10}$/);
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}[.!?]?$/), { maxLength: 12 });
    fc.assert(
      fc.property(words, code, words, (before, digits, after) => {
        expect(codeIn([...before, digits, ...after].join(' '))).toBe(digits);
      }),
    );
  });
});
