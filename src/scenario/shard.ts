/** One part of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `2/4`; undefined where it is no part of a whole. */
export function readShard(text: string): Shard | undefined {
  const [, index = '', count = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count ? shard : undefined;
}

/**
 * What a shard has to do. Every machine sorts by id and takes its turn: all shards of a count together have each thing
 * exactly once, parts differ by one at most, and neighbours (rows of one file) spread over all of them.
 */
export function shardOf<T extends { readonly id: string }>(all: readonly T[], { index, count }: Shard): T[] {
  return [...all]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .filter((_, at) => at % count === index - 1);
}
