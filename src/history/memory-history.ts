import { coreFault } from '../form/form.ts';
import { facetsOf } from './facets.ts';
import {
  facetsOfLine,
  type Found,
  type History,
  type KeptChain,
  moved,
  NO_ANNOTATIONS,
  type Wipe,
} from './history.ts';
import { matches } from './query/matches.ts';
import { standsAs } from './standing.ts';

/** A history that lasts as long as the process: for runs that leave nothing behind, and what the homes are held against. */
export function memoryHistory(): History {
  /** In the order they came. */
  const chains = new Map<string, KeptChain>();
  const shown = () => [...chains.values()].filter(({ line }) => !line.hidden).reverse();

  return {
    name: 'memory of this run',
    kind: 'memory',
    async append(line, events) {
      const before = chains.get(line.chainId);
      const known = before?.events ?? [];
      const others = events.filter(({ seq, event }) => {
        const there = known[seq]?.event;
        return there !== undefined && JSON.stringify(there) !== JSON.stringify(event);
      });
      if (others.length > 0 || (events[0]?.seq ?? 0) > known.length) throw moved();
      const fresh = events.filter(({ seq }) => seq >= known.length);
      chains.set(line.chainId, {
        line,
        annotations: before?.annotations ?? NO_ANNOTATIONS,
        events: [...known, ...fresh],
      });
    },
    read: async (chainId) => chains.get(chainId),
    async search(query, { most, after }) {
      const all = shown().filter((chain) => matches(query, chain));
      const from = after === undefined ? 0 : all.findIndex(({ line }) => line.chainId === after) + 1;
      const found = all.slice(from, from + most);
      const last = found.at(-1);
      return {
        found: found.map(({ line, annotations }): Found => ({ line, annotations })),
        ...(last === undefined || from + most >= all.length ? {} : { next: last.line.chainId }),
      };
    },
    async complete(key, beginning, most, now) {
      const counts = new Map<string, number>();
      for (const { line, annotations, events } of shown()) {
        const all = [...facetsOfLine(line, annotations), ...events.flatMap(({ event }) => facetsOf(event))];
        const values = new Set<string>(
          key === 'status'
            ? [standsAs(line, now)]
            : all.filter((facet) => facet.key === key).map(({ value }) => value),
        );
        for (const value of values)
          if (value.startsWith(beginning.toLowerCase())) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [...counts]
        .map(([value, number]) => ({ value, chains: number }))
        .sort((a, b) => b.chains - a.chains || (a.value < b.value ? -1 : 1))
        .slice(0, most);
    },
    async annotate(chainId, changes) {
      const chain = chains.get(chainId);
      if (chain === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain is not in the history any more.');
      const annotations = { ...chain.annotations, ...changes };
      chains.set(chainId, { ...chain, annotations });
      return annotations;
    },
    async wipe(what, watch) {
      if (watch?.cancelled === true) return [];
      const all = [...chains.values()];
      // What the console began for a chain goes and stays with it.
      const stay = new Set(
        all.filter(({ annotations }) => annotations.pinned).map(({ line }) => line.chainId),
      );
      const own = all.filter(
        (chain) => meant(what, chain) && (what.kind === 'chain' || !stay.has(ownerOf(chain) ?? '')),
      );
      const ids = new Set(own.map(({ line }) => line.chainId));
      const gone = all
        .filter((chain) => ids.has(chain.line.chainId) || ids.has(ownerOf(chain) ?? ''))
        .map(({ line }) => line.chainId);
      for (const chainId of gone) chains.delete(chainId);
      watch?.told(gone.length, gone.length);
      return gone;
    },
    async targets() {
      const last = new Map(
        [...chains.values()].map(({ line: { targetId: id, targetName: name, production } }) => [
          id,
          { id, name, production },
        ]),
      );
      return [...last.values()].sort((a, b) =>
        a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1,
      );
    },
    async size() {
      const lines = [...chains.values()].map(({ line }) => line);
      return { chains: lines.length, steps: lines.reduce((sum, { steps }) => sum + steps, 0), bytes: 0 };
    },
    onChange: () => () => undefined,
    close: async () => undefined,
  };
}

function ownerOf({ events }: KeptChain): string | undefined {
  const started = events.find(({ event }) => event.type === 'chain.started')?.event;
  return started?.type === 'chain.started' ? started.origin?.chainId : undefined;
}

function meant(what: Wipe, { line, annotations }: KeptChain): boolean {
  if (what.kind === 'chain') return line.chainId === what.chainId;
  if (annotations.pinned) return false;
  switch (what.kind) {
    case 'target':
      return line.targetId === what.targetId;
    case 'all':
      return true;
    case 'old':
      return what.before !== undefined && line.lastAt < what.before;
  }
}
