import type { InboxMessage } from '@core/contract.ts';
import { onScopeDispose, shallowRef, watch } from 'vue';
import { call, listen } from '../../port.ts';

/** Messages sent before the challenge was asked by at most this are its own: the clocks differ. Milliseconds. */
const SLACK = 5_000;

/**
 * The newest code the sandbox sent to this user for the challenge at hand; undefined while there is none, and for
 * targets that have no inbox.
 */
export function useInboxCode(wanted: () => { username: string; since: number } | undefined) {
  const newest = shallowRef<InboxMessage>();

  async function look(): Promise<void> {
    const about = wanted();
    if (about === undefined) {
      newest.value = undefined;
      return;
    }
    const result = await call('sandbox.inbox', {});
    if (!result.ok) return;
    const fitting = result.value
      .filter((message) => message.username === about.username || message.at >= about.since - SLACK)
      .sort((a, b) => b.at - a.at);
    newest.value = fitting[0];
  }

  const stop = listen((event) => {
    if (event.type === 'inbox.changed') void look();
  });
  onScopeDispose(stop);
  watch(wanted, () => void look(), { immediate: true });
  return newest;
}
