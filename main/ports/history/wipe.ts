import type { Wipe, WipeWatch } from '@core/history/history.ts';
import { type Database, inTransaction } from './database.ts';
import { rowOf } from './rows.ts';

/** Chains, and events of them, that go in one transaction: other writers and the window get their turn between two. */
const SLICE = 10;
const SLICE_EVENTS = 200;
/** Pages given back to the disk at once. */
const GIVEN_BACK = 1_000;

interface Row {
  readonly n: number;
  readonly id: string;
  readonly events: number;
}

/** Hidden chains of one that is pinned stay with it. */
const LOOSE = `pinned = 0 AND n NOT IN (
  SELECT facet.chain FROM facet JOIN chain AS owner ON owner.id = facet.value
  WHERE facet.key = 'origin' AND owner.pinned = 1)`;

/**
 * Removes chains in slices, each whole or not at all, and calls `pause` between them.
 * @param watch looked at between two slices
 * @returns the ids of those that went, with the hidden ones that belonged to them
 */
export async function wipeChains(
  db: Database,
  what: Wipe,
  pause: () => Promise<void>,
  watch: WipeWatch = UNWATCHED,
): Promise<readonly string[]> {
  const gone: string[] = [];
  const of = countOf(db, what);
  for (const next = slices(db, what); !watch.cancelled;) {
    const rows = inTransaction(db, () => {
      const slice = withTheirs(db, fewOf(next()));
      for (const row of slice) drop(db, row);
      return slice;
    });
    if (rows.length === 0) break;
    gone.push(...rows.map(({ id }) => id));
    // Those that were begun for one that goes are not counted beforehand.
    watch.told(gone.length, of === undefined ? undefined : Math.max(of, gone.length));
    await pause();
  }
  if (gone.length > 0) await giveBack(db, pause, watch);
  return gone;
}

const UNWATCHED: WipeWatch = { told: () => undefined, cancelled: false };

/** The first of them, at least one: a long chain takes as long as many short ones. */
function fewOf(rows: readonly Row[]): readonly Row[] {
  let events = 0;
  const end = rows.findIndex((row) => (events += row.events) > SLICE_EVENTS);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}

function countOf(db: Database, what: Wipe): number | undefined {
  const count = (where: string, ...values: unknown[]) =>
    (db.prepare(`SELECT count(*) AS chains FROM chain WHERE ${where}`).get(...values) as { chains: number })
      .chains;
  switch (what.kind) {
    case 'chain':
      return count('id = ?', what.chainId);
    case 'target':
      return count(`target_id = ? AND ${LOOSE}`, what.targetId);
    case 'all':
      return count(LOOSE);
    case 'old':
      return what.bytes === undefined ? count(`last_at < ? AND ${LOOSE}`, what.before ?? 0) : undefined;
  }
}

function slices(db: Database, what: Wipe): () => readonly Row[] {
  switch (what.kind) {
    case 'chain': {
      const rows = db.prepare('SELECT n, id, events FROM chain WHERE id = ?');
      return () => rows.all(what.chainId) as Row[];
    }
    case 'target': {
      const rows = db.prepare(
        `SELECT n, id, events FROM chain WHERE target_id = ? AND ${LOOSE} LIMIT ${SLICE}`,
      );
      return () => rows.all(what.targetId) as Row[];
    }
    case 'all': {
      const rows = db.prepare(`SELECT n, id, events FROM chain WHERE ${LOOSE} LIMIT ${SLICE}`);
      return () => rows.all() as Row[];
    }
    case 'old': {
      const old = db.prepare(
        `SELECT n, id, events FROM chain WHERE last_at < ? AND ${LOOSE} ORDER BY last_at, n LIMIT ${SLICE}`,
      );
      const oldest = db.prepare(
        `SELECT n, id, events FROM chain WHERE ${LOOSE} ORDER BY last_at, n LIMIT ${SLICE}`,
      );
      const goal = what.bytes === undefined ? undefined : goalFor(db, what.bytes);
      return () => {
        const rows = what.before === undefined ? [] : (old.all(what.before) as Row[]);
        if (rows.length > 0) return rows;
        return goal !== undefined && sumOf(db) > goal ? (oldest.all() as Row[]) : [];
      };
    }
  }
}

/** What chains may take together, so that the file with all its indexes takes no more than `bytes`. */
function goalFor(db: Database, bytes: number): number {
  const { used } = db
    .prepare(
      `SELECT (page_count - freelist_count) * page_size AS used
       FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`,
    )
    .get() as { used: number };
  return used <= bytes ? Number.POSITIVE_INFINITY : (sumOf(db) * bytes) / used;
}

function sumOf(db: Database): number {
  const row = db.prepare('SELECT coalesce(sum(bytes), 0) AS sum FROM chain INDEXED BY chain_last').get();
  return (row as { sum: number }).sum;
}

/** What the console began for a chain goes with it. */
function withTheirs(db: Database, rows: readonly Row[]): readonly Row[] {
  const theirs = db.prepare(
    `SELECT n, id, events FROM chain WHERE n IN (SELECT chain FROM facet WHERE key = 'origin' AND value = ?)`,
  );
  const all = [...rows, ...rows.flatMap(({ id }) => theirs.all(id) as Row[])];
  return [...new Map(all.map((row) => [row.n, row])).values()];
}

function drop(db: Database, { n, events }: Row): void {
  const [first, last] = [rowOf(n, -1), rowOf(n + 1, -1) - 1];
  // One by one: FTS5 looks through the whole table for a range of rows.
  const words = db.prepare('DELETE FROM words WHERE rowid = ?');
  for (let seq = -1; seq < events; seq++) words.run(rowOf(n, seq));
  db.prepare('DELETE FROM event WHERE id BETWEEN ? AND ?').run(first, last);
  db.prepare('DELETE FROM facet WHERE chain = ?').run(n);
  db.prepare('DELETE FROM chain WHERE n = ?').run(n);
}

/** The room of what went, to the disk; and out of the log beside the file, where nobody reads it any more. */
async function giveBack(db: Database, pause: () => Promise<void>, watch: WipeWatch): Promise<void> {
  const free = db.prepare('SELECT freelist_count AS pages FROM pragma_freelist_count()');
  for (let before = Number.POSITIVE_INFINITY; ;) {
    const { pages } = free.get() as { pages: number };
    // What is left goes with the next wipe: it is overwritten already.
    if (pages === 0 || pages >= before || watch.cancelled) break;
    before = pages;
    db.exec(`PRAGMA incremental_vacuum(${GIVEN_BACK})`);
    await pause();
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
}
