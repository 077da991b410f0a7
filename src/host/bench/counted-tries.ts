import { CLEAN_SIGN_IN } from '../../bench/catalogue.ts';
import type { ChainOrigin } from '../../chain/event.ts';
import { countedAtWorst, type Factor, ofUser, triesIn, type Try, whoIn } from '../../chain/lockout.ts';
import { chainOf } from '../../chain/model.ts';
import { canonicalUsername, type LiveChain, type StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { replayTo } from '../run/replay.ts';
import type { Stop } from '../run/stop.ts';
import type { Spot } from './spot.ts';

/** A sign-in comes to its tokens within so many answers, or not at all. */
const LONGEST_WAY = 8;

/** Remembers failed tries, also those of chains that were removed since. */
export interface Tally {
  /** Takes in what every chain has come to. Before a chain is removed, and whenever the count matters. */
  look(): void;
  /** How many failed tries in a row of the user under study the service may have counted. */
  of(spot: Spot, factor: Factor): number;
  /** The service knows nothing of these chains any more. */
  takeBack(chainIds: readonly string[]): void;
}

export function createTally({ chains, ports }: Pick<Parts, 'chains' | 'ports'>): Tally {
  /** By step and factor: tokens clear both counts. */
  const tries = new Map<string, Try>();
  const gone = new Set<string>();
  const look = () => {
    for (const { events } of chains.all()) {
      const shown = chainOf(events);
      if (shown === undefined || gone.has(shown.id)) continue;
      for (const known of triesIn(shown)) tries.set(`${known.stepId} ${known.factor}`, known);
    }
  };
  return {
    look,
    of({ chain, parentId }, factor) {
      look();
      const shown = chainOf(chain.events);
      if (shown === undefined) return 0;
      const { pool, names } = whoIn(shown);
      const canonical = canonicalUsername(chain, parentId ?? null).toLowerCase();
      const who = { pool, names: new Set([...names, canonical]) };
      return countedAtWorst(ofUser(tries.values(), who), factor, ports.clock.now());
    },
    takeBack(chainIds) {
      for (const id of chainIds) gone.add(id);
      for (const [key, { chainId }] of tries) if (gone.has(chainId)) tries.delete(key);
    },
  };
}

export interface CleanInput {
  readonly spot: Spot;
  readonly stop: Stop;
  /** Told while the next TOTP code is waited for. @param until epoch milliseconds */
  readonly waiting: (until: number | undefined) => void;
}

/**
 * Clears the user's count by a clean sign-in to the end. Only with answers that brought tokens before: a wrong one would
 * be the very try that locks.
 * @returns whether it came to tokens
 */
export async function signInClean(parts: Parts, input: CleanInput): Promise<boolean> {
  const { spot, stop, waiting } = input;
  const proved = parts.chains
    .all()
    .filter((chain) => chain === spot.chain || chain.origin?.chainId === spot.chain.id)
    .some(({ steps }) => [...steps.values()].some(({ tokens }) => tokens !== undefined));
  if (!proved) return false;
  const begun = await begin(parts, input);
  let at = begun?.step;
  for (let way = 0; begun !== undefined && way < LONGEST_WAY; way++) {
    if (at?.tokens !== undefined) return true;
    if (at?.asked === undefined) return false;
    const next = await advance(parts, {
      chain: begun.chain,
      parentId: at.id,
      helpers: false,
      stop,
      waiting: (_challenge, until) => waiting(until),
    });
    at = next.kind === 'sent' ? next.step : undefined;
  }
  return false;
}

/** As the chain under study came to the step, or began. */
async function begin(
  parts: Parts,
  { spot, stop, waiting }: CleanInput,
): Promise<{ chain: LiveChain; step: StepRecord | undefined } | undefined> {
  const { chain, parentId, stepId, wish } = spot;
  const origin: ChainOrigin = { kind: 'bench', chainId: chain.id, stepId, fault: CLEAN_SIGN_IN };
  if (parentId !== undefined) {
    const heard = (_challenge: string, until: number | undefined) => waiting(until);
    const arrived = await replayTo(parts, { chain, parentId, into: origin, stop, waiting: heard });
    return arrived.ok ? { chain: arrived.chain, step: arrived.chain.steps.get(arrived.parentId) } : undefined;
  }
  if (wish === undefined) return undefined;
  const started = await parts.chains.start({
    target: chain.target,
    answer: wish,
    remembered: new Map(chain.remembered),
    origin,
    ...(wish.inputs['USERNAME'] === undefined ? { username: chain.username } : {}),
  });
  return { chain: started.chain, step: await parts.following.follow(started).ended };
}
