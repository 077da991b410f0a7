import type { Predicted } from '@core/chain/why/predicted.ts';
import type { Why } from '@core/chain/why/why.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call } from '../port.ts';

/** Why each challenge was asked, once the host has told. */
export const useWhys = defineStore('whys', () => {
  const told = shallowReactive(new Map<string, Why | null>());
  const compared = shallowReactive(new Map<string, Predicted | null>());
  const asked = new Map<string, Promise<void>>();

  /** Undefined while it is not known; null for a step that asked nothing. */
  function of(chainId: string, stepId: string): Why | null | undefined {
    return told.get(`${chainId}/${stepId}`);
  }

  /**
   * Asks once a step: best while the challenge waits, as later steps change what is so. Whoever asks again waits for the
   * same answer.
   */
  function ask(chainId: string, stepId: string): Promise<void> {
    const key = `${chainId}/${stepId}`;
    const answer = asked.get(key) ?? tell(key, { chainId, stepId });
    asked.set(key, answer);
    return answer;
  }
  async function tell(key: string, step: { chainId: string; stepId: string }): Promise<void> {
    const result = await call('chain.why', step);
    if (result.ok) told.set(key, result.value);
    else asked.delete(key);
  }

  /** Reads pool, client and user with AWS credentials, because somebody wants to know. */
  async function read(chainId: string, stepId: string): Promise<void> {
    const result = await call('chain.why', { chainId, stepId, read: true });
    if (result.ok) told.set(`${chainId}/${stepId}`, result.value);
  }

  /** How a step's reply compares with what was predicted; undefined while it is not known, null where nothing was. */
  function predicted(chainId: string, stepId: string): Predicted | null | undefined {
    return compared.get(`${chainId}/${stepId}`);
  }

  /** Best asked once the step has ended: before, there is nothing to compare. */
  async function compare(chainId: string, stepId: string): Promise<void> {
    const key = `${chainId}/${stepId}`;
    if (compared.has(key)) return;
    const result = await call('chain.predicted', { chainId, stepId });
    if (result.ok) compared.set(key, result.value);
  }

  return { of, ask, read, predicted, compare };
});
