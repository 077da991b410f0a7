import type { SandboxCall } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { ref, shallowRef } from 'vue';
import { call } from '../../port.ts';
import { useSandboxChanges } from './use-sandbox-changes.ts';

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

  const load = useSandboxChanges(async () => {
    const newest = entries.value.at(-1);
    const result = await call('sandbox.log', { since: newest === undefined ? 0 : newest.number - 1 });
    fault.value = result.ok ? undefined : result.error;
    if (!result.ok) return false;
    const more = take(newest, result.value);
    loaded.value ||= !more;
    return more;
  });

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

  return { entries, loaded, fault, load };
}
