import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../chain/event.ts';
import { story } from '../chain/testing/story.ts';
import { sourcePrint } from './source-print.ts';

describe('what a chain was made of', () => {
  const events = story([
    {
      id: 'a',
      parent: null,
      answers: 'USER_PASSWORD_AUTH',
      outcome: { kind: 'challenge', name: 'SMS_MFA', parameters: {}, available: [], session: 's1' },
    },
    {
      id: 'b',
      parent: 'a',
      answers: 'SMS_MFA',
      outcome: { kind: 'error', code: 'CodeMismatchException', message: 'Invalid code' },
    },
  ]);
  const print = sourcePrint(events);

  it('is the same under another id, from another file, under another target, and once it was adopted', () => {
    const [started, ...rest] = events;
    if (started?.type !== 'chain.started') throw new Error('no beginning');
    const renamed = rest.map((event): ChainEvent =>
      event.type === 'step.sent' || event.type === 'step.ended'
        ? { ...event, stepId: `other-${event.stepId}` }
        : event,
    );
    const target = { ...started.target, name: 'staging' };
    const other: ChainEvent[] = [{ ...started, chainId: 'other', target }, ...renamed];
    expect(sourcePrint(other)).toBe(print);
    const { v, at } = started;
    expect(sourcePrint([...events, { v, at, type: 'chain.adopted', target }, ...rest])).toBe(print);
  });

  it('is the same at another time where its source tells none, and another where anything else is', () => {
    const undated = sourcePrint(events, true);
    const later = events.map((event) => ({ ...event, at: event.at + 60_000 }));
    expect(sourcePrint(later, true)).toBe(undated);
    for (const [index, event] of events.entries()) {
      if (event.type !== 'step.ended') continue;
      const outcome = { kind: 'done' } as const;
      const changed = events.map((one, at) => (at === index ? { ...event, outcome } : one));
      expect(sourcePrint(changed, true)).not.toBe(undated);
    }
  });

  it('is another where one request, answer or moment is', () => {
    for (const [index, event] of events.entries()) {
      if (event.type !== 'step.sent' && event.type !== 'step.ended') continue;
      const changed = events.map((one, at) => (at === index ? { ...event, at: event.at + 1 } : one));
      expect(sourcePrint(changed)).not.toBe(print);
    }
  });
});
