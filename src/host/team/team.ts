import type { Delivery, TeamState, Waiting } from '../../contract/team.ts';
import { readEvents } from '../../chain/event-schema.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import type { HostEvent } from '../../contract.ts';
import type { Ports } from '../ports.ts';
import type { Vault } from '../vault.ts';
import { createOutbox, type Entry } from './outbox.ts';
import { createQueue } from './queue.ts';
import { createServer, type TeamServer } from './server.ts';

/** The team's history and what is on its way there. Does nothing until it is first asked something. */
export interface Team {
  state(): Promise<TeamState>;
  connect: TeamServer['connect'];
  disconnect(): Promise<void>;
  about: TeamServer['about'];
  /** To read from. @throws CoreFault TEAM_NONE, HISTORY_UNAVAILABLE … */
  history(): Promise<TeamHistory>;
  /** Goes now, or waits until the server answers. @throws CoreFault why it never will */
  send(entry: Entry): Promise<Delivery>;
  /** Takes back what waits. */
  forget(id: string): Promise<void>;
  /** Tries now. */
  retry(): Promise<void>;
  close(): Promise<void>;
}

export function createTeam(ports: Ports, vault: Vault, tell: (event: HostEvent) => void): Team {
  const changed = () => tell({ type: 'team.changed' });
  const outbox = createOutbox(ports.files);
  const server = createServer({
    port: ports.team,
    files: ports.files,
    vault,
    runtime: ports.runtime,
    changed: () => {
      changed();
      void queue.attempt();
    },
  });
  const queue = createQueue({
    outbox,
    clock: ports.clock,
    team: async () => ({ history: await server.history(), ...(await server.about()) }),
    changed,
  });

  return {
    async state() {
      const { server: name, by, fixed } = await server.about();
      const waiting = (await outbox.list()).map(waitingOf);
      const about = { server: name, by, fixed, waiting };
      if (name === '' && !fixed) return { kind: 'none', ...about };
      const standing = queue.standing();
      if (standing === undefined) void queue.attempt();
      return standing === undefined ? { kind: 'connecting', ...about } : { ...standing, ...about };
    },
    async connect(url, by) {
      await server.connect(url, by);
      queue.reset();
      await queue.attempt();
      changed();
    },
    async disconnect() {
      await server.disconnect();
      queue.reset();
      changed();
    },
    about: () => server.about(),
    history: () => server.history(),
    async send(entry) {
      // Written first: from here on it goes, whatever happens to us or to the server.
      await outbox.add(entry);
      changed();
      // Known to be away: nobody has to wait for that to be found out once more.
      const standing = queue.standing();
      if (standing?.kind !== 'away' || standing.retryAt === undefined) await queue.attempt();
      const left = (await outbox.list()).find(({ id }) => id === entry.id);
      if (left?.fault === undefined) return { kind: left === undefined ? 'delivered' : 'waits' };
      await outbox.remove(entry.id);
      changed();
      throw Object.assign(new Error(left.fault.detail), left.fault);
    },
    async forget(id) {
      await outbox.remove(id);
      changed();
    },
    async retry() {
      await outbox.release();
      await queue.attempt();
    },
    async close() {
      queue.stop();
      await server.close();
    },
  };
}

function waitingOf(entry: Entry): Waiting {
  const { id, kind, at, server, fault } = entry;
  const about = { id, kind, at, server, ...(fault === undefined ? {} : { fault }) };
  if (entry.kind === 'comment') return { ...about, chainId: entry.chainId, says: entry.text.slice(0, 80) };
  const events = readEvents(entry.events);
  const started = 'code' in events ? undefined : events[0];
  if (started?.type !== 'chain.started') return { ...about, chainId: '', says: '' };
  return {
    ...about,
    chainId: started.chainId,
    says: started.username === '' ? started.flow : started.username,
  };
}
