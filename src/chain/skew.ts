import { movedSince } from './clock-moves.ts';
import type { Chain, Step } from './model.ts';

/** How far a server's clock is ahead of this computer's, as its Date headers tell. Milliseconds. */
export interface Skew {
  /** The middle of what is possible; negative: the server is behind. */
  readonly ms: number;
  readonly atLeast: number;
  readonly atMost: number;
  /** How many steps it was read from. */
  readonly steps: number;
}

/** A Date header names whole seconds: the server's clock was at most this far past it. */
const HEADER_GRAIN = 1_000;

/**
 * The server's clock against ours. One Date header says it to within a second and the step's own time; every further
 * one narrows that down. Steps that contradict those after them (somebody set a clock) are left out; what the sandbox's
 * clock was moved since is added.
 * @returns undefined while no answer with a Date header came
 */
export function skewOf({ steps, clockMoves }: Pick<Chain, 'steps' | 'clockMoves'>): Skew | undefined {
  let known: Skew | undefined;
  for (const step of steps.toReversed()) {
    const read = readFrom(step);
    if (read === undefined) continue;
    const since = movedSince(clockMoves, step.endedAt ?? step.sentAt);
    const atLeast = Math.max(read.atLeast + since, known?.atLeast ?? -Infinity);
    const atMost = Math.min(read.atMost + since, known?.atMost ?? Infinity);
    if (atLeast > atMost) break;
    known = { ms: Math.round((atLeast + atMost) / 2), atLeast, atMost, steps: (known?.steps ?? 0) + 1 };
  }
  return known;
}

/** The header was written between sending and the answer's end. */
function readFrom({ sentAt, endedAt, response }: Step): { atLeast: number; atMost: number } | undefined {
  const at = response?.serverDate;
  if (at === undefined || endedAt === undefined) return undefined;
  return { atLeast: at - endedAt, atMost: at + HEADER_GRAIN - sentAt };
}
