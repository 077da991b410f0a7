import type { VaultState } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

/** Where secrets are kept, and the ways out when there is no keychain. */
export const useVault = defineStore('vault', () => {
  const state = ref<VaultState>();
  const busy = ref(false);

  async function ask(name: 'vault.state' | 'vault.retry' | 'vault.useMemory'): Promise<void> {
    busy.value = true;
    const result = await call(name, {});
    busy.value = false;
    if (result.ok) state.value = result.value;
    else toastFault(result.error);
  }

  listen((event) => {
    if (event.type === 'vault.changed') state.value = event.state;
  });
  void ask('vault.state');

  return {
    state,
    busy,
    retry: (): Promise<void> => ask('vault.retry'),
    useMemory: (): Promise<void> => ask('vault.useMemory'),
  };
});
