import type { Place } from './places.ts';

/** A box of pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Measures of a graph's grid, pixels. */
export interface Measures {
  readonly width: number;
  readonly height: number;
  readonly gapX: number;
  readonly gapY: number;
  /** Between one column of layers and the next. */
  readonly gutter: number;
  readonly margin: number;
}

/** The place of a part in the drawing, and the lines edges follow on their way to it. */
export interface Spot extends Box {
  /** Which column of layers. */
  readonly band: number;
  readonly layer: number;
  /** Middle of the trunk it hangs on. */
  readonly trunkX: number;
  /** Middle of the gutter left of its column. */
  readonly gutterX: number;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly spots: ReadonlyMap<string, Spot>;
}

/** The room a graph is laid out for, pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** A sheet of its own, as an exported picture is. */
const SHEET: Room = { width: 760, height: 520 };

/** Layers to a column. From a short list, so that a chain that grows keeps its shape for many steps. */
const COLUMN = [4, 6, 8, 11, 15, 20, 27, 36, 48, 64, 86, 115, 153, 204, 272, 363, 484, 645, 860];

/**
 * Breaks a long graph into columns, like a newspaper, so that it fits the room as large as it can.
 * @param places at least one
 */
export function sheetOf(places: ReadonlyMap<string, Place>, measures: Measures, room: Room = SHEET): Sheet {
  const depth = Math.max(0, ...[...places.values()].map(({ layer }) => layer)) + 1;
  const lanes = laneRanges(places, depth);
  const fitting = COLUMN.filter((rows) => rows < depth);
  let best = columns(lanes, depth, measures);
  for (const rows of fitting.reverse()) {
    const other = columns(lanes, rows, measures);
    if (zoom(other, room) > zoom(best, room) * 1.02) best = other;
  }
  const spots = new Map<string, Spot>();
  for (const [key, place] of places) spots.set(key, spotOf(place, best, measures));
  return { width: best.width, height: best.height, spots };
}

interface Range {
  from: number;
  to: number;
}
interface Columns {
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** Left edge of each column, and its first lane. */
  readonly lefts: readonly number[];
  readonly firsts: readonly number[];
}

/** The lanes taken in each layer, trunks included: lines run there. */
function laneRanges(places: ReadonlyMap<string, Place>, depth: number): readonly Range[] {
  const ranges = Array.from({ length: depth }, (): Range => ({ from: Infinity, to: 0 }));
  for (const { layer, lane, trunk } of places.values()) {
    const range = ranges[layer];
    if (!range) continue;
    range.from = Math.min(range.from, trunk);
    range.to = Math.max(range.to, lane);
  }
  return ranges;
}

function columns(lanes: readonly Range[], rows: number, m: Measures): Columns {
  const lefts: number[] = [];
  const firsts: number[] = [];
  let x = m.margin;
  for (let at = 0; at < lanes.length; at += rows) {
    const within = lanes.slice(at, at + rows);
    const first = Math.min(...within.map(({ from }) => from));
    const last = Math.max(...within.map(({ to }) => to));
    lefts.push(x);
    firsts.push(first);
    x += (last - first + 1) * (m.width + m.gapX) - m.gapX + m.gutter;
  }
  const tall = Math.min(rows, lanes.length);
  return {
    rows,
    lefts,
    firsts,
    width: x - m.gutter + m.margin,
    height: m.margin * 2 + tall * (m.height + m.gapY) - m.gapY,
  };
}

/** How large it can be drawn in the room; larger than life is no gain. */
function zoom({ width, height }: Columns, room: Room): number {
  return Math.min(1, room.width / width, room.height / height);
}

function spotOf({ layer, lane, trunk }: Place, { rows, lefts, firsts }: Columns, m: Measures): Spot {
  const band = Math.floor(layer / rows);
  const left = lefts[band] ?? m.margin;
  const xOf = (at: number): number => left + (at - (firsts[band] ?? 0)) * (m.width + m.gapX);
  return {
    band,
    layer,
    x: xOf(lane),
    y: m.margin + (layer % rows) * (m.height + m.gapY),
    width: m.width,
    height: m.height,
    trunkX: xOf(trunk) + m.width / 2,
    gutterX: left - m.gutter / 2,
  };
}
