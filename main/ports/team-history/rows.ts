import type { ChainRowOf } from '../chain-rows.ts';

/** A row of `chain` as pg gives it: BIGINT as text, so that no digit is lost. */
export type ChainRow = ChainRowOf<string, boolean>;

/** PostgreSQL's texts hold no NUL. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}');
}

/** Longest value of a facet, in characters: an index takes no entry over 2,700 bytes. */
const LONGEST_FACET = 500;

/** What a facet's value is in the table, and in a query for it. */
export function facetValue(value: string): string {
  return storable(value).slice(0, LONGEST_FACET);
}
