import type { ChainEvent, ChainStarted } from '../../chain/event.ts';
import type { Target } from '../../contract.ts';
import type { ImportedChain } from '../../evidence/imported.ts';
import { liveChainOf } from '../history/live-from.ts';
import { chainTarget } from '../live-chain.ts';
import type { Parts } from '../parts.ts';

/**
 * Puts a chain from elsewhere among those of here, read-only. Where it ran on a target that is known here, it stands
 * under that one's name.
 * @returns its events as they were put there
 */
export function bringChain(
  { chains, targets }: Pick<Parts, 'chains' | 'targets'>,
  imported: ImportedChain,
): readonly ChainEvent[] {
  const known = targets.list();
  const events = imported.events.map((event) =>
    event.type === 'chain.started' ? placed(event, known) : event,
  );
  const started = events.find((event): event is ChainStarted => event.type === 'chain.started');
  const chain = liveChainOf(events, imported.secrets, shownTarget(started, known));
  chains.bring(chain);
  return events;
}

function placed(started: ChainStarted, known: readonly Target[]): ChainStarted {
  const target = ofSameClient(started, known);
  return target === undefined
    ? started
    : { ...started, target: { ...chainTarget(target), endpoint: started.target.endpoint } };
}

/** The same app client at the same host, else the only one of that client: ids of app clients are unique in a region. */
function ofSameClient(
  { target: { clientId, endpoint } }: ChainStarted,
  known: readonly Target[],
): Target | undefined {
  if (clientId === '') return undefined;
  const same = known.filter((target) => target.clientId === clientId);
  return (
    same.find((target) => hostOf(target.endpoint) === hostOf(endpoint)) ??
    (same.length === 1 ? same[0] : undefined)
  );
}

/** Where answers would go if it was adopted as it is: nowhere, it is read-only. */
function shownTarget(started: ChainStarted | undefined, known: readonly Target[]): Target {
  const target = started === undefined ? undefined : ofSameClient(started, known);
  if (target !== undefined) return target;
  return {
    id: started?.target.id ?? 'imported',
    name: started?.target.name ?? '',
    region: '',
    endpoint: started?.target.endpoint ?? '',
    customEndpoint: true,
    userPoolId: started?.target.userPoolId ?? '',
    clientId: started?.target.clientId ?? '',
    hasClientSecret: false,
    fips: false,
    profile: '',
    color: 'none',
    production: false,
    sessionMinutes: started?.target.sessionMinutes ?? 3,
    kind: 'endpoint',
  };
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
