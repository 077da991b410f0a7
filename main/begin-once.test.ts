import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beginOnce } from './begin-once.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const WITHIN_MS = 1_500;
function counted() {
  let starts = 0;
  return beginOnce(() => Promise.resolve(++starts), WITHIN_MS);
}

it('begins when it is told to, and once', async () => {
  const host = counted();
  host.begin();
  host.begin();
  vi.advanceTimersByTime(WITHIN_MS);
  expect(await host.begun).toBe(1);
  expect(await host.giveUp()).toBe(1);
});

it('begins by itself where nobody tells it', async () => {
  const host = counted();
  vi.advanceTimersByTime(WITHIN_MS);
  expect(await host.begun).toBe(1);
});

it('does not begin any more once it was given up, and leaves no timer behind', async () => {
  const start = vi.fn(() => Promise.resolve());
  const host = beginOnce(start, WITHIN_MS);
  expect(host.giveUp()).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
  host.begin();
  await Promise.resolve();
  expect(start).not.toHaveBeenCalled();
  expect(host.giveUp()).toBeUndefined();
});

it('gives what could not begin to whoever asks', async () => {
  const host = beginOnce(() => Promise.reject(new Error('no folder')), WITHIN_MS);
  host.begin();
  await expect(host.begun).rejects.toThrow('no folder');
  await expect(host.giveUp()).rejects.toThrow('no folder');
});
