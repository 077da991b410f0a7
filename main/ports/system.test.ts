import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './system.ts';

const DAY = 86_400_000;

describe('the clock of this computer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits longer than Node has timers for', () => {
    const run = vi.fn();
    systemClock.after(60 * DAY, run);
    vi.advanceTimersByTime(60 * DAY - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('forgets what is cancelled, also after the first of several timers', () => {
    const run = vi.fn();
    const cancel = systemClock.after(60 * DAY, run);
    vi.advanceTimersByTime(40 * DAY);
    cancel();
    vi.advanceTimersByTime(40 * DAY);
    expect(run).not.toHaveBeenCalled();
  });
});
