import { expect, test } from 'vitest';
import { keyring } from './evidence/testing/typed.ts';
import { oneAccount } from './one-account.ts';

test('one account is shared, all others stay with the run', async () => {
  const entries = new Map([
    ['history:key', 'k'],
    ['index', '["tokens:t:ann"]'],
    ['tokens:t:ann', 'secret'],
  ]);
  const one = oneAccount(keyring(entries), 'history:key');
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
    { ...keyring(new Map()), get: () => Promise.reject(new Error('locked')) },
    'history:key',
  );
  await expect(one.get('index')).rejects.toThrow('locked');
});
