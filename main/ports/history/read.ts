import type { ChainEvent } from '@core/chain/event.ts';
import { eventUps, liftEvent } from '@core/chain/event-schema.ts';
import type { Up } from '@core/chain/lift.ts';
import { sentBefore } from '@core/chain/marks.ts';
import { coreFault } from '@core/form/form.ts';
import type {
  Completion,
  KeptChain,
  KeptEvent,
  KeptTarget,
  Page,
  PageWish,
  Size,
} from '@core/history/history.ts';
import type { FacetKey, Query } from '@core/history/query/query.ts';
import { findInSqlite } from '@core/history/query/sqlite.ts';
import { statusesNow } from '@core/history/standing.ts';
import { isJsonObject, type JsonValue } from '@core/json.ts';
import { annotationsIn, foundIn, LAST_OF_TARGETS, lineIn, targetIn } from '../chain-rows.ts';
import type { Database } from './database.ts';
import { type ChainRow, rowOf } from './rows.ts';

/** Greater than every value that begins as it does. */
const END = '\u{10ffff}';
/** Request ids that are looked through to complete one. */
const MOST_IDS = 2_000;

/** More than there are. */
const STATUSES = 20;

/** What reads from an open file. */
export interface Reader {
  read(chainId: string): KeptChain | undefined;
  search(query: Query, wish: PageWish): Page;
  complete(key: FacetKey, beginning: string, most: number, now: number): readonly Completion[];
  targets(): readonly KeptTarget[];
  size(): Size;
  /** Changes when another process has written. */
  dataVersion(): number;
}

interface EventRow {
  readonly body: string;
  /** libsql gives an ArrayBuffer where it gives many rows, and a Buffer where it gives one. */
  readonly sealed: ArrayBuffer | Uint8Array | null;
}

/** @param ups what lifts events of older versions */
export function reader(db: Database, ups = eventUps): Reader {
  const chainNamed = db.prepare('SELECT * FROM chain WHERE id = ?');
  const eventsOf = db.prepare('SELECT body, sealed FROM event WHERE id BETWEEN ? AND ? ORDER BY id');
  const values = db.prepare(
    'SELECT value, chains FROM value WHERE key = ? AND value >= ? AND value < ? ORDER BY chains DESC, value LIMIT ?',
  );
  const ids = db.prepare(`
    SELECT value, count(*) AS chains
    FROM (SELECT value FROM facet WHERE key = ? AND value >= ? AND value < ? LIMIT ${MOST_IDS})
    GROUP BY value ORDER BY chains DESC, value LIMIT ?`);
  const expired = db.prepare('SELECT count(*) AS chains FROM chain WHERE hidden = 0 AND expires_at <= ?');
  const broken = db.prepare(`
    SELECT count(*) AS chains FROM facet JOIN chain ON n = chain
    WHERE key = 'status' AND value = 'sending' AND last_at <= ?`);
  const sums = db.prepare(
    'SELECT count(*) AS chains, coalesce(sum(steps), 0) AS steps FROM chain INDEXED BY chain_last',
  );
  const targets = db.prepare(LAST_OF_TARGETS);
  const pages = db.prepare(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  );
  const version = db.prepare('PRAGMA data_version');

  return {
    read(chainId) {
      const row = chainNamed.get(chainId) as ChainRow | undefined;
      if (row === undefined) return undefined;
      const rows = eventsOf.all(rowOf(row.n, 0), rowOf(row.n, row.events - 1)) as EventRow[];
      return {
        line: lineIn(row),
        annotations: annotationsIn(row),
        events: rows.map((one, seq) => keptIn(one, seq, ups)),
      };
    },
    search(query, wish) {
      const rows = findInSqlite(
        ({ sql, values: bound }) => db.prepare(sql).all(...bound) as object[],
        query,
        wish,
      ) as readonly ChainRow[];
      const shown = rows.slice(0, wish.most);
      const last = shown.at(-1);
      return {
        found: shown.map(foundIn),
        ...(last === undefined || rows.length <= wish.most ? {} : { next: String(last.n) }),
      };
    },
    complete(key, beginning, most, now) {
      const beginningSo = (from: string, limit: number): readonly Completion[] => {
        const rows = (key === 'request-id' ? ids : values).all(key, from, `${from}${END}`, limit);
        return (rows as Completion[]).map(({ value, chains }) => ({ value, chains }));
      };
      if (key !== 'status') return beginningSo(beginning.toLowerCase(), most);
      const counted = (statement: typeof expired, at: number) =>
        (statement.get(at) as Pick<Completion, 'chains'>).chains;
      const byClock = { expired: counted(expired, now), broken: counted(broken, sentBefore(now)) };
      return statusesNow(beginningSo('', STATUSES), byClock, beginning, most);
    },
    targets: () => (targets.all() as ChainRow[]).map(targetIn),
    size() {
      const { chains, steps } = sums.get() as Size;
      const { bytes } = pages.get() as Pick<Size, 'bytes'>;
      return { chains, steps, bytes };
    },
    dataVersion: () => (version.get() as { data_version: number }).data_version,
  };
}

function keptIn({ body, sealed }: EventRow, seq: number, ups: readonly Up[]): KeptEvent {
  const event = JSON.parse(body) as JsonValue;
  const lifted = isJsonObject(event) ? liftEvent(event, ups) : undefined;
  if (lifted?.kind !== 'lifted')
    throw coreFault('HISTORY_NEWER', 'This chain was written by a newer version. It is left as it is.');
  return {
    seq,
    event: lifted.value as unknown as ChainEvent,
    ...(sealed === null ? {} : { sealed: new Uint8Array(sealed) }),
  };
}
