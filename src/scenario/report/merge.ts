import type { JsonReport } from './json.ts';
import type { RunPlan, RunSummary } from './summary.ts';

/** What is known of several reports beside their results. */
export type ReportHead = JsonReport['summary'];

/** The plan of all of them as one run, from the first that began to the last that ended. */
export function mergedPlan(
  heads: readonly ReportHead[],
  version: string,
): RunPlan & Pick<RunSummary, 'ms' | 'interrupted'> {
  const startedAt = Math.min(...heads.map((head) => head.startedAt));
  const endedAt = Math.max(...heads.map((head) => head.startedAt + head.ms));
  const [target, ...others] = new Set(heads.map((head) => head.target));
  return {
    version,
    startedAt,
    ms: endedAt - startedAt,
    planned: heads.reduce((sum, { planned }) => sum + planned, 0),
    workers: heads.reduce((sum, { workers }) => sum + workers, 0),
    interrupted: heads.some(({ interrupted }) => interrupted),
    ...(target === undefined || others.length > 0 ? {} : { target }),
  };
}

/** Shards that were cut and are not among these reports, as `3/4`. */
export function missingShards(heads: readonly Pick<ReportHead, 'shard'>[]): string[] {
  const there = new Map<number, Set<number>>();
  for (const { shard } of heads)
    if (shard !== undefined) there.set(shard.count, (there.get(shard.count) ?? new Set()).add(shard.index));
  return [...there].flatMap(([count, indexes]) =>
    Array.from({ length: count }, (_, at) => at + 1)
      .filter((index) => !indexes.has(index))
      .map((index) => `${String(index)}/${String(count)}`),
  );
}
