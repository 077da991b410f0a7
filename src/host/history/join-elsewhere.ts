import type { ChainEvent } from '../../chain/event.ts';
import type { KeptChain } from '../../history/history.ts';
import type { LiveChain } from '../live-chain.ts';
import { secretsIn } from './kept-secrets.ts';
import { liveChainOf } from './live-from.ts';
import type { Sealing } from './sealing.ts';

/**
 * Takes what another process wrote of a chain meanwhile into the live one: before what this process has still to write,
 * as it is in the history, with its secrets. What both know of a step stays as it is here.
 * @param from how many events both had before
 * @returns the events that are new here
 */
export async function joinElsewhere(
  chain: LiveChain,
  kept: KeptChain,
  from: number,
  sealing: Sealing,
): Promise<readonly ChainEvent[]> {
  const events = kept.events.map(({ event }) => event);
  const there = liveChainOf(events, await secretsIn(kept, sealing), chain.target);
  const others = events.slice(from);
  chain.events.splice(from, 0, ...others);
  for (const [id, step] of there.steps) if (!chain.steps.has(id)) chain.steps.set(id, step);
  for (const [key, value] of there.remembered)
    if (!chain.remembered.has(key)) chain.remembered.set(key, value);
  for (const secret of there.known) chain.known.add(secret);
  return others;
}
