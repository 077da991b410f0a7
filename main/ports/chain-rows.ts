import type { ChainStatus } from '@core/chain/model.ts';
import type { Annotations, ChainLine, Found, KeptTarget } from '@core/history/history.ts';

/**
 * A row of `chain`, as this program wrote it.
 * @template Whole how the home gives long whole numbers
 * @template Truth how it gives what is true or not
 */
export interface ChainRowOf<Whole, Truth> {
  readonly n: Whole;
  readonly id: string;
  readonly started_at: number;
  readonly last_at: number;
  readonly username: string;
  readonly flow: string;
  readonly target_id: string;
  readonly target_name: string;
  readonly production: Truth;
  readonly status: ChainStatus;
  readonly expires_at: number | null;
  readonly failure: string | null;
  readonly steps: number;
  readonly slowest_ms: number;
  readonly source: NonNullable<ChainLine['source']> | null;
  readonly hidden: Truth;
  readonly events: number;
  readonly bytes: Whole;
  readonly notes: string;
  readonly tags: string;
  readonly ticket: string;
  readonly pinned: Truth;
}

/** Both homes' rows. */
type AnyRow = ChainRowOf<number | string, number | boolean>;

export function foundIn(row: AnyRow): Found {
  return { line: lineIn(row), annotations: annotationsIn(row) };
}

/** The last chain of every target, in both homes' SQL; the index on targets knows it without their rows. */
export const LAST_OF_TARGETS = `
  SELECT target_id, target_name, production FROM chain
  WHERE n IN (SELECT max(n) FROM chain GROUP BY target_id) ORDER BY target_name, target_id`;

export function targetIn(row: Pick<AnyRow, 'target_id' | 'target_name' | 'production'>): KeptTarget {
  return { id: row.target_id, name: row.target_name, production: isTrue(row.production) };
}

export function lineIn(row: AnyRow): ChainLine {
  return {
    chainId: row.id,
    startedAt: row.started_at,
    lastAt: row.last_at,
    username: row.username,
    flow: row.flow,
    targetId: row.target_id,
    targetName: row.target_name,
    production: isTrue(row.production),
    status: row.status,
    steps: row.steps,
    slowestMs: row.slowest_ms,
    hidden: isTrue(row.hidden),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    ...(row.source === null ? {} : { source: row.source }),
  };
}

export function annotationsIn(row: AnyRow): Annotations {
  const tags: unknown = JSON.parse(row.tags);
  return {
    notes: row.notes,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    ticket: row.ticket,
    pinned: isTrue(row.pinned),
  };
}

function isTrue(truth: number | boolean): boolean {
  return truth === true || truth === 1;
}
