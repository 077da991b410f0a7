import type { ChainEntry } from '../../stores/chains.ts';
import type { Status } from '../../ui/UiStatus.vue';

const STATUS: Readonly<Record<ChainEntry['status'], Status>> = {
  unread: 'idle',
  sending: 'sending',
  waiting: 'waiting',
  tokens: 'tokens',
  done: 'ok',
  failed: 'failed',
};

/** Icon, colour and short word of a chain in the list. AWS's `Exception` ending is left off: the place is narrow. */
export function chainStatus(chain: ChainEntry): { status: Status; word: string } {
  const status = STATUS[chain.status];
  if (chain.status === 'failed')
    return { status, word: (chain.failure ?? 'failed').replace(/Exception$/, '') };
  return { status, word: chain.status === 'unread' ? '' : chain.status };
}
