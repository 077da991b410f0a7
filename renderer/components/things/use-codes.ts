import type { TotpCodes, TotpStep } from '@core/contract.ts';
import { computed, onScopeDispose, ref, watch } from 'vue';
import type { ComputedRef } from 'vue';
import { useNow } from '../../ui/now.ts';

/** A code on its way from being next to being over. */
export interface LiveStep {
  readonly offset: TotpStep['offset'];
  readonly code: string;
  readonly used: boolean;
  /** Whole seconds it stays good; for the next one: until it is good. */
  readonly seconds: number;
}

export interface LiveCodes<C extends TotpCodes> {
  readonly codes: ComputedRef<C | undefined>;
  readonly steps: ComputedRef<readonly LiveStep[]>;
  /** Asks anew. */
  again(): Promise<void>;
}

/**
 * TOTP codes that keep up with the clock they are made by: asked for again when their step is over. `key` undefined:
 * none are wanted.
 * @param ask undefined when there is no seed
 */
export function useCodes<C extends TotpCodes>(
  key: () => string | undefined,
  ask: () => Promise<C | undefined>,
): LiveCodes<C> {
  const now = useNow();
  const live = ref<{ readonly codes: C; readonly at: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function again(): Promise<void> {
    const asked = ++latest;
    clearTimeout(timer);
    const codes = key() === undefined ? undefined : await ask();
    if (asked !== latest) return;
    live.value = codes && ({ codes, at: Date.now() } as { codes: C & object; at: number });
    const end = codes?.steps.find(({ offset }) => offset === 0)?.endsInMs;
    if (end !== undefined) timer = setTimeout(() => void again(), Math.max(0, end) + 50);
  }

  watch(key, () => void again(), { immediate: true });
  onScopeDispose(() => {
    latest += 1;
    clearTimeout(timer);
  });

  const codes = computed(() => live.value?.codes as C | undefined);
  const steps = computed(() => {
    if (live.value === undefined) return [];
    // The page's own tick may be older than the answer.
    const passed = Math.max(0, now.value - live.value.at);
    return live.value.codes.steps.map(({ code, offset, used, startsInMs, endsInMs }): LiveStep => {
      const left = (offset === 1 ? startsInMs : endsInMs) - passed;
      return { code, offset, used: used === true, seconds: Math.max(0, Math.ceil(left / 1_000)) };
    });
  });
  return { codes, steps, again };
}

/** `T−1`, `T0`, `T+1`. */
export function stepName(offset: TotpStep['offset']): string {
  return offset === 0 ? 'T0' : offset === 1 ? 'T+1' : 'T−1';
}

/** How a code stands to now, in words. */
export function stepNote({ offset, seconds, used }: LiveStep): string {
  if (used) return 'used already';
  if (offset === 0) return `${seconds} s left`;
  return offset === 1 ? `in ${seconds} s` : 'just over';
}

/** Three and three, or four and four. */
export function spaced(code: string): string {
  const half = code.length / 2;
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
