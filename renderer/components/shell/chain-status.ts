import { shownChain, type Shown } from '@core/chain/marks.ts';
import type { ChainEntry } from '../../stores/chains.ts';

/** Icon, colour and short word of a chain in the list. AWS's `Exception` ending is left off: the place is narrow. */
export function chainStatus({ status, ...entry }: ChainEntry, now: number): Shown {
  if (status === 'unread') return { status: 'idle', word: '' };
  const { word, code, ...shown } = shownChain({ ...entry, status }, now);
  return { ...shown, word: code ? word.replace(/Exception$/, '') : word };
}
