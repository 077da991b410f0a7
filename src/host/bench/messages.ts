import { outcomes, expectedOf, type Fault, type Place } from '../../bench/fault.ts';
import { sendsCode } from '../../challenges/traits.ts';
import { lineage } from '../live-chain.ts';
import type { Spot } from './spot.ts';

/** How many messages with a code running a fault sends: on the way there, and after an answer that is accepted. */
export function messagesOf({ chain, parentId, led }: Spot, fault: Fault, place: Place): number {
  const { scene = {} } = fault;
  const onTheWay = lineage(chain, parentId ?? null).filter(({ asked }) =>
    sendsCode(asked?.name ?? ''),
  ).length;
  const goesOn = sendsCode(led ?? place.keys['ANSWER'] ?? '') ? 1 : 0;
  const accepted =
    (expectedOf(fault, place).some(({ code }) => code === outcomes.accepted) ? 1 : 0) +
    (scene.first === undefined ? 0 : 1);
  return onTheWay * (scene.twin ? 2 : 1) + goesOn * accepted;
}
