import type { Annotations, ChainLine, SavedSearch, searchCommands } from '@core/contract/search.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';
import { facetsOfLine, NO_ANNOTATIONS, type KeptChain } from '@core/history/history.ts';
import { completionsAt, fixedOptions, keyOptions, valueOption } from '@core/history/query/complete.ts';
import { isFacetKey } from '@core/history/query/keys.ts';
import { matches } from '@core/history/query/matches.ts';
import { parseQuery } from '@core/history/query/parse.ts';
import { FIXED_NOW } from './fixtures.ts';

/** A line of the history for tests: a sign-in of ann's that came to tokens. */
export function sampleLine(chainId: string, changes: Partial<ChainLine> = {}): ChainLine {
  return {
    chainId,
    startedAt: FIXED_NOW,
    lastAt: FIXED_NOW + 2_000,
    username: 'ann@example.com',
    flow: 'USER_SRP_AUTH',
    targetId: 'target-1',
    targetName: 'staging',
    production: false,
    status: 'tokens',
    steps: 4,
    slowestMs: 91,
    hidden: false,
    ...changes,
  };
}

/**
 * The fake host's side of `contract/search.ts`: a history that is searched as the real one is, by what its lines and
 * annotations say.
 * @param lines what came last first
 */
export function fakeSearch(
  tell: (event: HostEvent) => void,
  lines: readonly ChainLine[] = [],
): Pick<Handlers, keyof typeof searchCommands> {
  const chains: KeptChain[] = lines.map((line) => ({ line, annotations: NO_ANNOTATIONS, events: [] }));
  let searches: readonly SavedSearch[] = [];
  const noted = new Map<string, Annotations>();
  const annotationsOf = (chainId: string): Annotations => noted.get(chainId) ?? NO_ANNOTATIONS;
  const now = (): KeptChain[] =>
    chains.map((chain) => ({ ...chain, annotations: annotationsOf(chain.line.chainId) }));

  return {
    'history.search': async ({ query: text, typing, most, after }) => {
      const { query, faults } = parseQuery(text, FIXED_NOW, typing);
      const all = now().filter((chain) => matches(query, chain) || saidOf(chain.line, text));
      const from = Number(after ?? 0);
      return {
        found: all.slice(from, from + most).map(({ line, annotations }) => ({ line, annotations })),
        faults,
        ...(all.length > from + most ? { next: String(from + most) } : {}),
      };
    },
    'history.complete': async ({ query, caret }) => {
      const spot = completionsAt(query, caret);
      const { from, to } = spot;
      if (spot.kind === 'none') return { from, to, options: [] };
      if (spot.kind === 'start') return { from, to, options: keyOptions(spot.beginning) };
      const { key, beginning } = spot;
      if (!isFacetKey(key)) return { from, to, options: fixedOptions(key, beginning) ?? [] };
      const counts = new Map<string, number>();
      for (const { line, annotations } of now())
        for (const facet of facetsOfLine(line, annotations))
          if (facet.key === key && facet.value.startsWith(beginning))
            counts.set(facet.value, (counts.get(facet.value) ?? 0) + 1);
      return { from, to, options: [...counts].map(([value, count]) => valueOption(key, value, count, true)) };
    },
    'chain.annotations': async ({ chainId }) => annotationsOf(chainId),
    'chain.annotate': async ({ chainId, changes }) => {
      const annotations = { ...annotationsOf(chainId), ...changes };
      noted.set(chainId, annotations);
      tell({ type: 'history.changed' });
      return annotations;
    },
    'searches.list': async () => searches,
    'searches.save': async (search) => {
      searches = [...searches.filter(({ name }) => name !== search.name), search];
      return searches;
    },
    'searches.remove': async ({ name }) => (searches = searches.filter((search) => search.name !== name)),
  };
}

/** Lines hold no events: a word is looked for in the username itself. */
function saidOf(line: ChainLine, text: string): boolean {
  return /^[\w@.]+$/.test(text) && line.username.startsWith(text);
}
