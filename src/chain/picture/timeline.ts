import type { Chain, Step } from '../model.ts';
import { type Part, partsOf } from './parts.ts';
import { placesOf } from './places.ts';

/** A row of the timeline. Places are shares of the axis, 0 to 1. */
export interface TimelineRow {
  readonly key: string;
  readonly part: Part;
  /** The branch it belongs to, 0 for the first: how far it is set in. */
  readonly lane: number;
  readonly start: number;
  readonly end: number;
  /** No end yet: under way, or waiting for an answer. */
  readonly open: boolean;
}

/** Time in which nothing was under way, drawn shorter than it was. */
export interface TimelineGap {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Its true length, milliseconds. */
  readonly ms: number;
}

/** Where something begins to happen again after a gap. */
export interface TimelineMark {
  readonly at: number;
  /** Milliseconds since the first step. */
  readonly ms: number;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly gaps: readonly TimelineGap[];
  readonly marks: readonly TimelineMark[];
  /** Milliseconds from the first request to the last reply, gaps included, and those in which something was under way. */
  readonly totalMs: number;
  readonly busyMs: number;
}

/** All gaps together take at most this share of the busy time's length, a single one at most the other. */
const ALL_GAPS = 0.8;
const ONE_GAP = 0.2;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The chain along an axis of time on which idle time is squeezed: the order of things and the lengths of the busy
 * stretches stay true to each other.
 * @param now epoch milliseconds
 */
export function timelineOf(chain: Chain, now: number): Timeline {
  const parts = partsOf(chain, now);
  const places = placesOf(parts);
  const busy = busySpans(chain.steps);
  const axis = axisOf(busy);
  const last = busy.at(-1)?.to ?? 0;

  const rows = parts.map(({ ...part }): TimelineRow => {
    const span = part.step ? spanOf(part.step) : undefined;
    return {
      key: part.key,
      part,
      lane: places.get(part.key)?.trunk ?? 0,
      start: axis.at(span?.from ?? last),
      end: part.step?.endedAt === undefined ? 1 : axis.at(span?.to ?? last),
      open: part.step?.endedAt === undefined,
    };
  });
  const first = busy[0]?.from ?? 0;
  return {
    rows,
    gaps: axis.gaps.map(({ from, to }, at) => ({
      key: `gap-${at}`,
      start: axis.at(from),
      end: axis.at(to),
      ms: to - from,
    })),
    marks: busy.map(({ from }) => ({ at: axis.at(from), ms: from - first })),
    totalMs: last - first,
    busyMs: busy.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}

/** A clock set back while a step ran must not turn its bar around. */
function spanOf({ sentAt, endedAt }: Step): Span {
  return { from: sentAt, to: Math.max(sentAt, endedAt ?? sentAt) };
}

/** When anything was under way: stretches that touch are one. */
function busySpans(steps: readonly Step[]): readonly Span[] {
  const spans = steps.map(spanOf).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const before = merged.at(-1);
    if (before && from <= before.to) before.to = Math.max(before.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** Maps moments to shares of an axis, never backwards. */
function axisOf(busy: readonly Span[]): { at(moment: number): number; gaps: readonly Span[] } {
  const total = Math.max(
    1,
    busy.reduce((sum, { from, to }) => sum + to - from, 0),
  );
  const between = busy.slice(1).map(({ from }, at): Span => ({ from: busy[at]?.to ?? from, to: from }));
  const longest = total * Math.min(ONE_GAP, ALL_GAPS / Math.max(1, between.length));
  const squeezed = between.filter(({ from, to }) => to - from > longest);

  /** Corners of the map: a moment, and how far along the drawing it stands. */
  const corners: { moment: number; along: number }[] = [{ moment: busy[0]?.from ?? 0, along: 0 }];
  busy.forEach(({ from, to }, at) => {
    const before = corners.at(-1) ?? { moment: from, along: 0 };
    const start = before.along + (at === 0 ? 0 : Math.min(from - before.moment, longest));
    corners.push({ moment: from, along: start }, { moment: to, along: start + to - from });
  });
  // Steps that took no time at all still stand apart.
  const length = corners.at(-1)?.along || 1;

  function at(moment: number): number {
    let low = 0;
    let high = corners.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((corners[middle]?.moment ?? 0) <= moment) low = middle;
      else high = middle - 1;
    }
    const here = corners[low];
    const next = corners[low + 1];
    if (!here) return 0;
    if (!next || next.moment === here.moment) return here.along / length;
    const part = Math.max(0, moment - here.moment) / (next.moment - here.moment);
    return Math.min(1, (here.along + part * (next.along - here.along)) / length);
  }
  return { at, gaps: squeezed };
}
