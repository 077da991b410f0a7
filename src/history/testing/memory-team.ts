import { coreFault } from '../../form/form.ts';
import { memoryHistory } from '../memory-history.ts';
import type { Comment, Publisher, TeamHistory } from '../team-history.ts';

/** A team's history in memory, for tests of what stands before it; `away` makes it answer as one whose server is gone. */
export interface MemoryTeam extends TeamHistory {
  away: boolean;
  /** Chains whose publication it refuses for good. */
  readonly refuses: Set<string>;
  /** Refuses whatever is asked. */
  refusesAll: boolean;
  /** Does what is asked and then breaks off, so that nobody hears of it. */
  deaf: boolean;
  /** As if others had changed something. */
  change(): void;
}

export function memoryTeam(name = 'memory of a team'): MemoryTeam {
  const chains = memoryHistory();
  const publications = new Map<string, Publisher & { readonly chainId: string }>();
  const comments = new Map<string, Comment & { readonly chainId: string }>();
  const listeners = new Set<() => void>();
  const gone = () => coreFault('HISTORY_UNAVAILABLE', 'The team’s database does not answer.');
  const refused = () => coreFault('TEAM_REFUSED', 'The team’s database does not allow this to this name.');
  async function answering<T>(run: () => Promise<T>): Promise<T> {
    if (team.away) throw gone();
    if (team.refusesAll) throw refused();
    const result = await run();
    if (team.deaf) throw gone();
    return result;
  }
  const sayOnce = (comment: Comment & { readonly chainId: string }) => {
    if (!comments.has(comment.id)) comments.set(comment.id, comment);
  };
  const of = (chainId: string) =>
    [...comments.values()].filter((one) => one.chainId === chainId).sort((a, b) => a.at - b.at);

  const team: MemoryTeam = {
    away: false,
    deaf: false,
    refuses: new Set(),
    refusesAll: false,
    change: () => listeners.forEach((run) => run()),
    name,
    kind: 'team',
    append: (line, events) => answering(() => chains.append(line, events)),
    read: (chainId) => answering(() => chains.read(chainId)),
    search: (query, page) => answering(() => chains.search(query, page)),
    complete: (key, beginning, most, now) => answering(() => chains.complete(key, beginning, most, now)),
    annotate: (chainId, changes) => answering(() => chains.annotate(chainId, changes)),
    wipe: (what) => answering(() => chains.wipe(what)),
    targets: () => answering(() => chains.targets()),
    size: () => answering(() => chains.size()),
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    close: async () => undefined,
    publish: ({ id, at, by, note, tags, ticket, line, events }) =>
      answering(async () => {
        const { chainId } = line;
        if (team.refuses.has(chainId)) throw refused();
        await chains.append(line, events);
        await chains.annotate(chainId, { tags, ticket });
        if (!publications.has(id)) publications.set(id, { by, at, chainId });
        if (note !== '') sayOnce({ id, at, by, text: note, chainId });
      }),
    about: (ids) =>
      answering(
        async () =>
          new Map(
            ids.map((chainId) => {
              const first = [...publications.values()].find((one) => one.chainId === chainId);
              const publisher = first && { by: first.by, at: first.at };
              return [chainId, { comments: of(chainId).length, ...(publisher ? { publisher } : {}) }];
            }),
          ),
      ),
    comment: (comment) =>
      answering(async () => {
        if ((await chains.read(comment.chainId)) === undefined)
          throw coreFault('CHAIN_UNKNOWN', 'This chain is not in the team’s history any more.');
        sayOnce(comment);
      }),
    comments: (chainId) =>
      answering(async () => of(chainId).map(({ id, at, by, text }) => ({ id, at, by, text }))),
  };
  return team;
}
