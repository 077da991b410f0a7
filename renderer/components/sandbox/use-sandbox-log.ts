import type { SandboxCall } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { call, listen } from '../../port.ts';

/** The newest calls a pane holds: more than the sandbox does. */
const KEPT = 5_000;
/** The most one answer has. */
const PAGE = 1_000;

/**
 * The sandbox's request log, oldest first, kept up to date. Each question asks for what is new and one known entry:
 * one that is missing or another means that the sandbox began anew, and so does the log.
 */
export function useSandboxLog() {
  const entries = shallowRef<readonly SandboxCall[]>([]);
  const loaded = ref(false);
  const fault = ref<Fault>();
  let asking = false;
  let again = false;
  let left = false;

  async function load(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again && !left) {
      again = false;
      const newest = entries.value.at(-1);
      const result = await call('sandbox.log', { since: newest === undefined ? 0 : newest.number - 1 });
      if (!result.ok) {
        fault.value = result.error;
        continue;
      }
      fault.value = undefined;
      again ||= take(newest, result.value);
      loaded.value ||= !again;
    }
    asking = false;
  }

  /** Returns whether there is more to ask for. */
  function take(newest: SandboxCall | undefined, answer: readonly SandboxCall[]): boolean {
    const [first] = answer;
    // A gap: more calls than one answer has came meanwhile, and the known entry is no longer among them.
    const gap = newest !== undefined && first !== undefined && first.number > newest.number;
    if (newest !== undefined && !gap && first?.requestId !== newest.requestId) {
      entries.value = [];
      return true;
    }
    const fresh = newest === undefined || gap ? answer : answer.slice(1);
    if (fresh.length > 0) entries.value = [...entries.value, ...fresh].slice(-KEPT);
    return answer.length >= PAGE && fresh.length > 0;
  }

  const stop = listen((event) => {
    if (event.type === 'sandbox.changed') void load();
  });
  onScopeDispose(() => {
    left = true;
    stop();
  });
  void load();

  return { entries, loaded, fault, load };
}
