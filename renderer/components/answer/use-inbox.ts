import type { InboxMessage } from '@core/contract.ts';
import { computed, type ComputedRef } from 'vue';
import { useSandbox } from '../../stores/sandbox.ts';

/** Messages sent before the challenge was asked by at most this are its own: the clocks differ. Milliseconds. */
const SLACK = 5_000;

/**
 * The newest code the sandbox sent to this user for the challenge at hand; undefined while there is none, and for
 * targets that have no inbox.
 */
export function useInboxCode(
  wanted: () => { username: string; since: number } | undefined,
): ComputedRef<InboxMessage | undefined> {
  const sandbox = useSandbox();
  return computed(() => {
    const about = wanted();
    return (
      about &&
      sandbox.inbox.find(({ username, at }) => username === about.username || at >= about.since - SLACK)
    );
  });
}
