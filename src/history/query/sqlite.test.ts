import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { ups, WORDS_PER_CHAIN } from '../schema/sqlite.ts';
import type { Query, Term } from './query.ts';
import { findInSqlite } from './sqlite.ts';

function filled() {
  const db = new Database(':memory:');
  for (const up of ups) db.exec(up);
  const chain = db.prepare(
    `INSERT INTO chain (n, id, started_at, last_at, username, flow, target_id, target_name, production, status, steps,
      slowest_ms, hidden, expires_at, events, bytes, pinned)
     VALUES (?, ?, ?, ?, '', '', '', '', 0, ?, 1, ?, ?, ?, 1, 0, ?)`,
  );
  const facet = db.prepare('INSERT INTO facet VALUES (?, ?, ?)');
  const words = db.prepare('INSERT INTO words (rowid, word) VALUES (?, ?)');
  const add = (n: number, error: string, word: string, ms: number, pinned = 0, hidden = 0) => {
    const expires = n === 2 ? null : n * 1_000;
    // The first two were sending when their console ended, the third is hidden.
    const status = n < 3 ? 'sending' : 'failed';
    if (hidden === 0) facet.run('status', status, n);
    chain.run(n, `chain-${n}`, n * 1_000, n * 1_000, status, ms, hidden, expires, pinned);
    facet.run('error', error, n);
    words.run(n * WORDS_PER_CHAIN + 1, word);
  };
  add(1, 'codemismatchexception', 'ann sms_mfa', 80);
  add(2, 'codeexpired', 'bob sms_mfa', 2_500, 1);
  add(3, 'codemismatchexception', 'ann invalid', 90, 0, 1);
  add(4, 'codemismatchexception', 'ann invalid', 90);
  return (query: Query, after?: string) => {
    const rows = findInSqlite(({ sql, values }) => db.prepare(sql).all(...values) as object[], query, {
      most: 10,
      ...(after === undefined ? {} : { after }),
    });
    return (rows as { id: string }[]).map(({ id }) => id.slice('chain-'.length)).join();
  };
}

const yes = { not: false } as const;
const error = (value: string, prefix: boolean): Term => ({
  ...yes,
  kind: 'facet',
  key: 'error',
  value,
  prefix,
});

describe('findInSqlite', () => {
  it.each<[string, readonly Term[], string]>([
    ['everything shown', [], '4,2,1'],
    ['a facet', [error('codemismatchexception', false)], '4,1'],
    ['the beginning of one', [error('code', true)], '4,2,1'],
    ['words of one step', [{ ...yes, kind: 'text', words: ['ann', 'sms_mfa'], prefix: false }], '1'],
    ['the beginning of a word', [{ ...yes, kind: 'text', words: ['sms'], prefix: true }], '2,1'],
    ['all but some', [{ not: true, kind: 'text', words: ['ann'], prefix: false }], '2'],
    ['a time', [{ ...yes, kind: 'began', side: 'since', at: 2_000 }], '4,2'],
    ['a duration', [{ ...yes, kind: 'took', side: 'over', ms: 2_000 }], '2'],
    ['what has expired', [{ ...yes, kind: 'waits', side: 'expired', at: 3_000 }], '1'],
    ['what can still be answered', [{ ...yes, kind: 'waits', side: 'live', at: 3_000 }], '4'],
    ['all that has not expired', [{ not: true, kind: 'waits', side: 'expired', at: 3_000 }], '4,2'],
    ['what failed or was broken off', [{ ...yes, kind: 'ended', side: 'failed', at: 61_500 }], '4,1'],
    ['what is under way', [{ ...yes, kind: 'ended', side: 'sending', at: 61_500 }], '2'],
    ['what did not fail', [{ not: true, kind: 'ended', side: 'failed', at: 61_500 }], '2'],
    ['the beginning of an id', [{ ...yes, kind: 'id', beginning: 'chain-' }], '4,2,1'],
    ['a whole id', [{ ...yes, kind: 'id', beginning: 'chain-2' }], '2'],
    ['no id that only holds it', [{ ...yes, kind: 'id', beginning: 'hain' }], ''],
    ['all ids but those', [{ not: true, kind: 'id', beginning: 'chain-2' }], '4,1'],
    ['what is pinned', [{ ...yes, kind: 'pinned' }], '2'],
    [
      'several at once',
      [error('codemismatchexception', false), { ...yes, kind: 'began', side: 'before', at: 2_000 }],
      '1',
    ],
  ])('finds %s', (_what, terms, expected) => {
    expect(filled()({ terms })).toBe(expected);
  });

  it('goes on after a page', () => {
    expect(filled()({ terms: [] }, '4')).toBe('2,1');
  });
});
