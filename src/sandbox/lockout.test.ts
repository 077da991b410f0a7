import { expect, test } from 'vitest';
import { createLockout } from './lockout.ts';

const fail = (lockout: ReturnType<typeof createLockout>, times: number, now: number) => {
  for (let i = 0; i < times; i++) lockout.failed('ann', now);
};

test.each([
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [10, 32],
  [14, 512],
  [15, 900],
  [40, 900],
])('%d failures lock for %d s', (failures, seconds) => {
  const lockout = createLockout();
  fail(lockout, failures, 0);
  if (seconds > 0) {
    expect(() => lockout.refuseLocked('ann', seconds * 1_000 - 1)).toThrow('Password attempts exceeded');
  }
  expect(() => lockout.refuseLocked('ann', seconds * 1_000)).not.toThrow();
});

test('asking during a lock does not prolong it', () => {
  const lockout = createLockout();
  fail(lockout, 6, 0);
  for (const at of [0, 500, 1_999]) expect(() => lockout.refuseLocked('ann', at)).toThrow();
  expect(() => lockout.refuseLocked('ann', 2_000)).not.toThrow();
});

test('success clears the count, and so do fifteen quiet minutes', () => {
  const lockout = createLockout();
  fail(lockout, 4, 0);
  lockout.succeeded('ann');
  fail(lockout, 4, 0);
  expect(() => lockout.refuseLocked('ann', 0)).not.toThrow();
  fail(lockout, 1, 900_000);
  expect(() => lockout.refuseLocked('ann', 900_000)).not.toThrow();
});

test('names do not lock each other', () => {
  const lockout = createLockout();
  fail(lockout, 8, 0);
  expect(() => lockout.refuseLocked('bob', 0)).not.toThrow();
});

test('guessing fills no memory: the newest names are kept, long ones by their digest', () => {
  const lockout = createLockout();
  const name = (guess: number) => `${'x'.repeat(1_000)}${String(guess)}`;
  for (let guess = 0; guess < 10_500; guess++) lockout.failed(name(guess), 0);
  for (let attempt = 1; attempt < 5; attempt++) lockout.failed(name(10_499), 0);
  expect(lockout.entries()).toHaveLength(10_000);
  expect(JSON.stringify(lockout.entries()).length).toBeLessThan(1_000_000);
  expect(() => lockout.refuseLocked(name(10_499), 0)).toThrow('Password attempts exceeded');
  expect(() => lockout.refuseLocked(name(10_498), 0)).not.toThrow();
  expect(() => createLockout(lockout.entries()).refuseLocked(name(10_499), 0)).toThrow();
});
