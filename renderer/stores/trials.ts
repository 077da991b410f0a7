import type { ReferenceKind, Tried, Trying } from '@core/contract/context.ts';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { call, listen } from '../port.ts';
import { announce } from '../ui/announce.ts';
import { toastFault } from '../ui/toasts.ts';

/** The page of the reference that is tried on the sandbox. Listens from first use. */
export const useTrials = defineStore('trials', () => {
  const trying = shallowRef<Trying>();

  listen((told) => {
    if (told.type === 'reference.changed') trying.value = told.trying;
  });
  void call('reference.state', {}).then((result) => {
    if (result.ok && trying.value === undefined) trying.value = result.value ?? undefined;
  });

  /** @returns undefined where it can't be tried, which is said */
  async function tryPage(kind: ReferenceKind, name: string): Promise<Tried | undefined> {
    const result = await call('reference.try', { kind, name });
    if (!result.ok) {
      toastFault(result.error);
      return undefined;
    }
    if (result.value.stopped) announce('Stopped');
    return result.value;
  }

  async function stop(): Promise<void> {
    await call('reference.stop', {});
  }

  return { trying, tryPage, stop };
});
