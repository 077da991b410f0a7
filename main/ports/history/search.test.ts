import Libsql from 'libsql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '@core/history/query/matches.ts';
import { findInSqlite, type Limits } from '@core/history/query/sqlite.ts';
import type { Query } from '@core/history/query/query.ts';
import { type RandomChain, randomChains, randomQuery } from '@core/history/testing/random-history.ts';
import { migrate } from './migrate.ts';
import { writer } from './write.ts';

/** A database in memory that holds the chains, and what reads all pages of a query from it. */
function filled(chains: readonly RandomChain[]) {
  const db = new Libsql(':memory:');
  migrate(db);
  const { append, annotate } = writer(db);
  for (const { line, events, annotations } of chains) {
    append(line, events);
    annotate(line.chainId, annotations);
  }
  return (query: Query, most: number, limits?: Limits) => {
    const found: string[] = [];
    for (let after: string | undefined; ;) {
      const wish = { most, ...(after === undefined ? {} : { after }) };
      const rows = findInSqlite(
        ({ sql, values }) => db.prepare(sql).all(...values) as object[],
        query,
        wish,
        limits,
      ) as { n: number; id: string }[];
      found.push(...rows.slice(0, most).map(({ id }) => id));
      if (rows.length <= most) return found;
      after = String(rows[most - 1]?.n);
    }
  };
}

describe('searching the file', () => {
  // With few and many so small, every way of putting a condition has its turn.
  it.each<[string, Limits | undefined]>([
    ['as in the product', undefined],
    ['when nothing is rare', { few: 0, many: 0 }],
    ['when little is', { few: 1, many: 2 }],
    ['when words are common', { few: 3, many: 1 }],
  ])('finds what the query means, %s', (_when, limits) => {
    fc.assert(
      fc.property(
        randomChains,
        fc.array(randomQuery, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (chains, queries, most) => {
          const find = filled(chains);
          for (const query of queries) {
            const meant = chains.filter((chain) => matches(query, chain)).reverse();
            expect(find(query, most, limits), JSON.stringify(query)).toEqual(
              meant.map(({ line }) => line.chainId),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
