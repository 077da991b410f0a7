import { outcomes, expectedOf, type Fault, type Place } from '../../bench/fault.ts';
import { harmOf } from '../../chain/harm.ts';
import { sendsCode } from '../../challenges/traits.ts';
import { lineage } from '../live-chain.ts';
import type { Spot } from './spot.ts';

/**
 * How many messages with a code running a fault sends: on the way there, and after an answer that is accepted. Where
 * nobody knows what a real service would ask next, one that may go out counts.
 */
export function messagesOf({ chain, parentId, led, wish }: Spot, fault: Fault, place: Place): number {
  const { scene = {} } = fault;
  const onTheWay = lineage(chain, parentId ?? null).filter(({ asked }) =>
    sendsCode(asked?.name ?? ''),
  ).length;
  const leads = led ?? place.keys['ANSWER'];
  // Never answered yet: what comes next is not known.
  const isOpen = wish === undefined && leads === undefined && !place.sandbox;
  const mayGoOn = isOpen && harmOf({ name: place.name, inputs: {} }).message !== undefined;
  const goesOn = mayGoOn || sendsCode(leads ?? '') ? 1 : 0;
  const accepted =
    (expectedOf(fault, place).some(({ code }) => code === outcomes.accepted) ? 1 : 0) +
    (scene.first === undefined ? 0 : 1);
  return onTheWay * (scene.twin ? 2 : 1) + goesOn * accepted;
}
