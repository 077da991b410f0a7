import type { BenchAnswer, BenchList, BenchState } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call, listen } from '../port.ts';

/** A step with a bench: of which chain, and its id or the key of the challenge that waits. */
export interface BenchSpot {
  readonly chainId: string;
  readonly stepId: string;
}

const NONE: BenchState = { results: [] };

/** The one-fault bench of each step that was looked at: its faults, and what they came to. */
export const useBench = defineStore('bench', () => {
  const lists = shallowReactive(new Map<string, BenchList>());
  const states = shallowReactive(new Map<string, BenchState>());
  const faults = shallowReactive(new Map<string, Fault>());

  const keyOf = ({ chainId, stepId }: BenchSpot) => `${chainId}/${stepId}`;

  async function open(spot: BenchSpot): Promise<void> {
    const result = await call('bench.list', { ...spot });
    if (result.ok) {
      faults.delete(keyOf(spot));
      lists.set(keyOf(spot), result.value);
      await refresh(spot);
    } else faults.set(keyOf(spot), result.error);
  }

  async function refresh({ chainId, stepId }: BenchSpot): Promise<void> {
    const result = await call('bench.results', { chainId, stepId });
    if (result.ok) states.set(keyOf({ chainId, stepId }), result.value);
  }

  /** @param confirmed what the person typed, on a production target */
  async function run(
    spot: BenchSpot,
    chosen: 'all' | string[],
    confirmed?: string,
  ): Promise<BenchAnswer | Fault> {
    const result = await call('bench.run', {
      ...spot,
      faults: chosen,
      ...(confirmed === undefined ? {} : { confirmed }),
    });
    return result.ok ? result.value : result.error;
  }

  listen((event) => {
    if (event.type === 'bench.changed' && lists.has(keyOf(event))) void refresh(event);
    if (event.type === 'chain.removed')
      for (const key of lists.keys())
        if (key.startsWith(`${event.chainId}/`)) {
          lists.delete(key);
          states.delete(key);
        }
  });

  return {
    open,
    run,
    stop: (spot: BenchSpot) => call('bench.stop', { ...spot }),
    list: (spot: BenchSpot) => lists.get(keyOf(spot)),
    state: (spot: BenchSpot): BenchState => states.get(keyOf(spot)) ?? NONE,
    fault: (spot: BenchSpot) => faults.get(keyOf(spot)),
  };
});
