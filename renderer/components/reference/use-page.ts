import type { ReferencePage } from '@core/contract/context.ts';
import { ref, watch } from 'vue';
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import { call } from '../../port.ts';
import { useTrials } from '../../stores/trials.ts';
import { toast } from '../../ui/toasts.ts';
import { wayToChain } from '../chain/way-to-chain.ts';
import { KINDS, type Topic } from './topics.ts';

export interface PageOfHost {
  /** Undefined while it is on its way. */
  readonly page: Ref<ReferencePage | undefined>;
  /** Where a try of this page was stopped: nothing before anything was sent. */
  readonly left: Ref<{ readonly chainId?: string } | undefined>;
  /** Steps it on the sandbox, and goes there. */
  tryIt(): Promise<void>;
}

/** What the host adds to a page: the wire by example, and how it can be tried. Must be called in a setup. */
export function usePage(topic: () => Topic | undefined): PageOfHost {
  const router = useRouter();
  const page = ref<ReferencePage>();
  const trials = useTrials();
  const left = ref<{ readonly chainId?: string }>();
  let latest = 0;

  watch(
    topic,
    async (shown) => {
      const asked = ++latest;
      page.value = undefined;
      left.value = undefined;
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
    if (shown === undefined || kind === undefined || trials.trying !== undefined) return;
    left.value = undefined;
    const go = wayToChain(router);
    const tried = await trials.tryPage(kind, shown.name);
    if (tried === undefined) return;
    if (tried.stopped || tried.chainId === undefined) {
      if (topic() === shown) left.value = tried;
      return;
    }
    if (tried.how === 'fault') toast(`${shown.name} was forced by a fault rule, which is gone now`);
    await go(tried.chainId);
  }

  return { page, left, tryIt };
}
