import type { ChainStatus } from '@core/chain/model.ts';
import type { Annotations, ChainLine, Found } from '@core/history/history.ts';
import { WORDS_PER_CHAIN } from '@core/history/schema/sqlite.ts';

/** A row of `chain`, as this program wrote it. */
export interface ChainRow {
  readonly n: number;
  readonly id: string;
  readonly started_at: number;
  readonly last_at: number;
  readonly username: string;
  readonly flow: string;
  readonly target_id: string;
  readonly target_name: string;
  readonly production: number;
  readonly status: ChainStatus;
  readonly failure: string | null;
  readonly steps: number;
  readonly slowest_ms: number;
  readonly source: NonNullable<ChainLine['source']> | null;
  readonly hidden: number;
  readonly events: number;
  readonly bytes: number;
  readonly notes: string;
  readonly tags: string;
  readonly ticket: string;
  readonly pinned: number;
}

/** The row's number of an event, in `event` and in `words`; -1 is what people noted of the chain. */
export function rowOf(n: number, seq: number): number {
  return n * WORDS_PER_CHAIN + seq + 1;
}

export function foundIn(row: ChainRow): Found {
  return { line: lineIn(row), annotations: annotationsIn(row) };
}

export function lineIn(row: ChainRow): ChainLine {
  return {
    chainId: row.id,
    startedAt: row.started_at,
    lastAt: row.last_at,
    username: row.username,
    flow: row.flow,
    targetId: row.target_id,
    targetName: row.target_name,
    production: row.production === 1,
    status: row.status,
    steps: row.steps,
    slowestMs: row.slowest_ms,
    hidden: row.hidden === 1,
    ...(row.failure === null ? {} : { failure: row.failure }),
    ...(row.source === null ? {} : { source: row.source }),
  };
}

export function annotationsIn(row: ChainRow): Annotations {
  const tags: unknown = JSON.parse(row.tags);
  return {
    notes: row.notes,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    ticket: row.ticket,
    pinned: row.pinned === 1,
  };
}
