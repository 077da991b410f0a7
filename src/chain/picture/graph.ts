import type { Chain } from '../model.ts';
import { type Box, type Measures, type Room, sheetOf } from './bands.ts';
import { type Link, linksOf } from './links.ts';
import { type Part, partsOf } from './parts.ts';
import { placesOf } from './places.ts';
import { routeOf } from './routes.ts';

/** `cards`: name and result of every step; `tiles`: sign and number, for long chains. */
export type GraphSize = 'cards' | 'tiles';

export interface GraphNode extends Box {
  readonly key: string;
  readonly part: Part;
}

export interface GraphEdge extends Link {
  /** SVG path. */
  readonly path: string;
  /** Where its label may stand. */
  readonly at: readonly [x: number, y: number];
}

/** A chain as nodes and edges with their places, pixels from the upper left corner. */
export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly size: GraphSize;
  /** In the order things happened. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Chains up to this many steps are drawn as cards unless asked otherwise. */
const MOST_CARDS = 40;

const MEASURES: Readonly<Record<GraphSize, Measures>> = {
  cards: { width: 226, height: 46, gapX: 30, gapY: 26, gutter: 52, margin: 24 },
  tiles: { width: 46, height: 26, gapX: 14, gapY: 14, gutter: 30, margin: 20 },
};

/**
 * The chain as a graph of our own layout: a pure function of the chain, the same every time.
 * @param now epoch milliseconds: a Session that waits may have expired
 * @param room what it is to fit, as large as it can
 */
export function graphOf(chain: Chain, now: number, size?: GraphSize, room?: Room): Graph {
  const parts = partsOf(chain, now);
  const chosen = size ?? (parts.length > MOST_CARDS ? 'tiles' : 'cards');
  const measures = MEASURES[chosen];
  if (parts.length === 0) return { width: 0, height: 0, size: chosen, nodes: [], edges: [] };
  const { width, height, spots } = sheetOf(placesOf(parts), measures, room);

  const nodes = parts.flatMap((part): GraphNode[] => {
    const spot = spots.get(part.key);
    if (!spot) return [];
    return [{ key: part.key, part, x: spot.x, y: spot.y, width: spot.width, height: spot.height }];
  });
  const edges = linksOf(parts).flatMap((link): GraphEdge[] => {
    const from = spots.get(link.from);
    const to = spots.get(link.to);
    return from && to ? [{ ...link, ...routeOf(link.kind, from, to, measures) }] : [];
  });
  return { width, height, size: chosen, nodes, edges };
}
