import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, SEAL_KEY_BYTES, SEAL_NONCE_BYTES, unseal } from './seal.ts';

const key = randomBytes(SEAL_KEY_BYTES);
const nonce = () => randomBytes(SEAL_NONCE_BYTES);

describe('seal', () => {
  it('opens with its key at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(unseal(key, seal(key, nonce(), text, place), place)).toBe(text);
      }),
    );
  });

  it('stays shut to another key, at another place, and when any byte was changed', () => {
    const sealed = seal(key, nonce(), 'AYABeSession', 'chain-1/0');
    expect(unseal(randomBytes(SEAL_KEY_BYTES), sealed, 'chain-1/0')).toBeUndefined();
    expect(unseal(key, sealed, 'chain-1/1')).toBeUndefined();
    for (const at of sealed.keys()) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unseal(key, changed, 'chain-1/0')).toBeUndefined();
    }
    expect(unseal(key, sealed.subarray(0, 20), 'chain-1/0')).toBeUndefined();
  });

  it('holds nothing of the text', () => {
    const sealed = Buffer.from(seal(key, nonce(), 'hunter2hunter2', ''));
    expect(sealed.includes('hunter2')).toBe(false);
  });
});
