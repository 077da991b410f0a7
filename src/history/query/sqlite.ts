import { sentBefore } from '../../chain/marks.ts';
import type { PageWish } from '../history.ts';
import { matchWord } from '../schema/common-words.ts';
import { WORDS_PER_CHAIN } from '../schema/sqlite.ts';
import type { Query, Term } from './query.ts';

/** A statement and what is bound to its question marks. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Runs a statement: all its rows. */
export type All = (statement: Statement) => readonly object[];

/** What can be done in some milliseconds. */
export interface Limits {
  /** Chains that can be looked at one by one. */
  readonly few: number;
  /** Rows of words that can be gathered. */
  readonly many: number;
}
const LIMITS: Limits = { few: 1_000, many: 20_000 };

/** Greater than every value that begins as it does. */
const END = '\u{10ffff}';

/** How a condition may be put; all say the same. */
interface Ways {
  /** A condition on one row of `chain`, quick where it mostly holds. */
  readonly test: Statement;
  /** Selects the `n` of all chains it holds for, quick where they are few. */
  readonly set: Statement;
  /** Selects a 1 for each row it finds, to be counted up to a limit. */
  readonly hits: Statement;
  /** Of words: the chains of the newest rows, no more than `many` of them. */
  readonly newest?: Statement;
}

/**
 * The rows of `chain` that a query asks for, newest first: one more than `most`, to know whether more follow.
 * `after` is the `n` of the last row of the page before.
 *
 * A database's own planner knows nothing of how often a value or a word is: what is rare is gathered first, what is
 * common is tested chain by chain. Of words the newest rows are gathered, which fill a page where a word is common, and
 * are all there is where it is not; only where they don't, all is looked at.
 */
export function findInSqlite(
  all: All,
  query: Query,
  wish: PageWish,
  limits: Limits = LIMITS,
): readonly object[] {
  const { few, many } = limits;
  const asked = query.terms.map((term) => {
    const ways = waysOf(term, wish.after, many);
    // To count words takes as long as to gather them: only where it must be known.
    const count = ways.newest === undefined ? countOf(all, ways, few) : undefined;
    return { term, ways, count };
  });
  const rare = asked.some(({ term, count }) => !term.not && count !== undefined && count <= few);
  const cuts = !rare && asked.some(({ count }) => count === undefined);

  const conditions = (cutting: boolean): readonly Statement[] =>
    asked.map(({ term, ways, count }) => {
      if (cutting && ways.newest !== undefined) return cut(term, ways.newest);
      const isRare = count === undefined ? countOf(all, ways, many) <= many : count <= few;
      return isRare ? inSet(term, ways.set) : negated(term, ways.test);
    });
  const first = all(page(conditions(cuts), wish));
  return cuts && first.length <= wish.most ? all(page(conditions(false), wish)) : first;
}

/** Holds as far as the newest rows reach: of an older chain nothing is known. */
function cut(term: Term, newest: Statement): Statement {
  const { sql, values } = inSet(term, newest);
  if (!term.not) return { sql, values };
  return {
    sql: `${sql} AND c.n > (SELECT min(chain) FROM (${newest.sql}))`,
    values: [...values, ...newest.values],
  };
}

function page(conditions: readonly Statement[], { most, after }: PageWish): Statement {
  const place = after === undefined ? [] : [{ sql: 'c.n < ?', values: [Number(after)] }];
  const where = [{ sql: 'c.hidden = 0', values: [] }, ...place, ...conditions];
  return {
    sql: `SELECT c.* FROM chain c WHERE ${where.map(({ sql }) => sql).join(' AND ')} ORDER BY c.n DESC LIMIT ${Math.trunc(most) + 1}`,
    values: where.flatMap(({ values }) => values),
  };
}

/** How many it finds, up to one more than `most`. */
function countOf(all: All, { hits }: Ways, most: number): number {
  const [row] = all({
    sql: `SELECT count(*) AS count FROM (${hits.sql} LIMIT ${most + 1})`,
    values: hits.values,
  });
  return (row as { count: number } | undefined)?.count ?? 0;
}

function inSet({ not }: Term, { sql, values }: Statement): Statement {
  return { sql: `c.n ${not ? 'NOT ' : ''}IN (${sql})`, values };
}

function negated({ not }: Term, { sql, values }: Statement): Statement {
  return not ? { sql: `NOT (${sql})`, values } : { sql, values };
}

