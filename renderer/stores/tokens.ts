import type { TokenSet, TokenVerification } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import { call, listen } from '../port.ts';

/** Commands on a token set that run as a chain of their own. */
export type TokenOperation = 'tokens.refresh' | 'tokens.revoke' | 'tokens.signOut';

/** Every token set in the vault, masked. Values come one at a time, when asked for. */
export const useTokens = defineStore('tokens', () => {
  const sets = ref<readonly TokenSet[]>([]);
  const loaded = ref(false);
  const fault = ref<Fault>();
  const verifications = shallowReactive(new Map<string, readonly TokenVerification[]>());

  async function load(): Promise<void> {
    const result = await call('tokens.list', {});
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) {
      const kept = new Map(sets.value.map((set) => [set.id, set.storedAt]));
      // New tokens under the same name: what was found about the old ones no longer holds.
      for (const set of result.value) {
        if (kept.get(set.id) !== set.storedAt) verifications.delete(set.id);
      }
      sets.value = result.value;
    }
    loaded.value = true;
  }

  async function verify(id: string): Promise<Fault | undefined> {
    const result = await call('tokens.verify', { id });
    if (!result.ok) return result.error;
    verifications.set(id, result.value);
    return undefined;
  }

  const operate = (
    name: TokenOperation,
    id: string,
  ): Promise<Awaited<ReturnType<typeof call<TokenOperation>>>> => call(name, { id });

  async function forget(id: string): Promise<Fault | undefined> {
    const result = await call('tokens.forget', { id });
    if (!result.ok) return result.error;
    await load();
    return undefined;
  }

  listen((event) => {
    if (event.type === 'tokens.changed' || event.type === 'vault.changed') void load();
  });
  void load();

  return { sets, loaded, fault, verifications, load, verify, operate, forget };
});
