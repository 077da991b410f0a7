import { WORDS_PER_CHAIN } from '@core/history/schema/sqlite.ts';
import type { ChainRowOf } from '../chain-rows.ts';

/** A row of `chain`: SQLite has no truth values. */
export type ChainRow = ChainRowOf<number, number>;

/** The row's number of an event, in `event` and in `words`; -1 is what people noted of the chain. */
export function rowOf(n: number, seq: number): number {
  return n * WORDS_PER_CHAIN + seq + 1;
}
