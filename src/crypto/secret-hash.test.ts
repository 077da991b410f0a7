import { describe, expect, it } from 'vitest';
import { secretHash } from './secret-hash.ts';
import published from './vectors/srp-vectors.json';

describe('secretHash', () => {
  it.each(published.secretHash)(
    'matches the published hash for $username',
    ({ secretHash: expected, ...input }) => {
      expect(secretHash(input)).toBe(expected);
    },
  );

  it('has 44 characters and depends on all three parts', () => {
    const input = { username: 'jane', clientId: 'client', clientSecret: 'secret' };
    const hashes = [
      secretHash(input),
      secretHash({ ...input, username: 'Jane' }),
      secretHash({ ...input, clientId: 'other' }),
      secretHash({ ...input, clientSecret: 'other' }),
    ];
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toHaveLength(44);
  });
});
