import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Libsql from 'libsql';

export type Database = Libsql.Database;

/** How long a writer waits for another process to end its writing, milliseconds. */
const BUSY_MS = 5_000;
/** Pages in the log beside the file that make a writer move them into it, when no idle moment came before. */
const LOG_PAGES = 4_000;
/** Pages kept in memory, KiB. */
const CACHE_KIB = 16_384;

/**
 * Opens the file, or begins it, readable by its owner only. SQLite gives the files beside it the same mode.
 * libsql is loaded on first use: it costs a start some 25 ms.
 */
export function openDatabase(path: string): Database {
  const Constructor = createRequire(import.meta.url)('libsql') as typeof Libsql;
  const begins = !existsSync(path);
  if (begins) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } else {
    chmodSync(path, 0o600);
  }
  const db = new Constructor(path);
  try {
    db.pragma(`busy_timeout = ${BUSY_MS}`);
    // Only before the first table; what is wiped gives its room back in slices.
    if (begins) db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    // With WAL, what a killed process committed is there; only a power cut may take the last moments.
    db.pragma('synchronous = NORMAL');
    db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    // What is wiped is overwritten, not only unlinked.
    db.pragma('secure_delete = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Runs it in one transaction that no other writer can come between: all of it is done or nothing. */
export function inTransaction<T>(db: Database, run: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have ended it already.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
