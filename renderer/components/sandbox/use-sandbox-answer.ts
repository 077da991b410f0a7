import type { CommandInput, CommandName, CommandOutput } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call, listen } from '../../port.ts';

/**
 * What the sandbox answers to one question: asked at once, again whenever something in it changed, and anew for
 * another input. Changes come in bursts, so one question is under way at a time.
 */
export function useSandboxAnswer<N extends CommandName>(name: N, input: () => CommandInput<N>) {
  const value = shallowRef<CommandOutput<N>>();
  /** Why the last question has no answer; the one before stays in `value`. */
  const fault = ref<Fault>();
  let era = 0;
  let asking = false;
  let again = false;
  let left = false;

  async function load(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again && !left) {
      again = false;
      const asked = era;
      const result = await call(name, input());
      // What a command answered meanwhile, or another input asks for, is newer than this.
      if (asked !== era) continue;
      if (result.ok) take(result.value);
      else fault.value = result.error;
    }
    asking = false;
  }

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
  const stop = listen((event) => {
    if (event.type === 'sandbox.changed') void load();
  });
  onScopeDispose(() => {
    left = true;
    stop();
  });
  void load();

  return { value, fault, load, take };
}
