import type { ChainEvent } from '../chain/event.ts';

/**
 * What an imported chain was made of, as a text: equal for the same exchanges, whichever file they came in and whatever
 * happened to the chain since. Made of what is shown, so no secret is in it.
 * @param undated without times: those of a source that tells none are others at every reading
 */
export function sourcePrint(events: readonly ChainEvent[], undated = false): string {
  const prints = sourceEvents(events).flatMap((event) => {
    const moment = undated ? null : event.at;
    if (event.type === 'step.sent') {
      const { operation, request, session } = event;
      return [['sent', moment, operation, request.url, request.body.text, session]];
    }
    if (event.type === 'step.ended') {
      const { outcome, response } = event;
      return [['ended', moment, outcome, response?.status, response?.requestId, response?.body.text]];
    }
    return [];
  });
  return JSON.stringify(prints);
}

/** Those that an imported chain began with: what came once it was adopted is none of its source. */
export function sourceEvents(events: readonly ChainEvent[]): readonly ChainEvent[] {
  const adopted = events.findIndex(({ type }) => type === 'chain.adopted');
  return adopted === -1 ? events : events.slice(0, adopted);
}
