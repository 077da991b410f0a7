import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { useFastRows } from './use-fast-rows.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('rows fly by from the second large step on, until they rest', async () => {
  const first = ref(0);
  const scope = effectScope();
  const fast = scope.run(() => useFastRows(() => first.value));
  const by = async (rows: number, ms: number) => {
    vi.advanceTimersByTime(ms);
    first.value += rows;
    await nextTick();
    return fast?.value;
  };
  // A wheel, then one jump.
  expect(await by(1, 16)).toBe(false);
  expect(await by(25, 16)).toBe(false);
  expect(await by(25, 16)).toBe(true);
  expect(await by(-25, 16)).toBe(true);
  vi.advanceTimersByTime(120);
  expect(fast?.value).toBe(false);
  // Two jumps apart from each other.
  expect(await by(400, 500)).toBe(false);
  expect(await by(400, 500)).toBe(false);
  scope.stop();
});
