import type { TokenSet } from '@core/contract.ts';
import { ref } from 'vue';
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import { useTokens } from '../../stores/tokens.ts';
import type { TokenOperation } from '../../stores/tokens.ts';
import { announce } from '../../ui/announce.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { wayToChain } from '../chain/way-to-chain.ts';

export interface TokenActions {
  /** The action under way, empty when none is. */
  readonly busy: Ref<string>;
  verify(set: TokenSet): Promise<void>;
  /** Runs as a chain, and goes there. */
  operate(name: TokenOperation, set: TokenSet): Promise<void>;
  forget(set: TokenSet): Promise<void>;
}

/** What can be done with a token set. Must be called in a setup. */
export function useTokenActions(): TokenActions {
  const tokens = useTokens();
  const router = useRouter();
  const busy = ref('');

  async function during(name: string, run: () => Promise<void>): Promise<void> {
    if (busy.value !== '') return;
    busy.value = name;
    await run();
    busy.value = '';
  }

  return {
    busy,
    verify: (set) =>
      during('verify', async () => {
        const fault = await tokens.verify(set.id);
        if (fault) return toastFault(fault);
        const found = tokens.verifications.get(set.id) ?? [];
        announce(
          found.map((one) => `${one.token}: ${one.ok ? 'holds' : 'does not hold'}. ${one.detail}`).join(' '),
        );
      }),
    operate: (name, set) =>
      during(name, async () => {
        const go = wayToChain(router);
        const result = await tokens.operate(name, set.id);
        if (!result.ok) return toastFault(result.error);
        await go(result.value.chainId);
      }),
    forget: (set) =>
      during('forget', async () => {
        const fault = await tokens.forget(set.id);
        if (fault) return toastFault(fault);
        toast(`Forgot the tokens of ${set.username}`);
      }),
  };
}
