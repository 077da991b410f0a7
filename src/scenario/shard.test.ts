import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShard, shardOf } from './shard.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 200 });

describe('shards', () => {
  it('have together everything exactly once, whatever the order it was found in', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), fc.func(fc.integer()), (names, count, shuffled) => {
        const things = names.map((id) => ({ id }));
        const parts = Array.from({ length: count }, (_, at) => {
          // Every machine may find the files in an order of its own.
          const found = [...things].sort((a, b) => shuffled(a.id, at) - shuffled(b.id, at));
          return shardOf(found, { index: at + 1, count });
        });
        expect(
          parts
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...names].sort());
        const sizes = parts.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['0/3', '4/3', '1', '1/0', 'a/b', '1/2/3', ' 1/2', '-1/2'])('are not %s', (text) => {
    expect(readShard(text)).toBeUndefined();
  });

  it('are read as they are written', () => {
    expect(readShard('2/4')).toEqual({ index: 2, count: 4 });
  });
});
