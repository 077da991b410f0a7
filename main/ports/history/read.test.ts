import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { challenge, story } from '@core/chain/testing/story.ts';
import { keptOf } from '@core/history/testing/random-history.ts';
import { type Database, openDatabase } from './database.ts';
import { HISTORY_FILE } from './history-file.ts';
import { migrate } from './migrate.ts';
import { reader } from './read.ts';
import { writer } from './write.ts';

let folder = '';
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-read-'));
  db = openDatabase(join(folder, HISTORY_FILE));
  migrate(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const kept = keptOf(
  story([{ id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') }], {
    chainId: 'one',
  }),
);

/** Writes over an event's body as another console would have written it. */
function rewrite(change: (event: Record<string, unknown>) => Record<string, unknown>): void {
  for (const row of db.prepare('SELECT id, body FROM event').all() as { id: number; body: string }[])
    db.prepare('UPDATE event SET body = ? WHERE id = ?').run(
      JSON.stringify(change(JSON.parse(row.body) as Record<string, unknown>)),
      row.id,
    );
}

test('events that an older console wrote are lifted as they are read', () => {
  writer(db).append(kept.line, kept.events);
  rewrite(({ at, ...older }) => ({ ...older, when: at }));
  // As if `at` had been `when` at first.
  const read = reader(db, [({ when, ...rest }) => ({ ...rest, at: when })]).read('one');
  expect(read?.events).toEqual(kept.events);
});

test('those of a newer one are told from them, and left', () => {
  writer(db).append(kept.line, kept.events);
  rewrite((event) => ({ ...event, v: 2 }));
  expect(() => reader(db).read('one')).toThrow(expect.objectContaining({ code: 'HISTORY_NEWER' }));
});
