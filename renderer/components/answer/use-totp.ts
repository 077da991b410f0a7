import type { TotpNow } from '@core/contract.ts';
import { computed, onScopeDispose, ref, watch } from 'vue';
import { call } from '../../port.ts';
import { useNow } from '../../ui/now.ts';

interface Live extends TotpNow {
  /** Epoch milliseconds. */
  readonly until: number;
}

/**
 * The TOTP code of now from the secret the host holds for a chain; undefined while it holds none. A new one is fetched
 * when its time is up. `again()` asks anew: after a step that may have brought a secret.
 */
export function useTotp(chainId: () => string | undefined) {
  const now = useNow();
  const live = ref<Live>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function again(): Promise<void> {
    const id = chainId();
    const asked = ++latest;
    clearTimeout(timer);
    if (id === undefined) {
      live.value = undefined;
      return;
    }
    const result = await call('chain.totp', { chainId: id });
    if (asked !== latest) return;
    if (!result.ok || result.value === null) {
      live.value = undefined;
      return;
    }
    live.value = { ...result.value, until: Date.now() + result.value.remainingMs };
    timer = setTimeout(() => void again(), result.value.remainingMs + 50);
  }

  watch(chainId, () => void again(), { immediate: true });
  onScopeDispose(() => {
    latest += 1;
    clearTimeout(timer);
  });

  const code = computed(() => live.value?.code);
  /** Whole seconds the code stays good. */
  const seconds = computed(() =>
    live.value === undefined ? 0 : Math.max(0, Math.ceil((live.value.until - now.value) / 1000)),
  );
  return { code, seconds, again };
}
