import type { Why } from '@core/chain/why/why.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call } from '../port.ts';

/** Why each challenge was asked, once the host has told. */
export const useWhys = defineStore('whys', () => {
  const told = shallowReactive(new Map<string, Why | null>());
  const asked = new Set<string>();

  /** Undefined while it is not known; null for a step that asked nothing. */
  function of(chainId: string, stepId: string): Why | null | undefined {
    return told.get(`${chainId}/${stepId}`);
  }

  /** Asks once a step: best while the challenge waits, as later steps change what is so. */
  async function ask(chainId: string, stepId: string): Promise<void> {
    const key = `${chainId}/${stepId}`;
    if (asked.has(key)) return;
    asked.add(key);
    const result = await call('chain.why', { chainId, stepId });
    if (result.ok) told.set(key, result.value);
    else asked.delete(key);
  }

  return { of, ask };
});
