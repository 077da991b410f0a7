import type { PageWish } from '../history.ts';
import type { Query, Term } from './query.ts';
import type { Statement } from './sqlite.ts';

/** Greater than every value that begins as it does, ordered by bytes. */
const END = '\u{10ffff}';

/**
 * The rows of a team's `chain` that a query asks for, newest first: one more than `most`, to know whether more follow.
 * `after` is the `n` of the last row of the page before.
 */
export function toPostgres({ terms }: Query, { most, after }: PageWish): Statement {
  const values: (string | number)[] = [];
  const bound = (value: string | number) => `$${values.push(value)}`;
  const place = after === undefined ? [] : [`n < ${bound(Number(after))}`];
  const all = ['hidden = 0', ...place, ...terms.map((term) => condition(term, bound))];
  const sql = `SELECT * FROM chain WHERE ${all.join(' AND ')} ORDER BY n DESC LIMIT ${Math.trunc(most) + 1}`;
  return { sql, values };
}

type Bind = (value: string | number) => string;

function condition(term: Term, bound: Bind): string {
  const holds = positive(term, bound);
  return term.not ? `NOT (${holds})` : holds;
}

function positive(term: Term, bound: Bind): string {
  switch (term.kind) {
    case 'text': {
      const wanted = term.words.map((word) => `${quoted(word)}${term.prefix ? ':*' : ''}`).join(' & ');
      return `n IN (SELECT chain FROM words WHERE word @@ ${bound(wanted)}::tsquery)`;
    }
    case 'facet': {
      const key = bound(term.key);
      const from = bound(term.value);
      return term.prefix
        ? `n IN (SELECT chain FROM facet WHERE key = ${key} AND value >= ${from} AND value < ${bound(`${term.value}${END}`)})`
        : `n IN (SELECT chain FROM facet WHERE key = ${key} AND value = ${from})`;
    }
    case 'began':
      return `started_at ${term.side === 'since' ? '>=' : '<'} ${bound(term.at)}`;
    case 'took':
      return `slowest_ms ${term.side === 'over' ? '>' : '<'} ${bound(term.ms)}`;
    case 'pinned':
      return 'pinned = 1';
  }
}

/** A lexeme as `tsquery` reads one: words hold neither quotes nor backslashes, but whoever builds a query might. */
function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
