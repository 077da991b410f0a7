import { coreFault } from '@core/form/form.ts';
import { ups } from '@core/history/schema/sqlite.ts';
import { type Database, inTransaction } from './database.ts';

/**
 * Lifts a file to the newest version, one `up` a step.
 * @throws CoreFault HISTORY_NEWER, the file is left as it is
 * @throws Error where it is a database of something else
 */
export function migrate(db: Database, steps: readonly string[] = ups): void {
  if (versionOf(db, steps) === steps.length) return;
  for (let version = versionOf(db, steps); version < steps.length; version++) {
    inTransaction(db, () => {
      // Another process may have lifted it meanwhile.
      if (versionOf(db, steps) !== version) return;
      db.exec(steps[version] ?? '');
      db.pragma(`user_version = ${version + 1}`);
    });
  }
}

function versionOf(db: Database, steps: readonly string[]): number {
  const version = numberFrom(db.prepare('PRAGMA user_version').raw().get());
  if (version > steps.length || version < 0)
    throw coreFault(
      'HISTORY_NEWER',
      `The history was written by a newer version (${version}). It is left as it is.`,
    );
  const tables = numberFrom(db.prepare('SELECT count(*) FROM sqlite_schema').raw().get());
  if (version === 0 && tables > 0) throw new Error('it is a database of something else');
  return version;
}

function numberFrom(row: unknown): number {
  return Array.isArray(row) && typeof row[0] === 'number' ? row[0] : 0;
}
