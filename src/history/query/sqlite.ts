import type { PageWish } from '../history.ts';
import { WORDS_PER_CHAIN } from '../schema/sqlite.ts';
import type { Query, Term } from './query.ts';

/** A statement and what is bound to its question marks. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Greater than every value that begins as it does. */
const END = '\u{10ffff}';

/**
 * The rows of `chain` that a query asks for, newest first: one more than `most`, to know whether more follow.
 * `after` is the `n` of the last row of the page before.
 */
export function toSqlite({ terms }: Query, { most, after }: PageWish): Statement {
  const parts = terms.map(condition);
  const place = after === undefined ? [] : [{ sql: 'n < ?', values: [Number(after)] }];
  const all = [{ sql: 'hidden = 0', values: [] }, ...place, ...parts];
  return {
    sql: `SELECT * FROM chain WHERE ${all.map(({ sql }) => sql).join(' AND ')} ORDER BY n DESC LIMIT ${Math.trunc(most) + 1}`,
    values: all.flatMap(({ values }) => values),
  };
}

function condition(term: Term): Statement {
  const { sql, values } = positive(term);
  return term.not ? { sql: `NOT (${sql})`, values } : { sql, values };
}

function positive(term: Term): Statement {
  switch (term.kind) {
    case 'text':
      return {
        // What is bound as a number is a floating one: a whole division needs its divisor in the text.
        sql: `n IN (SELECT rowid / ${WORDS_PER_CHAIN} FROM words WHERE words MATCH ?)`,
        values: [term.words.map((word) => `"${word}"${term.prefix ? '*' : ''}`).join(' AND ')],
      };
    case 'facet':
      return term.prefix
        ? {
            sql: 'n IN (SELECT chain FROM facet WHERE key = ? AND value >= ? AND value < ?)',
            values: [term.key, term.value, `${term.value}${END}`],
          }
        : {
            sql: 'n IN (SELECT chain FROM facet WHERE key = ? AND value = ?)',
            values: [term.key, term.value],
          };
    case 'began':
      return { sql: `started_at ${term.side === 'since' ? '>=' : '<'} ?`, values: [term.at] };
    case 'took':
      return { sql: `slowest_ms ${term.side === 'over' ? '>' : '<'} ?`, values: [term.ms] };
    case 'pinned':
      return { sql: 'pinned = 1', values: [] };
  }
}
