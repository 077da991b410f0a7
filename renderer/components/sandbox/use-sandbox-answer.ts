import type { CommandInput, CommandName, CommandOutput } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { ref, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import { useSandboxChanges } from './use-sandbox-changes.ts';

/**
 * What the sandbox answers to one question: asked at once, again whenever something in it changed, and anew for
 * another input.
 */
export function useSandboxAnswer<N extends CommandName>(name: N, input: () => CommandInput<N>) {
  const value = shallowRef<CommandOutput<N>>();
  /** Why the last question has no answer; the one before stays in `value`. */
  const fault = ref<Fault>();
  let era = 0;

  const load = useSandboxChanges(async () => {
    const asked = era;
    const result = await call(name, input());
    // What a command answered meanwhile, or another input asks for, is newer than this.
    if (asked !== era) return false;
    if (result.ok) take(result.value);
    else fault.value = result.error;
    return false;
  });

  /** The state as a command that changed it answered. */
  function take(answer: CommandOutput<N>): void {
    era += 1;
    value.value = answer;
    fault.value = undefined;
  }

  watch(input, () => {
    era += 1;
    value.value = undefined;
    fault.value = undefined;
    void load();
  });

  return { value, fault, load, take };
}
