import type { HeldTarget, HistorySize, Retention, WhatToWipe } from '@core/contract/history.ts';
import type { CommandOutput, Result } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call, listen } from '../port.ts';

/** How much the history holds and for how long. Asked for when the host says that it changed, and by who shows it. */
export const useKept = defineStore('kept', () => {
  const size = ref<HistorySize>();
  const retention = ref<Retention>();
  /** Whose chains it holds. */
  const held = ref<readonly HeldTarget[]>([]);
  /** How far a wipe is, while one is under way. */
  const wiping = ref<{ readonly gone: number; readonly of?: number }>();

  async function load(): Promise<void> {
    const result = await call('history.size', {});
    if (result.ok) size.value = result.value;
  }
  async function loadRetention(): Promise<void> {
    const result = await call('history.retention', {});
    if (result.ok) retention.value = result.value;
  }

  async function loadTargets(): Promise<void> {
    const result = await call('history.targets', {});
    if (result.ok) held.value = result.value;
  }

  async function keepFor(wanted: Retention): Promise<Result<Retention>> {
    const result = await watched(call('history.setRetention', wanted));
    if (result.ok) retention.value = result.value;
    await load();
    return result;
  }

  async function wipe(what: WhatToWipe): Promise<Result<CommandOutput<'history.wipe'>>> {
    const result = await watched(call('history.wipe', { what }));
    await Promise.all([load(), loadTargets()]);
    return result;
  }
  async function watched<T>(work: Promise<T>): Promise<T> {
    wiping.value = { gone: 0 };
    const result = await work;
    wiping.value = undefined;
    return result;
  }
  const stopWiping = (): Promise<Result<null>> => call('history.stopWiping', {});

  listen((event) => {
    if (event.type === 'history.changed') void load();
    if (event.type === 'history.wiping' && wiping.value !== undefined) {
      const { gone, of } = event;
      wiping.value = { gone, ...(of === undefined ? {} : { of }) };
    }
  });

  return { size, retention, held, wiping, load, loadRetention, loadTargets, keepFor, wipe, stopWiping };
});
