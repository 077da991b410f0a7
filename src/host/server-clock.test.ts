import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../chain/event.ts';
import { createServerClock } from './server-clock.ts';

function ended(at: number, serverDate?: number): ChainEvent {
  return {
    v: 1,
    type: 'step.ended',
    at,
    stepId: 's',
    outcome: { kind: 'done' },
    timing: { total: 200 },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [],
      body: { text: '', bytes: 0, secrets: [], cut: false },
      ...(serverDate === undefined ? {} : { serverDate }),
    },
  };
}

describe('the clock of a service', () => {
  it('is measured by its Date header, to half a second, against the middle of the round trip', () => {
    const clock = createServerClock();
    clock.note('a', ended(100_000, 160_000));
    expect(clock.ahead('a')).toBe(60_600);
    clock.note('a', ended(100_000, 40_000));
    expect(clock.ahead('a')).toBe(-59_400);
    expect(clock.ahead('b')).toBe(0);
  });

  it('is ours while the difference is no larger than what a header can tell', () => {
    const clock = createServerClock();
    clock.note('a', ended(100_000, 100_000));
    expect(clock.ahead('a')).toBe(0);
    clock.note('a', ended(100_000));
    expect(clock.ahead('a')).toBe(0);
  });
});
