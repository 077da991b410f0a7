import type { Result } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, ref, shallowRef } from 'vue';
import { useHarm } from '../../stores/harm.ts';
import { useLate } from './use-late.ts';

interface Seen<T> {
  /** Whether something that went out from elsewhere is still on its way. */
  readonly isBusy?: () => boolean;
  /**
   * Whether what went out is on screen, and the form is there for the next. Without it the form is left once something
   * went out: until it has gone, nothing else is sent by it.
   */
  readonly isSeen?: (sent: T) => boolean;
}

/** Sends what a form makes, once: however soon and often it is asked to before what went out can be seen. */
export function useSending<T>({ isBusy = () => false, isSeen = () => false }: Seen<T> = {}) {
  const harm = useHarm();
  const asking = ref(false);
  const sent = shallowRef<T>();
  /** Why the host could not send it. */
  const refusal = ref<Fault>();
  const sending = computed(
    () => asking.value || isBusy() || (sent.value !== undefined && !isSeen(sent.value)),
  );
  /** What the person is asked first is nobody else's delay. */
  const late = useLate(() => sending.value && harm.asked === undefined);

  /** @returns what came of it; undefined where it was refused, or something is on its way already */
  async function once(send: () => Promise<Result<T>>): Promise<T | undefined> {
    if (sending.value) return undefined;
    asking.value = true;
    const result = await send();
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) sent.value = result.value;
    asking.value = false;
    return result.ok ? result.value : undefined;
  }

  return { sending, late, refusal, once };
}
