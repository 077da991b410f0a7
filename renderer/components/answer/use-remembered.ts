import type { RememberedInput } from '@core/contract.ts';
import type { Field } from '@core/form/form.ts';
import { ref } from 'vue';
import { call } from '../../port.ts';

/** What the host remembers of a chain's inputs: where each came from, never the value. */
export function useRemembered(chainId: () => string) {
  const kept = ref<readonly RememberedInput[]>([]);

  /** Asks for it anew. */
  async function remember(): Promise<void> {
    const result = await call('chain.remembered', { chainId: chainId() });
    if (result.ok) kept.value = result.value;
  }
  const keptFrom = ({ remember: key }: Field): string | undefined =>
    key === undefined ? undefined : kept.value.find((input) => input.key === key)?.from;

  return { keptFrom, remember };
}
