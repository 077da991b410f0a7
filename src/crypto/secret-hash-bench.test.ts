import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { namesToTry, tryHash } from './secret-hash-bench.ts';
import published from './vectors/srp-vectors.json';

const [vector] = published.secretHash;
const client = { clientId: vector?.clientId ?? '', clientSecret: vector?.clientSecret ?? '' };
const hash = vector?.secretHash ?? '';
const typed = (...names: string[]) => namesToTry(names.map((name) => ({ name, from: 'typed' })));

describe('tryHash', () => {
  it('finds the name that made a published hash', () => {
    const { tried } = tryHash({ ...client, hash, names: typed('ann', vector?.username ?? '') });
    expect(tried.filter(({ makes }) => makes)).toEqual([
      { name: vector?.username, from: 'typed', makes: true },
    ]);
  });
  it('finds a name that was trimmed or written small on the way', () => {
    const { tried } = tryHash({
      ...client,
      hash,
      names: typed(` ${vector?.username.toUpperCase()} `.trim()),
    });
    expect(tried.find(({ makes }) => makes)?.from).toBe('typed, in lower case');
  });
  it('finds a mistake in the making', () => {
    const swapped = createHmac('sha256', client.clientSecret)
      .update(`${client.clientId}ann`)
      .digest('base64');
    expect(tryHash({ ...client, hash: swapped, names: typed('ann') }).mistake).toEqual({
      says: 'the client id before the name',
      name: 'ann',
    });
  });
  it('finds nothing with another secret', () => {
    const result = tryHash({ ...client, clientSecret: 'other', hash, names: typed(vector?.username ?? '') });
    expect(result.tried.some(({ makes }) => makes)).toBe(false);
    expect(result.mistake).toBeUndefined();
  });
});

describe('namesToTry', () => {
  it('tries a phone number with and without its plus, an address without its tag, each once', () => {
    const names = typed('+44 7700 900123', 'ann+test@example.com', 'ann+test@example.com').map(
      ({ name }) => name,
    );
    expect(names).toEqual(
      expect.arrayContaining(['+447700900123', '447700900123', 'ann@example.com', 'ann+test']),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
