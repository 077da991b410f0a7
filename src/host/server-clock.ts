import { middleOf, skewRange } from '../chain/clock-skew.ts';
import type { ChainEvent } from '../chain/event.ts';

/** The Date header has whole seconds, and a round trip blurs it: below this a difference is none. Milliseconds. */
const SLACK = 1_500;

/** How far the clocks of services are ahead of ours, by the Date headers of their replies. */
export interface ServerClock {
  note(targetId: string, event: ChainEvent): void;
  /** Milliseconds; 0 while nothing was measured. */
  ahead(targetId: string): number;
}

export function createServerClock(): ServerClock {
  const ahead = new Map<string, number>();
  return {
    note(targetId, event) {
      const date = event.type === 'step.ended' ? event.response?.serverDate : undefined;
      if (event.type !== 'step.ended' || date === undefined) return;
      const measured = middleOf(skewRange(date, event.at - event.timing.total, event.at));
      ahead.set(targetId, Math.abs(measured) < SLACK ? 0 : measured);
    },
    ahead: (targetId) => ahead.get(targetId) ?? 0,
  };
}
