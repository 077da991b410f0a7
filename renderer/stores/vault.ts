import type { VaultState } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

/** Where secrets are kept, and the ways out when there is no keychain. */
export const useVault = defineStore('vault', () => {
  /** Undefined while it is not known yet. */
  const state = ref<VaultState>();
  const busy = ref(false);
  let heard = 0;

  async function ask(name: 'vault.state' | 'vault.retry' | 'vault.useMemory'): Promise<void> {
    busy.value = true;
    const before = heard;
    const result = await call(name, {});
    busy.value = false;
    if (!result.ok) return toastFault(result.error);
    // What was heard meanwhile is newer than the answer.
    if (before === heard && result.value.untried !== true) state.value = result.value;
  }

  listen((event) => {
    if (event.type !== 'vault.changed') return;
    heard += 1;
    state.value = event.state;
  });
  void ask('vault.state');

  return {
    state,
    busy,
    retry: (): Promise<void> => ask('vault.retry'),
    useMemory: (): Promise<void> => ask('vault.useMemory'),
  };
});
