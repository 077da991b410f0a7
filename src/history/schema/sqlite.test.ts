import Database from 'libsql';
import { expect, it } from 'vitest';
import { ups, WORDS_PER_CHAIN } from './sqlite.ts';

it('makes tables in which words find chains, newest first, and go with them', () => {
  const db = new Database(':memory:');
  for (const up of ups) db.exec(up);
  const add = db.prepare('INSERT INTO words (rowid, word) VALUES (?, ?)');
  add.run(1 * WORDS_PER_CHAIN + 1, 'ann example com sms_mfa');
  add.run(2 * WORDS_PER_CHAIN + 3, 'ann invalid code request-a2');
  // The number is part of the text: one that is bound is a floating one, and would divide as such.
  const found = db.prepare(
    `SELECT rowid / ${WORDS_PER_CHAIN} AS n FROM words WHERE words MATCH ? ORDER BY rowid DESC`,
  );
  const find = (match: string) => (found.all(match) as { n: number }[]).map(({ n }) => n);
  expect(find('"ann"')).toEqual([2, 1]);
  expect(find('"sms_m" *')).toEqual([1]);
  expect(find('"request-a2" AND "invalid"')).toEqual([2]);
  expect(find('"request"')).toEqual([]);
  db.prepare('DELETE FROM words WHERE rowid BETWEEN ? AND ?').run(
    2 * WORDS_PER_CHAIN,
    3 * WORDS_PER_CHAIN - 1,
  );
  expect(find('"ann"')).toEqual([1]);
  db.close();
});
