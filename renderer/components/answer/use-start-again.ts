import type { Chain } from '@core/chain/model.ts';
import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { useChains } from '../../stores/chains.ts';
import { toastFault } from '../../ui/toasts.ts';
import { wayToChain } from '../chain/way-to-chain.ts';
import { answerAgain } from './start-again.ts';

/** Starts the same sign-in again as a new chain and goes there. `possible` is false for chains no flow starts. */
export function useStartAgain(chain: () => Chain) {
  const router = useRouter();
  const chains = useChains();
  const busy = ref(false);
  const possible = computed(() => !chain().readOnly && answerAgain(chain()) !== undefined);

  async function startAgain(): Promise<void> {
    const { id, target } = chain();
    const answer = answerAgain(chain());
    if (!answer || busy.value) return;
    busy.value = true;
    const go = wayToChain(router);
    const result = await chains.start(target.id, answer, { again: id });
    busy.value = false;
    if (result.ok) await go(result.value.chainId);
    else toastFault(result.error);
  }

  return { possible, busy, startAgain };
}
