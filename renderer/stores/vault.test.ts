import type { VaultState } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { expect, it } from 'vitest';
import { fakeHost, installFakeHost } from '../testing/fake-host.ts';
import { useVault } from './vault.ts';

const UNTRIED: VaultState = { kind: 'unavailable', detail: 'Not tried yet.', untried: true };
const NONE: VaultState = { kind: 'unavailable', detail: 'No Secret Service answers.' };

/** A host whose answer about the keychain comes when it is let go. */
function slowHost() {
  let answer: (state: VaultState) => void = () => undefined;
  const answered = new Promise<VaultState>((resolve) => (answer = resolve));
  setActivePinia(createPinia());
  const host = installFakeHost(fakeHost({}, { 'vault.state': () => answered }));
  return { host, answer };
}

it('says nothing of a keychain that nobody has tried yet, until it is heard of', async () => {
  const { host, answer } = slowHost();
  const vault = useVault();
  answer(UNTRIED);
  await flushPromises();
  expect(vault.state).toBeUndefined();
  host.tell({ type: 'vault.changed', state: NONE });
  expect(vault.state).toEqual(NONE);
});

it('puts no answer over what was heard while it was on its way', async () => {
  const { host, answer } = slowHost();
  const vault = useVault();
  host.tell({ type: 'vault.changed', state: NONE });
  answer({ kind: 'keychain', detail: 'as it was before' });
  await flushPromises();
  expect(vault.state).toEqual(NONE);
  expect(vault.busy).toBe(false);
});
