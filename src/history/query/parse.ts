import { wordsIn } from '../words.ts';
import { BEGINNINGS, isFacetKey, isQueryKey, keyMeant } from './keys.ts';
import { piecesOf, type Piece, type Place } from './lex.ts';
import type { Query, Term } from './query.ts';
import { readLength, readMoment } from './times.ts';

/** What of a query could not be read; the rest searches. */
export interface QueryFault extends Place {
  readonly says: string;
}

/** A stretch of the text by its part in the query, for colouring. Stretches don't overlap and stand in order. */
export interface QueryToken extends Place {
  readonly kind: 'not' | 'key' | 'value' | 'text' | 'fault';
}

export interface ParsedQuery {
  readonly query: Query;
  readonly faults: readonly QueryFault[];
  readonly tokens: readonly QueryToken[];
}

/**
 * Reads what was typed into the search field. Never throws: what can't be read is a fault with its place.
 * @param now epoch milliseconds: what `since:2d` counts from
 * @param typing where the caret stands while a person types: the value it ends is only begun, so it is searched as a
 *   beginning, and not found fault with yet
 */
export function parseQuery(text: string, now: number, typing?: number): ParsedQuery {
  const terms: Term[] = [];
  const faults: QueryFault[] = [];
  const tokens: QueryToken[] = [];
  for (const piece of piecesOf(text)) {
    const { from, key, value } = piece;
    const begun = typing === piece.to;
    const read = readPiece(piece, now, begun);
    if (typeof read !== 'string') terms.push(...read);
    else if (!begun) faults.push({ from, to: piece.to, says: read });
    if (typeof read === 'string' && !begun) {
      tokens.push({ kind: 'fault', from, to: piece.to });
      continue;
    }
    if (piece.not) tokens.push({ kind: 'not', from, to: from + 1 });
    if (key !== undefined) tokens.push({ kind: 'key', from: key.from, to: key.to });
    if (value.to > value.from)
      tokens.push({ kind: key === undefined ? 'text' : 'value', from: value.from, to: value.to });
  }
  return { query: { terms }, faults, tokens };
}

/** Its terms, or why it is none. */
function readPiece({ not, key, value }: Piece, now: number, begun: boolean): readonly Term[] | string {
  if (key === undefined) {
    // A dash alone, or a quote just opened, is the beginning of a term.
    if (value.text === '-' || (value.open && value.text === '')) return [];
    const words = wordsIn(value.text);
    if (words.length === 0) return 'There is no letter or digit to look for.';
    return [{ kind: 'text', not, words, prefix: !value.quoted || value.star || value.open }];
  }
  const { name } = key;
  if (!isQueryKey(name)) {
    const meant = keyMeant(name);
    return `There is no key ${name}.${meant === undefined ? ' Quote it to search for the words.' : ` Did you mean ${meant}?`}`;
  }
  if (value.text === '' && !value.star) return `${name}: needs a value.`;
  if (isFacetKey(name)) {
    const prefix = value.star || value.open || begun || (!value.quoted && BEGINNINGS.has(name));
    const clocked = name === 'status' ? byClock(value.text.toLowerCase(), prefix) : undefined;
    if (clocked !== undefined) return [{ not, ...clocked, at: now }];
    return [{ kind: 'facet', not, key: name, value: value.text.toLowerCase(), prefix }];
  }
  switch (name) {
    case 'since':
    case 'before': {
      const at = readMoment(value.text, now);
      if (at === undefined) return `${name}: takes 2d, 3h, today or a day such as 2026-09-08.`;
      return [{ kind: 'began', not, side: name, at }];
    }
    case 'took': {
      const length = readLength(value.text);
      return length === undefined
        ? 'took: takes a length such as >2s or <300ms.'
        : [{ kind: 'took', not, ...length }];
    }
    case 'id':
      return [{ kind: 'id', not, beginning: value.text.toLowerCase() }];
    case 'is':
      return value.text.toLowerCase() === 'pinned' ? [{ kind: 'pinned', not }] : 'is: takes pinned.';
  }
}

/** What the clock tells of a chain, not what was written down. No other status begins as these do. */
const BY_CLOCK = {
  waiting: { kind: 'waits', side: 'live' },
  expired: { kind: 'waits', side: 'expired' },
  failed: { kind: 'ended', side: 'failed' },
  sending: { kind: 'ended', side: 'sending' },
} as const;

function byClock(status: string, prefix: boolean): (typeof BY_CLOCK)[keyof typeof BY_CLOCK] | undefined {
  if (status === '') return undefined;
  for (const word of ['waiting', 'expired', 'failed', 'sending'] as const)
    if (prefix ? word.startsWith(status) : word === status) return BY_CLOCK[word];
  return undefined;
}
