import type { Measures, Spot } from './bands.ts';
import type { LinkKind } from './links.ts';

type Point = readonly [x: number, y: number];

/** Radius of the bends. */
const BEND = 6;
/** How far a Session's line runs beside the line of answers. */
const BESIDE = 7;

/**
 * The line of a link as an SVG path, in right angles with round bends, through gaps and gutters only.
 * @returns the path, and where a word about it may stand
 */
export function routeOf(kind: LinkKind, from: Spot, to: Spot, m: Measures): { path: string; at: Point } {
  const points = pointsOf(kind, from, to, m);
  // A Session's fingerprint stands where it arrives: on its long way it would stand over the line of answers.
  return { path: bent(points), at: middle(kind === 'session' ? points.slice(-2) : points) };
}

function pointsOf(kind: LinkKind, from: Spot, to: Spot, m: Measures): Point[] {
  const aside = kind === 'session' ? Math.min(BESIDE, m.width / 4) : 0;
  const fromX = from.x + from.width / 2 + aside;
  const toX = to.x + to.width / 2 + aside;
  const bottom = from.y + from.height;
  const below = bottom + m.gapY / 2 + aside / 2;
  const sideways = to.y + to.height / 2 + aside;
  // The first step of a way run again stands beside the one it repeats, or above: over the top.
  if (to.layer <= from.layer) return overTheTop(from, to, m);
  const spur = to.trunkX !== to.x + to.width / 2;
  const trunk = to.trunkX + aside;
  if (to.band !== from.band) {
    // All that goes to one column takes one way: along the gutter, over its top, and down its trunk.
    const top = m.margin - m.gapY / 2 + aside / 2;
    const way: Point[] = [
      [fromX, bottom],
      [fromX, below],
      [to.gutterX + aside, below],
      [to.gutterX + aside, top],
    ];
    if (kind === 'retry') return [...way, [toX, top], [toX, to.y]];
    return spur
      ? [...way, [trunk, top], [trunk, sideways], [to.x, sideways]]
      : [...way, [toX, top], [toX, to.y]];
  }
  if (kind === 'retry')
    return spur
      ? [
          [fromX, bottom],
          [toX, to.y],
        ]
      : [
          [fromX, bottom],
          [fromX, to.y + to.height / 2],
          [to.x + to.width, to.y + to.height / 2],
        ];
  const down: Point[] = [
    [fromX, bottom],
    [fromX, below],
    [trunk, below],
  ];
  return spur ? [...down, [trunk, sideways], [to.x, sideways]] : [...down, [toX, to.y]];
}

function overTheTop(from: Spot, to: Spot, m: Measures): Point[] {
  const [fromX, toX] = [from.x + from.width / 2, to.x + to.width / 2];
  const top = Math.min(from.y, to.y) - m.gapY / 2;
  return [
    [fromX, from.y],
    [fromX, top],
    [toX, top],
    [toX, to.y],
  ];
}

/** Straight runs joined by round bends; points in a row are one run. */
function bent(points: readonly Point[]): string {
  const bends = points.filter(
    ([x, y], at) => at === 0 || x !== points[at - 1]?.[0] || y !== points[at - 1]?.[1],
  );
  return bends
    .map(([x, y], at) => {
      const before = bends[at - 1];
      const after = bends[at + 1];
      if (!before) return `M${round(x)} ${round(y)}`;
      if (!after || isStraight(before, [x, y], after)) return `L${round(x)} ${round(y)}`;
      const [ax, ay] = towards([x, y], before);
      const [bx, by] = towards([x, y], after);
      return `L${round(ax)} ${round(ay)}Q${round(x)} ${round(y)} ${round(bx)} ${round(by)}`;
    })
    .join('');
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  return (a[0] === b[0] && b[0] === c[0]) || (a[1] === b[1] && b[1] === c[1]);
}

/** A point on the way from one to the other, a bend's radius on or half the way. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y);
  const part = Math.min(BEND, length / 2) / (length || 1);
  return [x + (toX - x) * part, y + (toY - y) * part];
}

/** The middle of the longest run. */
function middle(points: readonly Point[]): Point {
  let best: Point = points[0] ?? [0, 0];
  let longest = -1;
  points.forEach((point, at) => {
    const next = points[at + 1];
    const length = next ? Math.hypot(next[0] - point[0], next[1] - point[1]) : -1;
    if (!next || length <= longest) return;
    longest = length;
    best = [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
  });
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
