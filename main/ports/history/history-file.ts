import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { coreFault, isFault } from '@core/form/form.ts';
import type { History } from '@core/history/history.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import { type Database, inTransaction, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { type Reader, reader } from './read.ts';
import { wipeChains } from './wipe.ts';
import { type Writer, writer } from './write.ts';

export const HISTORY_FILE = 'history.db';
/** How often it is looked whether another process has written, milliseconds. */
const LOOK_MS = 1_000;
/** So long after the last writing, the log beside the file is moved into it: no step waits for that. Milliseconds. */
const IDLE_MS = 500;

interface Open extends Reader, Writer {
  readonly db: Database;
}

export interface HistoryFileInput {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * The history in a folder, opened with the first call. A file that can't be read is set aside, never overwritten; a
 * newer one is left as it is, and the history then lasts as long as the process: `problem` says so.
 */
export function openHistoryFile(folder: string, { now }: HistoryFileInput): History {
  const path = join(folder, HISTORY_FILE);
  const listeners = new Set<() => void>();
  let open: Open | undefined;
  let memory: History | undefined;
  let problem: string | undefined;
  let looking: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let version = 0;

  function opened(): Open {
    if (open !== undefined) return open;
    const db = openDatabase(path);
    try {
      migrate(db);
      open = { db, ...reader(db), ...writer(db) };
    } catch (error) {
      db.close();
      throw error;
    }
    version = open.dataVersion();
    look();
    return open;
  }

  function look(): void {
    if (open === undefined || listeners.size === 0 || looking !== undefined) return;
    looking = setInterval(() => {
      const before = version;
      version = open?.dataVersion() ?? before;
      if (version !== before) for (const run of listeners) run();
    }, LOOK_MS);
    looking.unref();
  }

  function wrote(): void {
    idle ??= setTimeout(() => {
      idle = undefined;
      if (open !== undefined) checkpoint(open.db, 'PASSIVE');
    }, IDLE_MS).unref();
    idle.refresh();
  }

  function shut(tidy: boolean): void {
    clearInterval(looking);
    clearTimeout(idle);
    looking = idle = undefined;
    const { db } = open ?? {};
    open = undefined;
    // libsql lets go of the file when its statements are collected, so the last one out does not tidy up by itself.
    if (db !== undefined && tidy) checkpoint(db, 'TRUNCATE');
    db?.close();
  }

  /** The file with all that belongs to it, under a name of its own. */
  function setAside(why: string): void {
    shut(false);
    const name = `${HISTORY_FILE}.unreadable-${new Date(now()).toISOString().replaceAll(':', '-')}`;
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, join(folder, `${name}${end}`));
    problem = `${HISTORY_FILE} could not be read (${why}). It was set aside as ${name}.`;
  }

  /** The open file; memory where it can't be used in this run. */
  function home(): Open | History {
    if (memory !== undefined) return memory;
    try {
      return opened();
    } catch (error) {
      const code = codeOf(error);
      // Whoever holds it lets go of it.
      if (code === 'SQLITE_BUSY') throw unavailable(error);
      if (isUnreadable(error)) {
        setAside(messageOf(error));
        return opened();
      }
      problem = isFault(error)
        ? `${error.detail} Chains of this run are kept in memory only.`
        : `The history can’t be opened (${messageOf(error)}). Chains of this run are kept in memory only.`;
      memory = memoryHistory();
      return memory;
    }
  }

  async function at<T>(
    file: (open: Open) => T | Promise<T>,
    kept: (memory: History) => Promise<T>,
  ): Promise<T> {
    try {
      const there = home();
      return 'db' in there ? await file(there) : await kept(there);
    } catch (error) {
      if (isUnreadable(error)) setAside(messageOf(error));
      throw isFault(error) ? error : unavailable(error);
    }
  }

  return {
    get name() {
      return memory?.name ?? HISTORY_FILE;
    },
    get kind() {
      return memory?.kind ?? 'file';
    },
    problem: () => problem,
    append: (line, events) =>
      at(
        ({ db, append }) => {
          inTransaction(db, () => append(line, events));
          wrote();
        },
        (kept) => kept.append(line, events),
      ),
    read: (chainId) =>
      at(
        ({ read }) => read(chainId),
        (kept) => kept.read(chainId),
      ),
    search: (query, wish) =>
      at(
        ({ search }) => search(query, wish),
        (kept) => kept.search(query, wish),
      ),
    complete: (...wanted) =>
      at(
        ({ complete }) => complete(...wanted),
        (kept) => kept.complete(...wanted),
      ),
    annotate: (chainId, changes) =>
      at(
        ({ db, annotate }) => inTransaction(db, () => annotate(chainId, changes)),
        (kept) => kept.annotate(chainId, changes),
      ),
    wipe: (what, watch) =>
      at(
        ({ db }) => wipeChains(db, what, () => setImmediate(), watch),
        (kept) => kept.wipe(what, watch),
      ),
    targets: () =>
      at(
        ({ targets }) => targets(),
        (kept) => kept.targets(),
      ),
    size: () =>
      at(
        ({ size }) => size(),
        (kept) => kept.size(),
      ),
    onChange(run) {
      listeners.add(run);
      look();
      return () => listeners.delete(run);
    },
    async close() {
      listeners.clear();
      shut(true);
    },
  };
}

function checkpoint(db: Database, how: 'PASSIVE' | 'TRUNCATE'): void {
  try {
    db.pragma(`wal_checkpoint(${how})`);
  } catch {
    // Another process reads it: the last one does it.
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it does not answer';
}

/** No database, a broken one, or one of something else. */
function isUnreadable(error: unknown): boolean {
  return (
    /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error)) ||
    (error instanceof Error && error.message === 'it is a database of something else')
  );
}

function unavailable(error: unknown) {
  const why: Record<string, string> = {
    SQLITE_FULL: 'The disk is full.',
    SQLITE_BUSY: 'Another process is writing it.',
    SQLITE_READONLY: 'Its file may not be written to.',
  };
  return coreFault(
    'HISTORY_UNAVAILABLE',
    `The history was not written or read: ${why[codeOf(error)] ?? messageOf(error)}`,
  );
}
