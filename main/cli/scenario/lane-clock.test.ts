import { describe, expect, it } from 'vitest';
import type { Clock } from '@core/host/ports.ts';
import { laneClock } from './lane-clock.ts';

function handClock(): Clock & { readonly waiting: Set<() => void> } {
  const waiting = new Set<() => void>();
  return {
    waiting,
    now: () => 7,
    after(_, run) {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
  };
}

describe('the clock of a lane', () => {
  it('waits for nothing once it is stopped', () => {
    const clock = handClock();
    const lane = laneClock(clock);
    const called: string[] = [];
    lane.after(1, () => called.push('one'));
    lane.after(1, () => called.push('two'))();
    lane.after(1, () => called.push('three'));
    expect(lane.now()).toBe(7);
    const [first] = clock.waiting;
    first?.();
    clock.waiting.delete(first ?? (() => undefined));
    lane.stop();
    expect(clock.waiting.size).toBe(0);
    expect(called).toEqual(['one']);
  });
});
