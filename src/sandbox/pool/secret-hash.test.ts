import { describe, expect, test } from 'vitest';
import reference from '../../crypto/vectors/srp-vectors.json' with { type: 'json' };
import { seedPools } from '../seed.ts';
import type { Client } from '../state.ts';
import { checkSecretHash, clientSecretHolds } from './secret-hash.ts';

const [template] = seedPools[0]?.clients ?? [];

function client(id: string, ...secrets: string[]): Client {
  if (template === undefined) throw new Error('no seeded client');
  return { ...template, id, secrets };
}

test.each(reference.secretHash)('accepts the published hash for $username', (vector) => {
  const holder = client(vector.clientId, vector.clientSecret);
  expect(() => checkSecretHash(holder, vector.username, vector.secretHash)).not.toThrow();
  expect(() => checkSecretHash(holder, `${vector.username}x`, vector.secretHash)).toThrow(
    `Unable to verify secret hash for client ${vector.clientId}`,
  );
});

describe('two live secrets', () => {
  const holder = client('abc', 'first-secret', 'second-secret');

  test('either is good', () => {
    expect(clientSecretHolds(holder, 'first-secret')).toBe(true);
    expect(clientSecretHolds(holder, 'second-secret')).toBe(true);
    expect(clientSecretHolds(holder, 'third-secret')).toBe(false);
    expect(clientSecretHolds(holder, undefined)).toBe(false);
  });
});

test('a client without a secret takes none', () => {
  expect(() => checkSecretHash(client('abc'), 'ann', undefined)).not.toThrow();
  expect(() => checkSecretHash(client('abc'), 'ann', 'x')).toThrow(
    'Unable to verify secret hash for client abc',
  );
  expect(clientSecretHolds(client('abc'), 'x')).toBe(false);
});
