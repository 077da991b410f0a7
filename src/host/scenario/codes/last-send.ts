import { lineage, type LiveChain, type StepRecord } from '../../live-chain.ts';

export interface LastSend {
  /** When the request left, epoch milliseconds by this computer's clock. */
  readonly at: number;
  /** No later than when the service did it, by its own clock; absent where it told no time. */
  readonly serverAt?: number;
}

/** As a challenge tells of a code that was sent, and as operations do. */
const DELIVERED = /"CODE_DELIVERY_DESTINATION"|"CodeDeliveryDetails(List)?"/;

/**
 * The step of a branch that made the service send the newest code: the last that told of a delivery, on the way to a
 * step or beside it; where none did, that step itself.
 */
export function lastSend(chain: LiveChain, parentId: string | null): LastSend | undefined {
  const way = new Set(lineage(chain, parentId).map(({ id }) => id));
  const near = [...chain.steps.values()].filter(
    ({ id, parentId: parent }) => way.has(id) || (parent !== null && way.has(parent)),
  );
  const step =
    near.findLast((each) => DELIVERED.test(each.responseText)) ??
    (parentId === null ? undefined : chain.steps.get(parentId));
  return step === undefined ? undefined : momentOf(chain, step);
}

function momentOf({ events }: LiveChain, { id }: StepRecord): LastSend | undefined {
  const sent = events.find((event) => event.type === 'step.sent' && event.stepId === id);
  if (sent === undefined) return undefined;
  const ended = events.findLast((event) => event.type === 'step.ended' && event.stepId === id);
  const date = ended?.type === 'step.ended' ? ended.response?.serverDate : undefined;
  if (ended?.type !== 'step.ended' || date === undefined) return { at: sent.at };
  // The Date header has whole seconds, rounded down, and is written at the end.
  return { at: sent.at, serverAt: date - Math.ceil(ended.timing.total) };
}
