import type { Chain } from '@core/chain/model.ts';
import { ref } from 'vue';
import { useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import { useScenarios } from '../../stores/scenarios.ts';
import { toastFault } from '../../ui/toasts.ts';

/**
 * Writes the selected branch of a chain down as a scenario and puts it under the pen, unsaved. The store is fetched then
 * and not before: it reads the folder, which no chain waits for.
 */
export function useRecord(chain: () => Chain) {
  const chains = useChains();
  const router = useRouter();
  const busy = ref(false);

  async function record(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const { id, steps } = chain();
    const selected = chains.selectionOf(id);
    const step = steps.find((each) => each.id === selected);
    const result = await useScenarios().record(id, step?.id);
    busy.value = false;
    if (!result.ok) return toastFault(result.error);
    await router.push({ name: 'scenarios', query: { file: result.value.file } });
  }
  return { record };
}
