import { branchesOf, isAside, isFailed, type ChainBranch } from './branches.ts';
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
  /** Where a fork begins: its kind, and the number of the step it stands in place of. */
  readonly fork?: { readonly kind: 'live' | 'replay'; readonly of?: number };
  /** The number of the step that is run again here, on the way to a replay fork. */
  readonly replays?: number;
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
  /** The kind of the branch that waits, where it is a fork. */
  readonly branch?: 'live' | 'replay';
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
  /** The kind of fork whose rail it is; absent on the main one. */
  readonly branch?: 'live' | 'replay';
  /** Comes down from the step that a replay stands in place of: nothing goes on there. */
  readonly origin?: true;
}

/** The key of the newest branch's pending challenge, and its name as a selection. */
export const PENDING_KEY = 'pending';

/** The key of an open challenge's row, and its name as a selection. */
export function pendingKey(chain: Chain, { stepId }: Pending): string {
  return stepId === chain.pending?.stepId ? PENDING_KEY : `${PENDING_KEY}-${stepId}`;
}

/** The open challenge that a selection names. */
export function pendingNamed(chain: Chain, key: string | undefined): Pending | undefined {
  return chain.pendings.find((pending) => pendingKey(chain, pending) === key);
}

/** Shorter gaps are not drawn: nobody thought in them. Milliseconds. */
const SHORTEST_GAP = 1000;

export function railOf(chain: Chain): readonly RailRow[] {
  const entries = entriesOf(chain);
  const layout = lay(entries, branchesOf(chain));
  const slowest = chain.steps.reduce((most, step) => Math.max(most, step.timing?.total ?? 0), 1);
  const numbers = new Map(chain.steps.map(({ id, number }) => [id, number]));

  return entries.map((entry, row): RailRow => {
    const { key } = entry;
    const lines = linesIn(layout, row);
    if (entry.kind === 'gap') return { kind: 'gap', key, ms: entry.ms, lines };
    const { lane, spur, kind } = layout.places.get(row) ?? { lane: 0, spur: false, kind: 'main' };
    const branch = kind === 'main' ? {} : { branch: kind };
    if (entry.kind === 'pending')
      return { kind: 'pending', key, pending: entry.pending, lane, lines, ...branch };
    const { step } = entry;
    const share = step.timing ? { share: step.timing.total / slowest } : {};
    const aside = isAside(step);
    return {
      kind: 'step',
      key,
      step,
      lane,
      spur,
      aside,
      lines,
      ...share,
      ...standing(step, layout, numbers),
    };
  });
}

/** What a step has to do with forks. */
function standing(
  step: Step,
  { begins }: Layout,
  numbers: ReadonlyMap<string, number>,
): Pick<StepRow, 'fork' | 'replays'> {
  const replays = step.replays === undefined ? undefined : numbers.get(step.replays);
  const kind = step.branch?.kind ?? (begins.get(step.id) === 'live' ? 'live' : undefined);
  const of = step.branch === undefined ? undefined : numbers.get(step.branch.of);
  return {
    ...(kind === undefined ? {} : { fork: { kind, ...(of === undefined ? {} : { of }) } }),
    ...(replays === undefined ? {} : { replays }),
  };
}

/** How many lanes the drawing needs, at least one. */
export function laneCount(rows: readonly RailRow[]): number {
  return rows.reduce((most, row) => (row.kind === 'gap' ? most : Math.max(most, row.lane + 1)), 1);
}

type Entry =
  | { kind: 'gap'; key: string; ms: number }
  | { kind: 'step'; key: string; step: Step }
  | { kind: 'pending'; key: string; pending: Pending };

function entriesOf(chain: Chain): Entry[] {
  const entries: Entry[] = [];
  for (const step of chain.steps) {
    if (step.thinkMs >= SHORTEST_GAP) entries.push({ kind: 'gap', key: `gap-${step.id}`, ms: step.thinkMs });
    entries.push({ kind: 'step', key: step.id, step });
  }
  for (const pending of openPendings(chain))
    entries.push({ kind: 'pending', key: pendingKey(chain, pending), pending });
  return entries;
}

/** The challenges to show: an answer under way stands for its own, and showing both would say it twice. */
export function openPendings({ steps, pendings }: Chain): readonly Pending[] {
  const answered = new Set(
    steps.filter((step) => step.status === 'sending' && advances(step)).map(({ parentId }) => parentId),
  );
  return pendings.filter(({ stepId }) => !answered.has(stepId));
}

interface Rail {
  readonly lane: number;
  readonly kind: ChainBranch['kind'];
  /** Where it leaves another rail, if it does. */
  readonly from?: { readonly row: number; readonly lane: number };
  /** The row of the step that a replay stands in place of. */
  readonly origin?: number;
  readonly startRow: number;
  /** Of its first node. */
  readonly firstRow: number;
  /** The last row a step touches, and the last of all, the pending challenge included. */
  touchedRow: number;
  endRow: number;
}