function waysOf(term: Term, after: string | undefined, many: number): Ways {
  switch (term.kind) {
    case 'text':
      return ofWords(term, after, many);
    case 'facet':
      return ofFacet(term);
    case 'began':
      return ofColumn(`started_at ${term.side === 'since' ? '>=' : '<'} ?`, [term.at]);
    case 'took':
      return ofColumn(`slowest_ms ${term.side === 'over' ? '>' : '<'} ?`, [term.ms]);
    case 'waits':
      return ofRunningOut(term.side === 'live' ? '>' : '<=', term.at);
    case 'ended':
      return ofEnd(term.side, sentBefore(term.at));
    case 'pinned':
      return ofColumn('pinned = 1', []);
    case 'id':
      return ofId([term.beginning, `${term.beginning}${END}`]);
  }
}

/** The ids' own index holds them in order. */
function ofId(values: readonly [from: string, to: string]): Ways {
  const which = 'chain WHERE id >= ? AND id < ?';
  return {
    test: { sql: '(c.id >= ? AND c.id < ?)', values },
    set: { sql: `SELECT n FROM ${which}`, values },
    hits: { sql: `SELECT 1 FROM ${which}`, values },
  };
}

function ofColumn(condition: string, values: readonly number[]): Ways {
  return {
    test: { sql: `c.${condition}`, values },
    set: { sql: `SELECT n FROM chain WHERE ${condition}`, values },
    hits: { sql: `SELECT 1 FROM chain WHERE ${condition}`, values },
  };
}

/** An index of its own holds those that wait and are shown; of all others nothing runs out, and no comparison holds. */
function ofRunningOut(sign: '>' | '<=', at: number): Ways {
  const which = `chain WHERE hidden = 0 AND expires_at ${sign} ?`;
  return {
    test: { sql: `(c.expires_at IS NOT NULL AND c.expires_at ${sign} ?)`, values: [at] },
    set: { sql: `SELECT n FROM ${which}`, values: [at] },
    hits: { sql: `SELECT 1 FROM ${which}`, values: [at] },
  };
}

/** Few are under way: they are found by their facet, and told apart by when they sent. */
function ofEnd(side: 'failed' | 'sending', before: number): Ways {
  const sending = (sign: string, what: string) =>
    `SELECT ${what} FROM facet JOIN chain ON n = chain WHERE key = 'status' AND value = 'sending' AND last_at ${sign} ?`;
  if (side === 'sending')
    return {
      test: { sql: `(c.status = 'sending' AND c.last_at > ?)`, values: [before] },
      set: { sql: sending('>', 'n'), values: [before] },
      hits: { sql: sending('>', '1'), values: [before] },
    };
  const failed = (what: string) => `SELECT ${what} FROM facet WHERE key = 'status' AND value = 'failed'`;
  return {
    test: {
      sql: `(c.status = 'failed' OR (c.status = 'sending' AND c.last_at <= ?))`,
      values: [before],
    },
    set: { sql: `${failed('chain')} UNION ALL ${sending('<=', 'n')}`, values: [before] },
    hits: { sql: `${failed('1')} UNION ALL ${sending('<=', '1')}`, values: [before] },
  };
}

function ofFacet({ key, value, prefix }: Extract<Term, { kind: 'facet' }>): Ways {
  const which = prefix ? 'key = ? AND value >= ? AND value < ?' : 'key = ? AND value = ?';
  const values = prefix ? [key, value, `${value}${END}`] : [key, value];
  return {
    test: {
      // A beginning's values are scattered in the primary key; of one chain there are a dozen.
      sql: `EXISTS (SELECT 1 FROM facet ${prefix ? 'INDEXED BY facet_chain ' : ''}WHERE ${which} AND chain = c.n)`,
      values,
    },
    set: { sql: `SELECT chain FROM facet WHERE ${which}`, values },
    hits: { sql: `SELECT 1 FROM facet WHERE ${which}`, values },
  };
}

function ofWords(
  { words, prefix }: Extract<Term, { kind: 'text' }>,
  after: string | undefined,
  many: number,
): Ways {
  const match = words.map((word) => matchWord(word, prefix)).join(' AND ');
  // What is bound as a number is a floating one: a whole division needs its divisor in the text.
  const chains = `SELECT rowid / ${WORDS_PER_CHAIN} AS chain FROM words WHERE words MATCH ?`;
  const place = after === undefined ? '' : ` AND rowid < ${Math.trunc(Number(after)) * WORDS_PER_CHAIN}`;
  return {
    test: {
      sql: `EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN c.n * ${WORDS_PER_CHAIN} AND c.n * ${WORDS_PER_CHAIN} + ${WORDS_PER_CHAIN - 1})`,
      values: [match],
    },
    set: { sql: chains, values: [match] },
    hits: { sql: 'SELECT 1 FROM words WHERE words MATCH ?', values: [match] },
    newest: { sql: `${chains}${place} ORDER BY rowid DESC LIMIT ${many}`, values: [match] },
  };
}
