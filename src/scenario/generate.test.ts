import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() };

describe('what is made anew for a run', () => {
  it.each([
    ['password', /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[!#%+\-=?_])\S{16}$/],
    ['username', /^user-[a-z\d]{10}$/],
    ['email', /^user-[a-z\d]{10}@example\.com$/],
    ['uuid', /^[\da-f-]{36}$/],
    ['digits', /^\d{6}$/],
    ['totpSeed', /^[A-Z2-7]{32}$/],
  ] as const)('%s', (kind, pattern) => {
    const made = Array.from({ length: 50 }, () => generate(kind, random));
    for (const value of made) expect(value).toMatch(pattern);
    expect(new Set(made).size).toBeGreaterThan(45);
  });

  it('uses no byte that would make some characters likelier than others', () => {
    const given = [255, 254, 252, 250, 249, 9, 0, 1, 2, 3];
    const bytes = (count: number) => Uint8Array.from(given.splice(0, count));
    expect(generate('digits', { ...random, bytes })).toBe('990123');
  });
});
