import type { ChainEvent } from '../chain/event.ts';

/**
 * What an imported chain was made of, as a text: equal for the same exchanges, whichever file they came in and whatever
 * happened to the chain since. Made of what is shown, so no secret is in it.
 */
export function sourcePrint(events: readonly ChainEvent[]): string {
  const adopted = events.findIndex(({ type }) => type === 'chain.adopted');
  const source = adopted === -1 ? events : events.slice(0, adopted);
  const prints = source.flatMap((event) => {
    if (event.type === 'step.sent') {
      const { at, operation, request, session } = event;
      return [['sent', at, operation, request.url, request.body.text, session]];
    }
    if (event.type === 'step.ended') {
      const { at, outcome, response } = event;
      return [['ended', at, outcome, response?.status, response?.requestId, response?.body.text]];
    }
    return [];
  });
  return JSON.stringify(prints);
}
