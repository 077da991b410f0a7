import { sentBefore } from '@core/chain/marks.ts';
import type { ChainEvent } from '@core/chain/event.ts';
import type { Completion, KeptChain, KeptTarget, Page, PageWish, Size, Wipe } from '@core/history/history.ts';
import { toPostgres } from '@core/history/query/postgres.ts';
import type { FacetKey, Query } from '@core/history/query/query.ts';
import { statusesNow } from '@core/history/standing.ts';
import { annotationsIn, foundIn, LAST_OF_TARGETS, lineIn, targetIn } from '../chain-rows.ts';
import type { Connection } from './connection.ts';
import { type ChainRow, facetValue, storable } from './rows.ts';

/** Greater than every value that begins as it does, ordered by bytes. */
const END = '\u{10ffff}';
/** More values of `status` than there are. */
const STATUSES = 20;

export async function readChain({ rows }: Connection, chainId: string): Promise<KeptChain | undefined> {
  const [row] = await rows<ChainRow>('SELECT * FROM chain WHERE id = $1', [storable(chainId)]);
  if (row === undefined) return undefined;
  const events = await rows<{ seq: number; body: string }>(
    'SELECT seq, body FROM event WHERE chain = $1 ORDER BY seq',
    [row.n],
  );
  return {
    line: lineIn(row),
    annotations: annotationsIn(row),
    events: events.map(({ seq, body }) => ({ seq, event: JSON.parse(body) as ChainEvent })),
  };
}

export async function search({ rows }: Connection, query: Query, wish: PageWish): Promise<Page> {
  const { sql, values } = toPostgres(storableQuery(query), wish);
  const found = await rows<ChainRow>(sql, values);
  const page = found.slice(0, wish.most);
  const last = page.at(-1);
  return {
    found: page.map(foundIn),
    ...(last === undefined || found.length <= wish.most ? {} : { next: last.n }),
  };
}

/** As values stand in the tables: what can't be stored is found by what stands in its place. */
function storableQuery({ terms }: Query): Query {
  return {
    terms: terms.map((term) => {
      if (term.kind === 'facet') return { ...term, value: facetValue(term.value) };
      if (term.kind === 'id') return { ...term, beginning: storable(term.beginning) };
      return term.kind === 'text' ? { ...term, words: term.words.map(storable) } : term;
    }),
  };
}

export async function complete(
  { rows }: Connection,
  key: FacetKey,
  beginning: string,
  most: number,
  now: number,
): Promise<readonly Completion[]> {
  if (key !== 'status') return valuesOf({ rows }, key, facetValue(beginning.toLowerCase()), most);
  const [counts] = await rows<{ expired: string; broken: string }>(
    `SELECT count(*) FILTER (WHERE expires_at <= $1::float8) AS expired,
       count(*) FILTER (WHERE status = 'sending' AND last_at <= $2::float8) AS broken
     FROM chain WHERE NOT hidden AND (expires_at <= $1::float8 OR status = 'sending')`,
    [now, sentBefore(now)],
  );
  const written = await valuesOf({ rows }, key, '', STATUSES);
  const byClock = { expired: Number(counts?.expired), broken: Number(counts?.broken) };
  return statusesNow(written, byClock, beginning, most);
}

async function valuesOf(
  { rows }: Pick<Connection, 'rows'>,
  key: FacetKey,
  from: string,
  most: number,
): Promise<readonly Completion[]> {
  const found = await rows<{ value: string; chains: string }>(
    `SELECT value, count(*) AS chains FROM facet JOIN chain ON chain.n = facet.chain
     WHERE key = $1 AND value >= $2 AND value < $3 AND NOT hidden
     GROUP BY value ORDER BY count(*) DESC, value LIMIT $4`,
    [key, from, `${from}${END}`, most],
  );
  return found.map(({ value, chains }) => ({ value, chains: Number(chains) }));
}

export async function targets({ rows }: Connection): Promise<readonly KeptTarget[]> {
  return (await rows<ChainRow>(LAST_OF_TARGETS)).map(targetIn);
}

export async function size({ rows }: Connection): Promise<Size> {
  const [row] = await rows<{ chains: string; steps: string; bytes: string }>(
    'SELECT count(*) AS chains, coalesce(sum(steps), 0) AS steps, coalesce(sum(bytes), 0) AS bytes FROM chain',
  );
  return { chains: Number(row?.chains), steps: Number(row?.steps), bytes: Number(row?.bytes) };
}

/** Removes chains with everything that hangs on them; returns who went. */
export async function wipe({ rows }: Connection, what: Wipe): Promise<readonly string[]> {
  const [where, values] = meant(what);
  const gone = await rows<{ id: string }>(`DELETE FROM chain WHERE ${where} RETURNING id`, values);
  return gone.map(({ id }) => id);
}

function meant(what: Wipe): readonly [string, readonly unknown[]] {
  switch (what.kind) {
    case 'chain':
      return ['id = $1', [storable(what.chainId)]];
    case 'target':
      return ['NOT pinned AND target_id = $1', [storable(what.targetId)]];
    case 'all':
      return ['NOT pinned', []];
    case 'old':
      // The youngest stay, as long as they fit together.
      return [
        `n IN (SELECT n FROM (SELECT n, last_at, sum(bytes) OVER (ORDER BY last_at DESC, n DESC) AS so_far
           FROM chain WHERE NOT pinned) AS aged
         WHERE last_at < coalesce($1::float8, '-infinity') OR so_far > coalesce($2::float8, 'infinity'))`,
        [what.before ?? null, what.bytes ?? null],
      ];
  }
}
