import { CHAIN_EVENT_VERSION, type ChainStarted } from '../chain/event.ts';
import type { Target } from '../contract.ts';
import { present } from '../present.ts';
import type { StartInput } from './chains-input.ts';
import { chainTarget, type LiveChain } from './live-chain.ts';
import type { Ports } from './ports.ts';

/** A chain in which nothing has happened yet, and the event that begins it. */
export function begunChain(
  { random, clock }: Pick<Ports, 'random' | 'clock'>,
  begun: { readonly target: Target; readonly flow: string; readonly username: string },
  {
    origin,
    reproduces,
    scenario,
    known = [],
  }: Pick<StartInput, 'origin' | 'reproduces' | 'scenario' | 'known'>,
): { readonly chain: LiveChain; readonly event: ChainStarted } {
  const chain: LiveChain = {
    ...begun,
    id: random.uuid(),
    startedAt: clock.now(),
    ...present({ origin }),
    ...(scenario === undefined ? {} : { underTest: true }),
    events: [],
    steps: new Map(),
    remembered: new Map(),
    known: new Set(known),
    cancels: new Set(),
    underWay: new Set(),
  };
  const event: ChainStarted = {
    v: CHAIN_EVENT_VERSION,
    type: 'chain.started',
    at: chain.startedAt,
    chainId: chain.id,
    target: chainTarget(begun.target),
    flow: begun.flow,
    username: begun.username,
    ...present({ origin, reproduces, scenario }),
  };
  return { chain, event };
}
