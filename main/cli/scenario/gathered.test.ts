import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gathered } from './gathered.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('dots go out together, a line’s end at once, and what is left when it is asked for', () => {
  const pieces: string[] = [];
  const { write, flush } = gathered((text) => pieces.push(text));
  write('.');
  write('.');
  expect(pieces).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(pieces).toEqual(['..']);
  write('.');
  write(' 50/1000\n');
  expect(pieces).toEqual(['..', '. 50/1000\n']);
  write('.');
  flush();
  flush();
  expect(pieces).toEqual(['..', '. 50/1000\n', '.']);
  vi.advanceTimersByTime(1_000);
  expect(pieces).toHaveLength(3);
});
