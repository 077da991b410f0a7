import type { Chain } from '@core/chain/model.ts';
import { computed, type ComputedRef } from 'vue';
import { useNow } from '../../ui/now.ts';

/**
 * The present, as far as a picture of the chain depends on it: it changes when a Session expires, not every second, so
 * that long chains are not laid out anew all the time.
 */
export function usePendingMoment(chain: () => Chain): ComputedRef<number> {
  const now = useNow();
  return computed(() =>
    chain().pendings.reduce(
      (latest, { expiresAt = Infinity }) => (expiresAt <= now.value ? Math.max(latest, expiresAt) : latest),
      0,
    ),
  );
}
