import { shownChain, type Shown } from '@core/chain/marks.ts';
import type { ChainEntry } from '../../stores/chains.ts';

/** Icon, colour and short word of a chain in the list. AWS's `Exception` ending is left off: the place is narrow. */
export function chainStatus({ status, failure }: ChainEntry): Shown {
  if (status === 'unread') return { status: 'idle', word: '' };
  const shown = shownChain(status);
  return status === 'failed' && failure !== undefined
    ? { ...shown, word: failure.replace(/Exception$/, '') }
    : shown;
}
