import type { ChainStatus } from '@core/chain/model.ts';
import type { ImportedFrom } from '@core/chain/event.ts';
import type { Annotations, ChainLine, Found } from '@core/history/history.ts';

/** A row of `chain` as pg gives it: BIGINT as text, so that no digit is lost. */
export interface ChainRow {
  readonly n: string;
  readonly id: string;
  readonly started_at: number;
  readonly last_at: number;
  readonly username: string;
  readonly flow: string;
  readonly target_id: string;
  readonly target_name: string;
  readonly production: boolean;
  readonly status: ChainStatus;
  readonly failure: string | null;
  readonly steps: number;
  readonly slowest_ms: number;
  readonly source: ImportedFrom['kind'] | null;
  readonly hidden: boolean;
  readonly events: number;
  readonly bytes: string;
  readonly notes: string;
  readonly tags: string;
  readonly ticket: string;
  readonly pinned: boolean;
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
    production: row.production,
    status: row.status,
    steps: row.steps,
    slowestMs: row.slowest_ms,
    hidden: row.hidden,
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
    pinned: row.pinned,
  };
}

/** PostgreSQL's texts hold no NUL. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}');
}

/** Longest value of a facet, in characters: an index takes no entry over 2,700 bytes. */
const LONGEST_FACET = 500;

/** What a facet's value is in the table, and in a query for it. */
export function facetValue(value: string): string {
  return storable(value).slice(0, LONGEST_FACET);
}
