/** What the search field means, whoever runs it: the parser writes it, every home of the history reads it. */
export interface Query {
  /** All of them hold. */
  readonly terms: readonly Term[];
}

/** Keys whose values are looked up as they are: what `facetsOf` writes. */
export const FACET_KEYS = [
  'error',
  'challenge',
  'user',
  'target',
  'status',
  'request-id',
  'tag',
  'ticket',
  'flow',
  'operation',
  'client',
  'pool',
  'source',
] as const;
export type FacetKey = (typeof FACET_KEYS)[number];

export type Term = { readonly not: boolean } & (
  | {
      readonly kind: 'text';
      /** From `wordsIn`. All of them stand in one step, or in what is noted of the chain. */
      readonly words: readonly string[];
      /** Whether a word may go on: typed without quotes. */
      readonly prefix: boolean;
    }
  | {
      readonly kind: 'facet';
      readonly key: FacetKey;
      /** In lower case. */
      readonly value: string;
      readonly prefix: boolean;
    }
  /** When the chain began, epoch milliseconds: `since` includes it, `before` doesn't. */
  | { readonly kind: 'began'; readonly side: 'since' | 'before'; readonly at: number }
  /** The slowest step's time with the service. */
  | { readonly kind: 'took'; readonly side: 'over' | 'under'; readonly ms: number }
  /** It waits for an answer, and the Session it would take has run out by `at` or has not. Epoch milliseconds. */
  | { readonly kind: 'waits'; readonly side: 'live' | 'expired'; readonly at: number }
  /**
   * It failed, or a request of it is under way, as of `at`: one that could not be under way any more was broken off with
   * the console, and has failed. Epoch milliseconds.
   */
  | { readonly kind: 'ended'; readonly side: 'failed' | 'sending'; readonly at: number }
  | { readonly kind: 'pinned' }
  /** The chain's id begins so. In lower case, as ids are. */
  | { readonly kind: 'id'; readonly beginning: string }
);
