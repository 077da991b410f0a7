import { CLEAN_SIGN_IN } from '../../bench/catalogue.ts';
import { type Attempts, attemptsOf } from '../../bench/guard.ts';
import type { ChainOrigin } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { canonicalUsername } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { replayTo } from '../run/replay.ts';
import type { Stop } from '../run/stop.ts';
import type { Spot } from './spot.ts';

/** A sign-in comes to its tokens within so many answers, or not at all. */
const LONGEST_WAY = 8;

/** The failed tries of the user under study, in every chain but those that were taken back. */
export function triesOf(
  { chains, ports }: Parts,
  { chain, parentId }: Spot,
  without: ReadonlySet<string>,
): Attempts {
  const names = new Set(
    [chain.username, canonicalUsername(chain, parentId ?? null)].map((name) => name.toLowerCase()),
  );
  const counted = chains.all().filter(({ id }) => !without.has(id));
  const shown = counted.map(({ events }) => chainOf(events)).filter((known) => known !== undefined);
  return attemptsOf(shown, { targetId: chain.target.id, names }, ports.clock.now());
}

/** Clears the user’s count by a clean sign-in to the end. @returns whether it came there */
export async function signInClean(
  parts: Parts,
  spot: Spot,
  stop: Stop,
  waiting: (until: number | undefined) => void,
): Promise<boolean> {
  const { chain } = spot;
  const origin: ChainOrigin = { kind: 'bench', chainId: chain.id, stepId: spot.stepId, fault: CLEAN_SIGN_IN };
  const heard = (_challenge: string, until: number | undefined) => waiting(until);
  const first = [...chain.steps.values()].find((step) => step.asked !== undefined)?.id;
  const parentId = spot.parentId ?? first;
  if (parentId === undefined) return false;
  const begun = await replayTo(parts, { chain, parentId, into: origin, stop, waiting: heard });
  if (!begun.ok) return false;
  let at = begun.parentId;
  for (let way = 0; way < LONGEST_WAY; way++) {
    const next = await advance(parts, {
      chain: begun.chain,
      parentId: at,
      helpers: false,
      stop,
      waiting: heard,
    });
    if (next.kind !== 'sent') return false;
    if (next.step.tokens !== undefined) return true;
    if (next.step.asked === undefined) return false;
    at = next.step.id;
  }
  return false;
}
