import type { Part } from './parts.ts';

/** Where a part stands in the grid of a graph: layers run down, lanes to the right. */
export interface Place {
  readonly layer: number;
  readonly lane: number;
  /** The lane of the line it hangs on: its own, or for a failed try the one to the left. */
  readonly trunk: number;
}

interface Group {
  /** In order; only the last may lead on. */
  readonly members: Part[];
}

/**
 * A place for every part, no two the same. A line of steps runs down a lane; failed tries stand beside it, one below
 * the other, before the try that went on; each further branch of a step has lanes of its own to the right.
 */
export function placesOf(parts: readonly Part[]): ReadonlyMap<string, Place> {
  const parents = new Set(parts.map(({ parent }) => parent));
  const leads: Leads = { on: (part) => parents.has(part.key) || !(part.failed || part.aside) };
  const groups = groupsOf(parts, leads);
  const layers = layersOf(parts, groups);
  const offsets = offsetsOf(parts, groups, layers, leads);

  const places = new Map<string, Place>();
  for (const part of parts) {
    const base = part.parent === null ? 0 : (places.get(part.parent)?.lane ?? 0);
    const trunk = base + (offsets.get(part.key) ?? 0);
    places.set(part.key, { layer: layers.get(part.key) ?? 0, lane: trunk + besides(part, leads), trunk });
  }
  return places;
}

/** Whether anything can stand below a part. A failed try that has children all the same is treated as one that went on. */
interface Leads {
  on(part: Part): boolean;
}

/** How far beside its trunk a part stands. */
function besides(part: Part, leads: Leads): 0 | 1 {
  return part.failed && !leads.on(part) ? 1 : 0;
}

/** The children of every part: tries and helpers up to the answer that went on, and a new group after it. */
function groupsOf(parts: readonly Part[], leads: Leads): ReadonlyMap<string | null, readonly Group[]> {
  const all = new Map<string | null, Group[]>();
  const closed = new Map<string | null, boolean>();
  for (const part of parts) {
    const { parent, step } = part;
    const groups = all.get(parent) ?? [];
    all.set(parent, groups);
    const forks = part.fork !== undefined || (parent === null && step?.replays !== undefined);
    if (groups.length === 0 || closed.get(parent) === true || forks) groups.push({ members: [] });
    groups.at(-1)?.members.push(part);
    closed.set(parent, leads.on(part));
  }
  return all;
}

function layersOf(
  parts: readonly Part[],
  groups: ReadonlyMap<string | null, readonly Group[]>,
): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const settle = (parent: string | null, above: number): void => {
    for (const { members } of groups.get(parent) ?? [])
      members.forEach(({ key }, at) => layers.set(key, above + 1 + at));
  };
  settle(null, -1);
  // Parents come before their children, so that each has its layer by now.
  for (const { key } of parts) settle(key, layers.get(key) ?? 0);
  return layers;
}

/** How far the trunk of each part's group stands right of its parent. */
function offsetsOf(
  parts: readonly Part[],
  groups: ReadonlyMap<string | null, readonly Group[]>,
  layers: ReadonlyMap<string, number>,
  leads: Leads,
): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  /** Of the branch below each part: layer -> the rightmost lane taken, counted from its own. */
  const edges = new Map<string, Map<number, number>>();
  const take = (edge: Map<number, number>, layer: number, lane: number): void =>
    void edge.set(layer, Math.max(lane, edge.get(layer) ?? 0));

  const settle = (parent: string | null, own: number | undefined): Map<number, number> => {
    let whole: Map<number, number> | undefined;
    for (const { members } of groups.get(parent) ?? []) {
      const last = members.at(-1);
      // The long way on lends its map: copying it at every step would cost the square of the chain's length.
      const edge = (last && leads.on(last) ? edges.get(last.key) : undefined) ?? new Map<number, number>();
      for (const member of members) take(edge, layers.get(member.key) ?? 0, besides(member, leads));
      if (!whole) {
        whole = edge;
        for (const { key } of members) offsets.set(key, 0);
        continue;
      }
      let offset = 1;
      for (const layer of edge.keys()) offset = Math.max(offset, (whole.get(layer) ?? -1) + 1);
      for (const { key } of members) offsets.set(key, offset);
      for (const [layer, lane] of edge) take(whole, layer, lane + offset);
    }
    const edge = whole ?? new Map<number, number>();
    if (own !== undefined) take(edge, own, 0);
    return edge;
  };
  for (const { key } of [...parts].reverse()) edges.set(key, settle(key, layers.get(key)));
  settle(null, undefined);
  return offsets;
}
