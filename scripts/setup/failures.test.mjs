import { expect, test } from 'vitest';
import { isRecent } from './failures.mjs';

const hour = 60 * 60 * 1000;
const entry = { circumstances: 'mirror a', at: 0 };

test('a failure is remembered for a day, under the same circumstances', () => {
  expect(isRecent(entry, 'mirror a', hour)).toBe(true);
  expect(isRecent(entry, 'mirror b', hour)).toBe(false);
  expect(isRecent(entry, 'mirror a', 25 * hour)).toBe(false);
});

test('a clock set back does not make it last', () => {
  expect(isRecent(entry, 'mirror a', -hour)).toBe(false);
});
