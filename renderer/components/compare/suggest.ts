import type { TokenSet } from '@core/contract.ts';
import type { ChainEntry } from '../../stores/chains.ts';
import { readSide, sideOfChain, sideOfSet } from './sides.ts';

/** Both sides, as far as there is something to compare. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

/**
 * Two chains worth comparing, the newest on the right: the chosen one, else the newest; and the one before it of the
 * same user and flow, else whichever is newest beside it. Nothing while there are not two.
 * @param list newest first
 */
export function suggestChains(list: readonly ChainEntry[], chosen: string): Pair | undefined {
  const read = readSide(chosen);
  const known = read?.kind === 'chain' ? list.find(({ id }) => id === read.id) : undefined;
  const first = known ?? list[0];
  if (first === undefined || list.length < 2) return undefined;
  const alike = ({ username, flow }: ChainEntry) => username === first.username && flow === first.flow;
  const others = list.filter(({ id }) => id !== first.id);
  const older = others.filter(({ startedAt }) => startedAt <= first.startedAt);
  const second = older.find(alike) ?? others.find(alike) ?? older[0] ?? others[0];
  if (second === undefined) return undefined;
  const [chosenSide, otherSide] = [sideOfChain(first.id), sideOfChain(second.id)];
  // What was chosen stays where it was put.
  return known ? { left: chosenSide, right: otherSide } : { left: otherSide, right: chosenSide };
}

/** The tokens of the two newest sets, the newest on the right; nothing while there are not two. */
export function suggestTokens(sets: readonly TokenSet[], chosen: string): Pair | undefined {
  const newest = [...sets]
    .filter(({ tokens }) => tokens.some(({ jwt }) => jwt !== undefined))
    .sort((a, b) => b.storedAt - a.storedAt)
    .map(sideOfSet);
  const other = newest.find((side) => side !== chosen);
  if (chosen !== '') return other === undefined ? undefined : { left: chosen, right: other };
  const [right, left] = newest;
  return left === undefined || right === undefined ? undefined : { left, right };
}
