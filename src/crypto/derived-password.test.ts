import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedPassword } from './derived-password.ts';

const KEY = new Uint8Array(32).fill(7);

describe('a derived password', () => {
  it('is the same for a key and a name, and another for any other', () => {
    const name = derivedPassword(KEY, 'qa-1');
    expect(derivedPassword(KEY, 'qa-1')).toBe(name);
    expect(derivedPassword(KEY, 'qa-2')).not.toBe(name);
    expect(derivedPassword(new Uint8Array(32).fill(8), 'qa-1')).not.toBe(name);
  });

  it('has some of each kind that a policy may ask for, and the length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string(),
        fc.nat(99),
        (key, name, length) => {
          const password = derivedPassword(key, name, length);
          expect(password).toHaveLength(Math.max(16, length));
          expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[!@#%*+?=-])[A-Za-z]\S*$/);
        },
      ),
    );
  });

  it('draws every character about as often', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 4_000; n++)
      for (const letter of derivedPassword(KEY, `name ${String(n)}`).slice(9))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const expected = (4_000 * 7) / 57;
    expect(counts.size).toBe(57);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected / 3);
  });
});
