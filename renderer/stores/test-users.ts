import type { Batch, BatchHead } from '@core/contract/bulk.ts';
import type { CommandInput } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { reactive, ref, shallowRef } from 'vue';
import { emptyDraft } from '../components/test-users/plan-draft.ts';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

type Work = 'bulk.resume' | 'bulk.retry' | 'bulk.cleanUp';

/** Batches of test users, and what is planned here. The plan outlives the view, not the window. */
export const useTestUsers = defineStore('test users', () => {
  const list = shallowRef<readonly BatchHead[]>([]);
  const loaded = ref(false);
  const fault = ref<Fault>();
  const draft = reactive(emptyDraft());

  async function load(): Promise<void> {
    const result = await call('bulk.list', {});
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
    loaded.value = true;
  }

  async function batch(batchId: string): Promise<Batch | Fault> {
    const result = await call('bulk.get', { batchId });
    return result.ok ? result.value : result.error;
  }

  /** Begins work at a batch; what becomes of it is told by `bulk.changed`. */
  async function work<N extends Work>(name: N, input: CommandInput<N>): Promise<boolean> {
    const result = await call(name, input);
    if (!result.ok) toastFault(result.error);
    return result.ok;
  }

  /** Hears that a batch went on. Returns what stops the listening. */
  function follow(batchId: string, run: () => void): () => void {
    return listen((event) => {
      if (event.type === 'bulk.changed' && event.batchId === batchId) run();
    });
  }

  listen((event) => {
    if (event.type === 'bulk.changed') void load();
  });

  return { list, loaded, fault, draft, load, batch, work, follow };
});
