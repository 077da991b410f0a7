import { CLEAN_SIGN_IN } from '../../bench/catalogue.ts';
import type { ChainOrigin } from '../../chain/event.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { replayTo } from '../run/replay.ts';
import type { Stop } from '../run/stop.ts';
import type { Spot } from './spot.ts';

/** A sign-in comes to its tokens within so many answers, or not at all. */
const LONGEST_WAY = 8;

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
    stop,
    ...(wish.inputs['USERNAME'] === undefined ? { username: chain.username } : {}),
  });
  return { chain: started.chain, step: await parts.following.follow(started).ended };
}
