import { createRequire } from 'node:module';
import type Libsql from 'libsql';
import { join } from 'node:path';

/** What SQLite itself finds wrong in a data folder's history; `ok` where nothing is. Opens it beside a console. */
export function integrityOf(userData: string): string {
  // By require: its types say it is a class, and what an import brings is not.
  const Database = createRequire(import.meta.url)('libsql') as typeof Libsql;
  const db = new Database(join(userData, 'history.db'));
  try {
    return (db.prepare('PRAGMA integrity_check').raw().all() as string[][]).flat().join('\n');
  } finally {
    db.close();
  }
}
