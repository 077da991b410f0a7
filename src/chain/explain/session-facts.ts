import type { ChainEvent } from '../event.ts';
import type { Chain, Step } from '../model.ts';
import type { SessionFacts } from './evidence.ts';

/**
 * Where the Session of a step came from and what became of it, told by fingerprints.
 * @param others fingerprints of Sessions that other chains of this run brought
 */
export function sessionFacts(
  chain: Chain,
  step: Step,
  events: readonly ChainEvent[],
  others: ReadonlySet<string>,
): SessionFacts {
  const limitMs = chain.target.sessionMinutes * 60_000;
  const asker = chain.steps.find(({ id }) => id === step.parentId);
  const came = asker?.sessionOut !== undefined;
  const used = step.sessionIn;
  if (used === undefined) return { sent: false, came, limitMs };
  const before = chain.steps.filter(({ number }) => number < step.number);
  const source = before.findLast(({ sessionOut }) => sessionOut === used);
  if (source === undefined) return { sent: true, came, limitMs, fromOtherChain: others.has(used) };
  const since = source.endedAt ?? source.sentAt;
  const earlier = before.find(
    (other) => other.sessionIn === used && ['ok', 'tokens', 'failure'].includes(other.status),
  );
  const newer = before.findLast(
    (other) =>
      other.number > source.number && other.parentId === step.parentId && other.sessionOut !== undefined,
  );
  return {
    sent: true,
    came,
    limitMs,
    fromStep: source.number,
    fromAsker: source.id === step.parentId || source.parentId === step.parentId,
    ageMs: step.sentAt - since + movedBetween(events, since, step.sentAt),
    ...(earlier ? { usedBy: earlier.number, usedPerhaps: earlier.status === 'failure' } : {}),
    ...(newer ? { newerFrom: newer.number } : {}),
  };
}

/** How far the target's clock was moved in between, milliseconds. */
export function movedBetween(events: readonly ChainEvent[], from: number, to: number): number {
  return events.reduce(
    (sum, event) => sum + (event.type === 'clock.moved' && event.at >= from && event.at <= to ? event.ms : 0),
    0,
  );
}
