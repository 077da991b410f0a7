// What the benches of the history need of it, as one file that can be loaded.
export { inTransaction, openDatabase } from '../../../main/ports/history/database.ts';
export { migrate } from '../../../main/ports/history/migrate.ts';
export { writer } from '../../../main/ports/history/write.ts';
export { openHistoryFile } from '../../../main/ports/history/history-file.ts';
export { ups } from '@core/history/schema/sqlite.ts';
export { lineOf } from '@core/history/line.ts';
export { chainOf } from '@core/chain/model.ts';
export { seal } from '@core/crypto/seal.ts';
export { findInSqlite } from '@core/history/query/sqlite.ts';
