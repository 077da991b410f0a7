import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, withPassword } from './address.ts';

describe('the address of a team’s database', () => {
  it('is kept without its password, wherever that stands', () => {
    expect(readAddress('postgresql://kim:s%40cret@db.example.com:5433/qa?sslmode=require', false)).toEqual({
      url: 'postgres://kim@db.example.com:5433/qa?sslmode=require',
      password: 's@cret',
      user: 'kim',
    });
    expect(readAddress('postgres://db.example.com/qa?password=s3&sslmode=disable', false)).toEqual({
      url: 'postgres://db.example.com/qa?sslmode=disable',
      password: 's3',
      user: '',
    });
  });

  it('never holds the password, and gives it back as it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        const secret = `secret${password}`;
        const text = `postgres://kim:${encodeURIComponent(secret)}@db.example.com/qa`;
        const { url, ...read } = readAddress(text, false);
        expect(url).toBe('postgres://kim@db.example.com/qa');
        expect(read.password).toBe(secret);
        expect(withPassword(url, secret)).toBe(text);
      }),
    );
  });

  it.each(['', 'https://example.com', 'postgres://', 'postgres:///qa', 'postgres://h/d?host=/tmp', 'x y'])(
    '“%s” is none',
    (text) => {
      expect(() => readAddress(text, false)).toThrow(expect.objectContaining({ code: 'TEAM_ADDRESS' }));
    },
  );

  it('is on this computer where the runtime reaches no other', () => {
    expect(() => readAddress('postgres://db.example.com/qa', true)).toThrow(
      expect.objectContaining({ code: 'NOT_LOOPBACK' }),
    );
    expect(() => readAddress('postgres://127.0.0.1.example.com/qa', true)).toThrow(
      expect.objectContaining({ code: 'NOT_LOOPBACK' }),
    );
    expect(readAddress('postgres://kim@127.0.0.1:5432/qa', true).user).toBe('kim');
  });
});
