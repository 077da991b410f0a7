import { sentBefore } from '../../chain/marks.ts';
import type { PageWish } from '../history.ts';
import type { Query, Term } from './query.ts';

/** A statement and what is bound to its $1, $2 … */
export interface PostgresStatement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Greater than every value that begins as it does. */
const END = '\u{10ffff}';

/**
 * The rows of a team's `chain` that a query asks for, newest first: one more than `most`, to know whether more follow.
 * `after` is the `n` of the last row of the page before. What it takes for granted of the tables: `chain` has a bigint
 * `n` and booleans `hidden` and `pinned`; `facet` is (key, value, chain) with `value` in the collation "C"; `words` is
 * (chain, word) with a tsvector for each event and one for what people noted, whose lexemes are what `wordsIn` gives.
 */
export function toPostgres({ terms }: Query, { most, after }: PageWish): PostgresStatement {
  const values: (string | number)[] = [];
  const bind = (value: string | number) => `$${values.push(value)}`;
  const all = [
    'NOT c.hidden',
    ...(after === undefined ? [] : [`c.n < ${bind(after)}::bigint`]),
    ...terms.map((term) => (term.not ? `NOT (${condition(term, bind)})` : condition(term, bind))),
  ];
  const sql = `SELECT c.* FROM chain c WHERE ${all.join(' AND ')} ORDER BY c.n DESC LIMIT ${Math.trunc(most) + 1}`;
  return { sql, values };
}

function condition(term: Term, bind: (value: string | number) => string): string {
  switch (term.kind) {
    case 'text':
      return `c.n IN (SELECT w.chain FROM words w WHERE w.word @@ ${bind(tsquery(term))}::tsquery)`;
    case 'facet': {
      // No text of a PostgreSQL holds this sign, so nothing there begins or is so.
      if (term.value.includes('\0')) return 'false';
      const of = `c.n IN (SELECT f.chain FROM facet f WHERE f.key = ${bind(term.key)} AND `;
      return term.prefix
        ? `${of}f.value >= ${bind(term.value)} COLLATE "C" AND f.value < ${bind(`${term.value}${END}`)} COLLATE "C")`
        : `${of}f.value = ${bind(term.value)} COLLATE "C")`;
    }
    case 'began':
      return `c.started_at ${term.side === 'since' ? '>=' : '<'} ${bind(term.at)}::float8`;
    case 'took':
      return `c.slowest_ms ${term.side === 'over' ? '>' : '<'} ${bind(term.ms)}::float8`;
    case 'waits':
      return `(c.expires_at IS NOT NULL AND c.expires_at ${term.side === 'live' ? '>' : '<='} ${bind(term.at)}::float8)`;
    case 'ended': {
      const before = `${bind(sentBefore(term.at))}::float8`;
      return term.side === 'sending'
        ? `(c.status = 'sending' AND c.last_at > ${before})`
        : `(c.status = 'failed' OR (c.status = 'sending' AND c.last_at <= ${before}))`;
    }
    case 'id':
      if (term.beginning.includes('\0')) return 'false';
      return `starts_with(c.id, ${bind(term.beginning)}::text)`;
    case 'pinned':
      return 'c.pinned';
  }
}

/** Words are letters, digits, `_` and `-`: between quotes nothing of them has another meaning. */
function tsquery({ words, prefix }: Extract<Term, { kind: 'text' }>): string {
  return words.map((word) => `'${word}'${prefix ? ':*' : ''}`).join(' & ');
}
