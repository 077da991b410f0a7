import { advances, type Chain, type Pending, type Step } from './model.ts';

/**
 * The chain as a rail, like a version control log: rows from top to bottom in the order things happened, each with the
 * pieces of line that run through it. A pure function of the chain: whoever draws it only turns pieces into paths.
 */
export type RailRow = StepRow | GapRow | PendingRow;

interface RowBase {
  /** Unique, and stable while the chain grows. */
  readonly key: string;
  readonly lines: readonly RailLine[];
}

export interface StepRow extends RowBase {
  readonly kind: 'step';
  readonly step: Step;
  readonly lane: number;
  /** A failed try: a short branch off its rail that leads nowhere. */
  readonly spur: boolean;
  /** An operation beside the chain (AssociateSoftwareToken …): on the same rail, drawn smaller. */
  readonly aside: boolean;
  /** Service time against the slowest step of the chain, 0 to 1; absent until the step has ended. */
  readonly share?: number;
}

/** Time that passed between two steps and was not the service's. */
export interface GapRow extends RowBase {
  readonly kind: 'gap';
  readonly ms: number;
}

export interface PendingRow extends RowBase {
  readonly kind: 'pending';
  readonly pending: Pending;
  readonly lane: number;
}

/**
 * One piece of line in a row. `up` runs from the upper edge to the node's height, `down` from there to the lower edge,
 * `branch` curves from the node to the lower edge of `toLane`, `spur` goes sideways to the node on `toLane`.
 */
export interface RailLine {
  readonly shape: 'up' | 'down' | 'branch' | 'spur';
  readonly lane: number;
  readonly toLane: number;
  /** Leads to nothing but the pending challenge. */
  readonly waiting: boolean;
}

/** The key of the pending challenge's row, and its name as a selection. */
export const PENDING_KEY = 'pending';

/** Shorter gaps are not drawn: nobody thought in them. Milliseconds. */
const SHORTEST_GAP = 1000;

export function railOf(chain: Chain): readonly RailRow[] {
  const entries = entriesOf(chain);
  const layout = lay(entries);
  const slowest = Math.max(1, ...chain.steps.map((step) => step.timing?.total ?? 0));

  return entries.map((entry, row): RailRow => {
    const { key } = entry;
    const lines = linesIn(layout, row);
    if (entry.kind === 'gap') return { kind: 'gap', key, ms: entry.ms, lines };
    const { lane, spur } = layout.places.get(row) ?? { lane: 0, spur: false };
    if (entry.kind === 'pending') return { kind: 'pending', key, pending: entry.pending, lane, lines };
    const { step, aside } = entry;
    const share = step.timing ? { share: step.timing.total / slowest } : {};
    return { kind: 'step', key, step, lane, spur, aside, lines, ...share };
  });
}

/** How many lanes the drawing needs, at least one. */
export function laneCount(rows: readonly RailRow[]): number {
  return rows.reduce((most, row) => (row.kind === 'gap' ? most : Math.max(most, row.lane + 1)), 1);
}

type Entry =
  | { kind: 'gap'; key: string; ms: number }
  | { kind: 'step'; key: string; parent: string | null; step: Step; aside: boolean }
  | { kind: 'pending'; key: string; parent: string; pending: Pending };

function entriesOf(chain: Chain): Entry[] {
  const entries: Entry[] = [];
  for (const step of chain.steps) {
    if (step.thinkMs >= SHORTEST_GAP) entries.push({ kind: 'gap', key: `gap-${step.id}`, ms: step.thinkMs });
    const aside = step.parentId !== null && !advances(step);
    entries.push({ kind: 'step', key: step.id, parent: step.parentId, step, aside });
  }
  const pending = openPending(chain);
  if (pending) entries.push({ kind: 'pending', key: PENDING_KEY, parent: pending.stepId, pending });
  return entries;
}

