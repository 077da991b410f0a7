import type { Prediction } from '@core/chain/why/predicted.ts';
import type { CommandInput } from '@core/contract.ts';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { call } from '../../port.ts';

/**
 * Quiet for this long, then it is asked what comes next: the request itself comes first, and nobody is looked up by half a
 * name. Milliseconds.
 */
const PAUSE = 500;

/**
 * What should come next if the answer is accepted; asked for again as the answer changes.
 * @param wanted undefined: nothing is made that could be sent
 */
export function useNext(
  wanted: () => CommandInput<'chain.next'> | undefined,
): Readonly<Ref<Prediction | undefined>> {
  const told = shallowRef<{ readonly place: string; readonly prediction: Prediction | undefined }>();
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(input: CommandInput<'chain.next'>, place: string): Promise<void> {
    const asked = ++latest;
    const result = await call('chain.next', input);
    if (asked === latest) told.value = { place, prediction: (result.ok && result.value) || undefined };
  }

  watch(
    () => JSON.stringify(wanted()),
    () => {
      clearTimeout(timer);
      const input = wanted();
      if (input) timer = setTimeout(() => void ask(input, placeOf(input)), PAUSE);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    latest += 1;
    clearTimeout(timer);
  });

  // While a new one is asked for, the one before stands: as long as it is for the same place.
  return computed(() => {
    const input = wanted();
    const known = input && told.value?.place === placeOf(input) ? told.value.prediction : undefined;
    // Of anything that may come nothing is said, but why no more is known.
    return known?.verdict === 'unknown' && known.unread === undefined ? undefined : known;
  });
}

function placeOf({ targetId, chainId, parentId, answer }: CommandInput<'chain.next'>): string {
  return [targetId, chainId ?? '', parentId ?? '', answer.name].join('/');
}
