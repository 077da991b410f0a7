import { describe, expect, test } from 'vitest';
import reference from '../../crypto/vectors/srp-vectors.json' with { type: 'json' };
import type { Client } from './client.ts';
import { makeClient } from './make-pool.ts';
import { checkSecretHash, clientSecretHolds } from './secret-hash.ts';

function client(id: string, ...secrets: string[]): Client {
  return makeClient(0, id, { ClientName: 'web' }, secrets);
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
