import type { Coverage } from './coverage.ts';

/** The shape of coverage as JSON. */
export const COVERAGE_VERSION = 1;

export interface CoverageShare {
  readonly touched: number;
  readonly all: number;
}

/** How much of each kind was touched, and what was not. */
export interface CoverageGaps {
  readonly challenges: readonly string[];
  readonly transitions: readonly string[];
  readonly errors: readonly string[];
}

/** What no chain touched, by name; a transition as `FROM → TO`. */
export function gapsOf({ challenges, transitions, errors }: Coverage): CoverageGaps {
  const untouched = <T extends { readonly chains: number }>(all: readonly T[]) =>
    all.filter(({ chains }) => chains === 0);
  return {
    challenges: untouched(challenges).map(({ name }) => name),
    transitions: untouched(transitions).map(arrow),
    errors: untouched(errors).map(({ name }) => name),
  };
}

export function coverageJson(coverage: Coverage, chains: number) {
  const shares = {
    challenges: shareOf(coverage.challenges),
    transitions: shareOf(coverage.transitions),
    errors: shareOf(coverage.errors),
  };
  return {
    countersign: 'coverage',
    version: COVERAGE_VERSION,
    chains,
    shares,
    gaps: gapsOf(coverage),
    ...coverage,
  } as const;
}

/** For a terminal: each kind with its share, everything with how many chains touched it, what none did marked. */
export function coverageText(
  coverage: Coverage,
  {
    chains,
    gapsOnly,
    dim,
  }: { readonly chains: number; readonly gapsOnly: boolean; readonly dim: (text: string) => string },
): string {
  const sections = [
    ['Challenges', coverage.challenges.map((each) => ({ ...each, name: each.name }))],
    ['Transitions', coverage.transitions.map((each) => ({ name: arrow(each), chains: each.chains }))],
    ['Errors', coverage.errors],
  ] as const;
  const lines = sections.flatMap(([title, all]) => {
    const { touched, all: total } = shareOf(all);
    const rows = all.filter((row) => row.chains === 0 || !gapsOnly);
    return ['', `${title}: ${touched} of ${total} touched`, ...rowLines(rows, dim)];
  });
  const unlisted = coverage.unlisted.map((each) => ({ name: arrow(each), chains: each.chains }));
  const more =
    unlisted.length === 0
      ? []
      : ['', 'Not in the protocol reference, and went all the same', ...rowLines(unlisted, dim)];
  const from = chains === 1 ? 'Of 1 chain' : `Of ${chains} chains`;
  return `${[from, ...lines, ...more].join('\n')}\n`;
}

function rowLines(
  rows: readonly { readonly name: string; readonly chains: number }[],
  dim: (text: string) => string,
): string[] {
  const wide = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(({ name, chains }) =>
    chains === 0
      ? `  – ${name.padEnd(wide)}  ${dim('not touched')}`
      : `  ✓ ${name.padEnd(wide)}  ${dim(chains === 1 ? '1 chain' : `${chains} chains`)}`,
  );
}

function shareOf(all: readonly { readonly chains: number }[]): CoverageShare {
  return { touched: all.filter(({ chains }) => chains > 0).length, all: all.length };
}

function arrow({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} → ${to}`;
}
