import type { Chain } from '@core/chain/model.ts';
import type { Adoptable } from '@core/contract/adopt.ts';
import { computed, onScopeDispose, ref, watch } from 'vue';
import { call, listen } from '../../port.ts';
import { announce } from '../../ui/announce.ts';
import { useNow } from '../../ui/now.ts';
import { toastFault } from '../../ui/toasts.ts';

/** Whether an imported chain can go on here, and doing so. Must be called in a setup. */
export function useAdoption(chain: () => Chain) {
  const now = useNow();
  const answer = ref<Adoptable>();
  const choosing = ref(false);
  let asked = 0;

  async function ask(): Promise<void> {
    const ticket = ++asked;
    if (!chain().readOnly) return void (answer.value = undefined);
    const result = await call('chain.adoptable', { chainId: chain().id });
    if (ticket === asked) answer.value = result.ok ? result.value : { why: result.error.detail };
  }
  watch(() => [chain().id, chain().readOnly] as const, ask, { immediate: true });
  onScopeDispose(listen((told) => void (told.type === 'targets.changed' && ask())));

  const possible = computed(() => {
    const known = answer.value;
    return known !== undefined && 'stepId' in known ? known : undefined;
  });
  // The last second of a Session is asked about once more: the host says why it is over.
  const isOver = computed(() => (possible.value?.expiresAt ?? Infinity) <= now.value);
  watch(isOver, (over) => over && void ask());
  const why = computed(() =>
    answer.value !== undefined && 'why' in answer.value ? answer.value.why : undefined,
  );

  /** At once where only one target fits; else the person chooses. */
  function begin(): void {
    const fitting = possible.value?.targets.filter(({ fits }) => fits) ?? [];
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) void adopt(only.id);
    else choosing.value = true;
  }
  async function adopt(targetId: string): Promise<void> {
    choosing.value = false;
    const result = await call('chain.adopt', { chainId: chain().id, targetId });
    if (!result.ok) return toastFault(result.error);
    announce('The chain goes on here');
  }

  return { possible, why, choosing, begin, adopt };
}
