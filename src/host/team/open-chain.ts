import { readEvents } from '../../chain/event-schema.ts';
import type { ChainEvent } from '../../chain/event.ts';
import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import { liveChainOf } from '../history/live-from.ts';
import type { Parts } from '../parts.ts';
import { targetThen } from '../target-then.ts';

/** Ids here hold so many characters. */
const LONGEST_ID = 200;

/**
 * Brings a chain of the team's here, read-only, and returns its id. One that began here and is here still opens as it
 * is; one that was brought before takes up what came since.
 * @throws CoreFault CHAIN_UNKNOWN, EVENTS_DAMAGED, EVENTS_NEWER
 */
export async function openFromTeam(
  { chains, ports }: Pick<Parts, 'chains' | 'ports'>,
  team: TeamHistory,
  id: string,
): Promise<string> {
  const kept = await team.read(id);
  if (kept === undefined)
    throw coreFault('CHAIN_UNKNOWN', 'This chain is not in the team’s history any more.');
  const own = chains.has(id) ? chains.get(id).events.length : (await ports.history.read(id))?.events.length;
  if (own !== undefined && own >= kept.events.length) return id;

  const events = readEvents(kept.events.map(({ event }) => event));
  if ('code' in events) throw coreFault(events.code, events.detail);
  const chainId = `team-${id}`.slice(0, LONGEST_ID);
  const { publisher } = (await team.about([id])).get(id) ?? {};
  const imported = {
    kind: 'team' as const,
    name: team.name,
    ...(publisher === undefined ? {} : { place: `published by ${publisher.by}` }),
  };
  const brought = chains.has(chainId) ? chains.get(chainId).events.length : 0;
  if (brought < events.length)
    chains.bring(
      liveChainOf(
        events.map((event) => (event.type === 'chain.started' ? { ...event, chainId, imported } : event)),
        [],
        targetOf(events),
      ),
    );
  return chainId;
}

/** Where it ran, as it says: nothing is sent there before it is adopted. */
function targetOf(events: readonly ChainEvent[]): Target {
  return targetThen(events.find((event) => event.type === 'chain.started')?.target);
}