/** The challenge to show: an answer under way stands for it, and showing both would say it twice. */
export function openPending({ steps, pending }: Chain): Pending | undefined {
  const answering = (step: Step): boolean =>
    step.status === 'sending' && step.parentId === pending?.stepId && advances(step);
  return steps.some(answering) ? undefined : pending;
}

interface Rail {
  readonly lane: number;
  /** Where it leaves another rail, if it does. */
  readonly from?: { readonly row: number; readonly lane: number };
  readonly startRow: number;
  /** The node that an answer would go on from. */
  head: string;
  /** The last row a step touches, and the last of all, the pending challenge included. */
  touchedRow: number;
  endRow: number;
}

interface Layout {
  readonly rails: Rail[];
  readonly places: Map<number, { lane: number; spur: boolean }>;
  readonly spurs: Map<number, { readonly lane: number; readonly toLane: number }>;
}

/**
 * What goes on from a rail's latest node stays on that rail; what goes on from an older one is a fork and gets a rail
 * that is never shared. A failed try at the latest node is a spur: it takes the nearest spot free in its own row.
 */
function lay(entries: readonly Entry[]): Layout {
  const rails: Rail[] = [];
  const nodes = new Map<string, { rail: Rail; row: number }>();
  const places: Layout['places'] = new Map();
  const spurRows = new Map<number, Rail>();

  entries.forEach((entry, row) => {
    if (entry.kind === 'gap') return;
    const parent = entry.parent === null ? undefined : nodes.get(entry.parent);
    const onto = parent?.rail.head === entry.parent ? parent?.rail : undefined;
    if (onto && entry.kind === 'step' && isFailed(entry.step)) {
      onto.touchedRow = onto.endRow = row;
      spurRows.set(row, onto);
      return;
    }
    const rail = onto ?? newRail(rails.length, entry.key, row, parent);
    if (!onto) rails.push(rail);
    if (entry.kind === 'pending' || !entry.aside) rail.head = entry.key;
    rail.endRow = row;
    if (entry.kind === 'step') rail.touchedRow = row;
    nodes.set(entry.key, { rail, row });
    places.set(row, { lane: rail.lane, spur: false });
  });

  const spurs: Layout['spurs'] = new Map();
  for (const [row, rail] of spurRows) {
    const taken = new Set(rails.filter((other) => passes(other, row)).map((other) => other.lane));
    let toLane = rail.lane + 1;
    while (taken.has(toLane)) toLane += 1;
    places.set(row, { lane: toLane, spur: true });
    spurs.set(row, { lane: rail.lane, toLane });
  }
  return { rails, places, spurs };
}

function newRail(lane: number, head: string, row: number, parent?: { rail: Rail; row: number }): Rail {
  const reach = { head, touchedRow: row, endRow: row };
  if (parent === undefined) return { lane, startRow: row, ...reach };
  return { lane, startRow: parent.row, from: { row: parent.row, lane: parent.rail.lane }, ...reach };
}

function passes(rail: Rail, row: number): boolean {
  return row >= rail.startRow && row <= rail.endRow;
}

function isFailed(step: Step): boolean {
  return step.status === 'error' || step.status === 'failure';
}

function linesIn(layout: Layout, row: number): RailLine[] {
  const lines: RailLine[] = [];
  for (const rail of layout.rails) {
    if (!passes(rail, row)) continue;
    const { lane } = rail;
    if (row > rail.startRow) lines.push({ shape: 'up', lane, toLane: lane, waiting: row > rail.touchedRow });
    if (row === rail.endRow) continue;
    const waiting = row >= rail.touchedRow;
    if (rail.from && row === rail.startRow)
      lines.push({ shape: 'branch', lane: rail.from.lane, toLane: lane, waiting });
    else lines.push({ shape: 'down', lane, toLane: lane, waiting });
  }
  const spur = layout.spurs.get(row);
  if (spur) lines.push({ shape: 'spur', ...spur, waiting: false });
  return lines;
}
