import * as v from 'valibot';

/** Screen coordinates in device-independent pixels, as Electron counts them. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const Whole = v.pipe(v.number(), v.integer());
const Side = v.pipe(Whole, v.minValue(1), v.maxValue(32_767));
const PlaceSchema = v.object({ x: Whole, y: Whole, width: Side, height: Side, maximized: v.boolean() });
export type Place = Readonly<v.InferOutput<typeof PlaceSchema>>;

/** Where the window was, for each set of displays it was seen on: the desk at work, the laptop alone. */
export const PlacesSchema = v.record(v.pipe(v.string(), v.maxLength(1_000)), PlaceSchema);
export type Places = Readonly<v.InferOutput<typeof PlacesSchema>>;

export const SMALLEST = { width: 720, height: 520 } as const;
const FIRST = { width: 1280, height: 800 } as const;
/** Sets of displays that are remembered: the ones seen last. */
const SETS_KEPT = 12;
/** How much of the title bar must lie on a display for a hand to reach it. */
const REACHABLE = { width: 120, height: 32 } as const;

/** One name for the displays that are there, whatever their order. */
export function displaySet(displays: readonly Box[]): string {
  return displays
    .map(({ x, y, width, height }) => `${width}x${height}@${x},${y}`)
    .sort()
    .join(' ');
}

/**
 * Where to open the window: where it was on these displays, else in the middle of the first. Never larger than a
 * display, never where no hand reaches it.
 * @param areas the displays' work areas, the primary one first
 */
export function placeFor(saved: Place | undefined, areas: readonly Box[]): Partial<Place> {
  const primary = areas[0];
  if (primary === undefined) return FIRST;
  if (saved === undefined) return { ...sizeWithin(FIRST, primary), maximized: false };
  const area = areas.reduce((best, next) => (overlap(next, saved) > overlap(best, saved) ? next : best));
  const size = sizeWithin(saved, area);
  if (!reachable(saved, areas)) return { ...size, maximized: saved.maximized };
  return {
    ...size,
    x: clamp(saved.x, area.x, area.x + area.width - size.width),
    y: clamp(saved.y, area.y, area.y + area.height - size.height),
    maximized: saved.maximized,
  };
}

/** The places with this one added; the oldest go. */
export function withPlace(places: Places, set: string, place: Place): Places {
  const others = Object.entries(places).filter(([name]) => name !== set);
  return Object.fromEntries([...others, [set, place] as const].slice(-SETS_KEPT));
}

function sizeWithin(
  wanted: Pick<Box, 'width' | 'height'>,
  area: Box,
): { readonly width: number; readonly height: number } {
  return {
    width: clamp(wanted.width, Math.min(SMALLEST.width, area.width), area.width),
    height: clamp(wanted.height, Math.min(SMALLEST.height, area.height), area.height),
  };
}

function reachable(place: Box, areas: readonly Box[]): boolean {
  const bar = { ...place, height: REACHABLE.height };
  return areas.some((area) => overlap(area, bar) >= REACHABLE.width * (REACHABLE.height / 2));
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