interface Layout {
  readonly rails: Rail[];
  readonly places: Map<number, { lane: number; spur: boolean; kind: ChainBranch['kind'] }>;
  readonly spurs: Map<number, { readonly lane: number; readonly toLane: number }>;
  /** First step of a branch -> its kind. */
  readonly begins: ReadonlyMap<string, ChainBranch['kind']>;
}

/**
 * Every branch has a rail that is never shared. A failed try at its latest node is a spur: it takes the nearest spot
 * free in its own row.
 */
function lay(entries: readonly Entry[], branches: readonly ChainBranch[]): Layout {
  const rails: Rail[] = [];
  const railOfBranch = new Map<ChainBranch, Rail>();
  const branchOf = new Map(branches.flatMap((branch) => branch.steps.map(({ id }) => [id, branch] as const)));
  const nodes = new Map<string, { rail: Rail; row: number }>();
  const rowOf = new Map(
    entries.flatMap((entry, row) => (entry.kind === 'step' ? [[entry.key, row] as const] : [])),
  );
  const places: Layout['places'] = new Map();
  const spurRows = new Map<number, Rail>();

  entries.forEach((entry, row) => {
    if (entry.kind === 'gap') return;
    const id = entry.kind === 'step' ? entry.step.id : entry.pending.stepId;
    const branch = branchOf.get(id);
    if (branch === undefined) return;
    const known = railOfBranch.get(branch);
    const rail =
      known ??
      newRail(rails.length, branch, row, nodes.get(branch.from ?? '') ?? originOf(branch, row, rowOf));
    if (!known) {
      rails.push(rail);
      railOfBranch.set(branch, rail);
    }
    rail.endRow = row;
    if (entry.kind === 'step') rail.touchedRow = row;
    if (known && entry.kind === 'step' && isFailed(entry.step)) {
      spurRows.set(row, rail);
      return;
    }
    if (entry.kind === 'step') nodes.set(entry.step.id, { rail, row });
    places.set(row, { lane: rail.lane, spur: false, kind: rail.kind });
  });

  const spurs: Layout['spurs'] = new Map();
  for (const [row, rail] of spurRows) {
    // Right above the rail that a replay of it has later, a failed try stands best.
    const taken = new Set(
      rails.filter((other) => passes(other, row) && other.origin !== row).map((other) => other.lane),
    );
    let toLane = rail.lane + 1;
    while (taken.has(toLane)) toLane += 1;
    places.set(row, { lane: toLane, spur: true, kind: rail.kind });
    spurs.set(row, { lane: rail.lane, toLane });
  }
  return { rails, places, spurs, begins: new Map(branches.map(({ id, kind }) => [id, kind])) };
}

function newRail(
  lane: number,
  { kind }: ChainBranch,
  row: number,
  parent?: { rail: Rail; row: number } | number,
): Rail {
  const reach = { lane, kind, firstRow: row, touchedRow: row, endRow: row };
  if (parent === undefined) return { ...reach, startRow: row };
  if (typeof parent === 'number') return { ...reach, startRow: parent, origin: parent };
  return { ...reach, startRow: parent.row, from: { row: parent.row, lane: parent.rail.lane } };
}

/** The row of what a replay stands in place of: the step it forks, or as far as it came the step it runs again. */
function originOf(
  { kind, of, steps }: ChainBranch,
  row: number,
  rowOf: ReadonlyMap<string, number>,
): number | undefined {
  if (kind !== 'replay') return undefined;
  const origin = rowOf.get(of ?? steps.findLast(({ replays }) => replays !== undefined)?.replays ?? '');
  return origin !== undefined && origin < row ? origin : undefined;
}

function passes(rail: Rail, row: number): boolean {
  return row >= rail.startRow && row <= rail.endRow;
}

function linesIn(layout: Layout, row: number): RailLine[] {
  const lines: RailLine[] = [];
  for (const rail of layout.rails) {
    if (!passes(rail, row)) continue;
    const { lane, kind } = rail;
    const branch = kind === 'main' ? {} : { branch: kind };
    if (rail.origin !== undefined && row < rail.firstRow) {
      const at = layout.places.get(rail.origin)?.lane ?? lane;
      const piece = { toLane: lane, waiting: false, origin: true, ...branch } as const;
      if (row > rail.origin) lines.push({ shape: 'up', lane, ...piece });
      if (row > rail.origin || at === lane) lines.push({ shape: 'down', lane, ...piece });
      else lines.push({ shape: 'branch', lane: at, ...piece });
      continue;
    }
    const origin = rail.origin !== undefined && row === rail.firstRow ? { origin: true as const } : {};
    if (row > rail.startRow)
      lines.push({ shape: 'up', lane, toLane: lane, waiting: row > rail.touchedRow, ...branch, ...origin });
    if (row === rail.endRow) continue;
    const waiting = row >= rail.touchedRow;
    if (rail.from && row === rail.startRow)
      lines.push({ shape: 'branch', lane: rail.from.lane, toLane: lane, waiting, ...branch });
    else lines.push({ shape: 'down', lane, toLane: lane, waiting, ...branch });
  }
  const spur = layout.spurs.get(row);
  if (spur) lines.push({ shape: 'spur', ...spur, waiting: false });
  return lines;
}
