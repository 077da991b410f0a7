import type { ClockMoved } from './event.ts';

/** The sandbox's clock was moved while a chain was there: `at` in epoch milliseconds, `ms` forward. */
export type ClockMove = Pick<ClockMoved, 'at' | 'ms'>;

/** How far the clock was moved forward since a moment, milliseconds. */
export function movedSince(moves: readonly ClockMove[], at: number): number {
  return moves.reduce((sum, move) => sum + (move.at >= at ? move.ms : 0), 0);
}
