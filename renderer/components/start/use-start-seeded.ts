import type { SandboxUser } from '@core/contract.ts';
import { ref } from 'vue';
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import { call } from '../../port.ts';
import { toastFault } from '../../ui/toasts.ts';
import { wayToChain } from '../chain/way-to-chain.ts';

/** Starts a chain for a seeded user and goes there, unless the person left meanwhile. `busy` names the user while the host is asked. */
export function useStartSeeded(): { busy: Ref<string>; start: (user: SandboxUser) => Promise<void> } {
  const router = useRouter();
  const busy = ref('');

  async function start({ userPoolId, username }: SandboxUser): Promise<void> {
    if (busy.value !== '') return;
    busy.value = `${userPoolId}/${username}`;
    const go = wayToChain(router);
    const result = await call('chain.startSeeded', { userPoolId, username });
    busy.value = '';
    if (result.ok) await go(result.value.chainId);
    else toastFault(result.error);
  }
  return { busy, start };
}
