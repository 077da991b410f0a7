import { forkWords, replayWords, spokenBranch } from '@core/chain/branch-words.ts';
import { duration } from '@core/chain/durations.ts';
import type { RailRow, StepRow } from '@core/chain/rail.ts';
import { holeWords, wordsFor } from '@core/chain/outcome-words.ts';
import { shownPending } from '@core/chain/marks.ts';

/** Heights in pixels: fixed, so that line work meets and long chains can be windowed. */
const HEIGHTS: Readonly<Record<RailRow['kind'], number>> = { step: 48, gap: 26, pending: 48 };
/** A row that has nothing to say in its second line. */
const ONE_LINE = 34;

export function rowHeight(row: RailRow): number {
  const oneLine = row.kind === 'step' && row.aside && !row.spur && row.step.summary === '';
  return oneLine ? ONE_LINE : HEIGHTS[row.kind];
}

/** Rows that can be selected: everything but gaps. */
export function selectable(rows: readonly RailRow[]): readonly RailRow[] {
  return rows.filter((row) => row.kind !== 'gap');
}

/** A row in words, for screen readers. @param now epoch milliseconds */
export function spokenRow(row: RailRow, now: number): string {
  if (row.kind === 'gap') return `${duration(row.ms)} thinking`;
  if (row.kind === 'pending') {
    const branch = row.branch ? `${row.branch} fork, ` : '';
    return `${row.pending.name}, ${branch}${shownPending(row.pending, now).word}`;
  }
  const { step } = row;
  const parts = [`Step ${step.number}`, step.answers];
  if (row.fork) parts.push(spokenBranch(forkWords(row.fork)));
  else if (row.replays !== undefined) parts.push(spokenBranch(replayWords(row.replays)));
  else if (isRetry(row)) parts.push(`try ${step.attempt}`);
  parts.push(step.outcome ? wordsFor(step.outcome) : 'sending');
  if (step.holes.length > 0) parts.push(holeWords(step.holes));
  if (step.timing) parts.push(duration(step.timing.total));
  return parts.join(', ');
}

/** All that a row is drawn from, in one text: while it stays the same the row is not drawn anew. */
export function rowSignature(row: RailRow, lanes: number, now: number): string {
  const lines = row.lines
    .map(
      ({ shape, lane, toLane, waiting, origin = false, branch = '' }) =>
        `${shape}${lane}-${toLane}${waiting}${origin}${branch}`,
    )
    .join();
  const more = row.kind === 'step' ? `${row.share} ${row.step.summary} ${row.step.overridden.join()}` : '';
  return `${lanes} ${lines} ${spokenRow(row, now)} ${more}`;
}

/** Another try at the same challenge, on the same branch: nobody counts a fork or a beginning as one. */
export function isRetry({ step, aside, fork, replays }: StepRow): boolean {
  return step.attempt > 1 && !aside && step.parentId !== null && fork === undefined && replays === undefined;
}
