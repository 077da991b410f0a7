import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValues } from './read-values.ts';

const read = (text: string) => Object.fromEntries(readValues(text).values);

describe('readValues', () => {
  it.each([
    ['JSON', '{"srp": {"SRP_A": "ab12", "SALT": "0f"}, "ok": true}', { A: 'ab12', salt: '0f' }],
    ['lines', 'A = 0xAB12\nsalt: 0f\n', { A: '0xAB12', salt: '0f' }],
    ['a Python dict', "{'SRP_A': 'ab12', 'USER_ID_FOR_SRP': 'ann'}", { A: 'ab12', identity: 'ann' }],
    ['a debug print', '[DEBUG] 10:02 u=BigInteger("ab12", 16)', { u: 'ab12' }],
    ['bytes with colons', 'hkdf: a7:c0:5e:97:a3', { key: 'a7c05e97a3' }],
    ['a Node buffer', 'key <Buffer>\nkey: <Buffer a7 c0 5e 97>', { key: 'a7c05e97' }],
    ['bytes of Python', "signature = b'W3anGd+cNKfGdsr5Qp3W='", { signature: 'W3anGd+cNKfGdsr5Qp3W=' }],
    [
      'a timestamp with colons',
      'TIMESTAMP: Tue Sep 8 09:05:07 UTC 2026',
      { timestamp: 'Tue Sep 8 09:05:07 UTC 2026' },
    ],
    [
      'a value over two lines',
      `B: ${'ab'.repeat(20)}\n   ${'cd'.repeat(20)}`,
      { B: `${'ab'.repeat(20)}${'cd'.repeat(20)}` },
    ],
    [
      'salt and S by length',
      `s = ${'ab'.repeat(16)}\nS = ${'cd'.repeat(300)}`,
      { salt: 'ab'.repeat(16), S: 'cd'.repeat(300) },
    ],
    ['the canonical name over the typed', 'USERNAME=ann@x.io\nUSER_ID_FOR_SRP=ann', { identity: 'ann' }],
  ])('reads %s', (_form, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
  it('lists names it does not know, and takes small and large letters apart', () => {
    const { values, unknown } = readValues('a=1\nA=2\nmood=good');
    expect(Object.fromEntries(values)).toEqual({ a: '1', A: '2' });
    expect(unknown).toEqual(['mood']);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void readValues(text)));
  });
});
