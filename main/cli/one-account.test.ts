import { expect, test } from 'vitest';
import type { Keychain } from '@core/host/ports.ts';
import { oneAccount } from './one-account.ts';

function keychain(entries: Map<string, string>): Keychain {
  return {
    name: 'Test Keychain',
    get: async (account) => entries.get(account),
    set: async (account, value) => void entries.set(account, value),
    delete: async (account) => entries.delete(account),
    accounts: async () => [...entries.keys()],
  };
}

test('one account is shared, all others stay with the run', async () => {
  const entries = new Map([
    ['history:key', 'k'],
    ['index', '["tokens:t:ann"]'],
    ['tokens:t:ann', 'secret'],
  ]);
  const one = oneAccount(keychain(entries), 'history:key');
  expect(await one.get('history:key')).toBe('k');
  expect(await one.get('tokens:t:ann')).toBeUndefined();

  await one.set('index', '["tokens:t:una"]');
  await one.set('tokens:t:una', 'other');
  await one.set('history:key', 'k2');
  expect(await one.get('tokens:t:una')).toBe('other');
  expect(await one.accounts()).toEqual(['index', 'tokens:t:una']);
  expect(await one.delete('tokens:t:ann')).toBe(false);
  expect(await one.delete('tokens:t:una')).toBe(true);
  expect(Object.fromEntries(entries)).toEqual({
    'history:key': 'k2',
    index: '["tokens:t:ann"]',
    'tokens:t:ann': 'secret',
  });
});

test('it rejects where the keychain does', async () => {
  const one = oneAccount(
    { ...keychain(new Map()), get: () => Promise.reject(new Error('locked')) },
    'history:key',
  );
  await expect(one.get('index')).rejects.toThrow('locked');
});
