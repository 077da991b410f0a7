import { isFacetKey, isQueryKey, keysSay, QUERY_KEYS, type QueryKey } from './keys.ts';
import { piecesOf, type Place } from './lex.ts';
import { printValue } from './print.ts';
import type { FacetKey } from './query.ts';

/** One thing that may stand where the caret is. */
export interface QueryOption {
  /** Put in place of what stands there. Ends in a colon where a value is to follow, else in a space. */
  readonly text: string;
  /** What is shown: the value or the key. */
  readonly label: string;
  /** The key of a value that was found without it. */
  readonly key?: FacetKey;
  /** What it is, in a few words. */
  readonly says?: string;
  /** How many chains it finds. */
  readonly chains?: number;
}

export type CompletionSpot = Place &
  (
    | { readonly kind: 'start'; readonly beginning: string }
    | { readonly kind: 'value'; readonly key: QueryKey; readonly beginning: string }
    | { readonly kind: 'none' }
  );

/** What is begun where the caret stands, and where what completes it goes. */
export function completionsAt(text: string, caret: number): CompletionSpot {
  const piece = piecesOf(text.slice(0, caret)).at(-1);
  const here = { from: caret, to: caret };
  if (piece === undefined || piece.to < caret) return { ...here, kind: 'start', beginning: '' };
  const { key, value } = piece;
  // A value goes on behind the caret up to its end.
  const to = piecesOf(text).find((one) => one.from === piece.from)?.to ?? caret;
  if (key === undefined) {
    if (value.quoted) return { ...here, kind: 'none' };
    return { kind: 'start', from: value.from, to, beginning: value.text.toLowerCase() };
  }
  if (!isQueryKey(key.name) || value.star || (value.quoted && !value.open)) return { ...here, kind: 'none' };
  return { kind: 'value', key: key.name, from: value.from, to, beginning: value.text.toLowerCase() };
}

/** Keys that begin so. */
export function keyOptions(beginning: string): readonly QueryOption[] {
  return QUERY_KEYS.filter((key) => key.startsWith(beginning)).map((key) => ({
    text: `${key}:`,
    label: `${key}:`,
    says: keysSay[key],
  }));
}

/** Values of the keys that take no facet. */
const FIXED: Readonly<Partial<Record<QueryKey, readonly (readonly [value: string, says: string])[]>>> = {
  since: [
    ['1h', 'the last hour'],
    ['today', 'since midnight'],
    ['yesterday', 'since yesterday’s midnight'],
    ['2d', 'the last two days'],
    ['1w', 'the last week'],
    ['30d', 'the last thirty days'],
  ],
  before: [
    ['today', 'before midnight'],
    ['1w', 'over a week ago'],
    ['30d', 'over thirty days ago'],
  ],
  took: [
    ['>1s', 'a step of over a second'],
    ['>2s', 'a step of over two seconds'],
    ['>5s', 'a step of over five seconds'],
    ['<300ms', 'every step under 300 ms'],
  ],
  is: [['pinned', 'kept from age and size limits']],
};

/** Fixed values of a key that begin so; undefined for a key whose values are in the history. */
export function fixedOptions(key: QueryKey, beginning: string): readonly QueryOption[] | undefined {
  if (isFacetKey(key)) return undefined;
  return (FIXED[key] ?? [])
    .filter(([value]) => value.startsWith(beginning))
    .map(([value, says]) => ({ text: `${value} `, label: value, says }));
}

/** @param named the key is typed already */
export function valueOption(key: FacetKey, value: string, chains: number, named: boolean): QueryOption {
  const text = `${named ? '' : `${key}:`}${printValue(value)} `;
  return { text, label: value, chains, ...(named ? {} : { key }) };
}
