import type { ReferencePage } from '@core/contract/context.ts';
import { ref, watch } from 'vue';
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import { call } from '../../port.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { wayToChain } from '../chain/way-to-chain.ts';
import { KINDS, type Topic } from './topics.ts';

export interface PageOfHost {
  /** Undefined while it is on its way. */
  readonly page: Ref<ReferencePage | undefined>;
  readonly busy: Ref<boolean>;
  /** Steps it on the sandbox, and goes there. */
  tryIt(): Promise<void>;
}

/** What the host adds to a page: the wire by example, and how it can be tried. Must be called in a setup. */
export function usePage(topic: () => Topic | undefined): PageOfHost {
  const router = useRouter();
  const page = ref<ReferencePage>();
  const busy = ref(false);
  let latest = 0;

  watch(
    topic,
    async (shown) => {
      const asked = ++latest;
      page.value = undefined;
      const kind = shown && KINDS[shown.section];
      if (shown === undefined || kind === undefined) return;
      const result = await call('reference.page', { kind, name: shown.name });
      if (asked === latest && result.ok) page.value = result.value;
    },
    { immediate: true },
  );

  async function tryIt(): Promise<void> {
    const shown = topic();
    const kind = shown && KINDS[shown.section];
    if (shown === undefined || kind === undefined || busy.value) return;
    busy.value = true;
    const go = wayToChain(router);
    const result = await call('reference.try', { kind, name: shown.name });
    busy.value = false;
    if (!result.ok) return toastFault(result.error);
    if (result.value.how === 'fault') toast(`${shown.name} was forced by a fault rule, which is gone now`);
    await go(result.value.chainId);
  }

  return { page, busy, tryIt };
}
