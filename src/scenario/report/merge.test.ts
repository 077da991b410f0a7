import { describe, expect, it } from 'vitest';
import { mergedPlan, missingShards } from './merge.ts';
import { summaryOf } from './testing/any-result.ts';
import { ALL } from './testing/some-results.ts';

describe('reports that are joined', () => {
  it('are one run, from the first that began to the last that ended', () => {
    const one = { ...summaryOf(ALL), target: 'staging' };
    const other = {
      ...summaryOf(ALL),
      startedAt: one.startedAt + 5_000,
      target: 'staging',
      interrupted: true,
    };
    expect(mergedPlan([other, one], '1.0.0')).toEqual({
      version: '1.0.0',
      startedAt: one.startedAt,
      ms: 6_234,
      planned: 10,
      workers: 4,
      interrupted: true,
      target: 'staging',
    });
    expect(mergedPlan([one, summaryOf(ALL)], '1.0.0')).not.toHaveProperty('target');
  });

  it('tell which shards are missing', () => {
    const shard = (index: number, count: number) => ({ shard: { index, count } });
    expect(missingShards([shard(1, 3), shard(3, 3), {}])).toEqual(['2/3']);
    expect(missingShards([shard(2, 2), shard(1, 2)])).toEqual([]);
    expect(missingShards([{}, {}])).toEqual([]);
  });
});
