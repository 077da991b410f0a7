import type { Comment, TeamFound, teamCommands, TeamState } from '@core/contract/team.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';
import { NO_ANNOTATIONS } from '@core/history/history.ts';
import { matches } from '@core/history/query/matches.ts';
import { parseQuery } from '@core/history/query/parse.ts';
import { FIXED_NOW } from './fixtures.ts';
import { sampleLine } from './fake-search.ts';

export const noTeam: TeamState = { kind: 'none', server: '', by: '', fixed: false, waiting: [] };
export const sampleTeam: TeamState = {
  ...noTeam,
  kind: 'connected',
  server: 'db.example.com/qa',
  by: 'Kim',
};

/** A chain of the team's for tests, published by Lee. */
export function sampleTeamFound(chainId: string, changes: Partial<TeamFound> = {}): TeamFound {
  return {
    line: sampleLine(chainId),
    annotations: NO_ANNOTATIONS,
    publisher: { by: 'Lee', at: FIXED_NOW },
    comments: 0,
    ...changes,
  };
}

/** The fake host's side of `contract/team.ts`: a team whose chains are searched as the real one's are, by their lines. */
export function fakeTeam(
  tell: (event: HostEvent) => void,
  start: TeamState = noTeam,
  chains: readonly TeamFound[] = [],
): Pick<Handlers, keyof typeof teamCommands> {
  let state = start;
  let found = chains;
  const comments = new Map<string, readonly Comment[]>();
  const become = (next: TeamState) => {
    state = next;
    tell({ type: 'team.changed' });
    return next;
  };
  return {
    'team.state': async () => state,
    'team.connect': async ({ by }) => become({ ...sampleTeam, by }),
    'team.disconnect': async () => become(noTeam),
    'team.publish': async () => ({ kind: state.kind === 'connected' ? 'delivered' : 'waits' }),
    'team.search': async ({ query: text, most }) => {
      const { query, faults } = parseQuery(text, FIXED_NOW);
      const all = found.filter((one) => matches(query, { ...one, events: [] }));
      return { found: all.slice(0, most), faults };
    },
    'team.complete': async () => ({ from: 0, to: 0, options: [] }),
    'team.open': async ({ id }) => ({ chainId: `team-${id}` }),
    'team.comments': async ({ id }) => comments.get(id) ?? [],
    'team.comment': async ({ id, text }) => {
      const said = comments.get(id) ?? [];
      comments.set(id, [...said, { id: `comment-${said.length}`, at: FIXED_NOW, by: state.by, text }]);
      return { kind: 'delivered' };
    },
    'team.withdraw': async ({ id }) => {
      found = found.filter(({ line }) => line.chainId !== id);
      return null;
    },
    'team.forget': async ({ waiting }) => {
      become({ ...state, waiting: state.waiting.filter(({ id }) => id !== waiting) });
      return null;
    },
    'team.retry': async () => state,
  };
}
