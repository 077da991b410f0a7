import { ref } from 'vue';
import { useRouter } from 'vue-router';
import { useScenarios } from '../../stores/scenarios.ts';
import { toastFault } from '../../ui/toasts.ts';

/** Writes a chain down as a scenario and puts it under the pen, unsaved. */
export function useRecord(chainId: () => string) {
  const router = useRouter();
  const busy = ref(false);

  async function record(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    // Not before: the store reads the folder, which no chain waits for.
    const result = await useScenarios().record(chainId());
    busy.value = false;
    if (!result.ok) return toastFault(result.error);
    await router.push({ name: 'scenarios', query: { file: result.value.file } });
  }
  return { record };
}
