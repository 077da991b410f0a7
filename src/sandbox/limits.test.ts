import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimits } from './limits.ts';

const HOUR = 3_600_000;

test('counts what happened within the window, at both of its ends', () => {
  const limits = createLimits();
  limits.add('a', 0, { most: 5, windowMs: HOUR });
  expect(limits.count('a', HOUR - 1, HOUR)).toBe(1);
  expect(limits.count('a', HOUR, HOUR)).toBe(0);
  expect(limits.count('b', 0, HOUR)).toBe(0);
});

test('a clock that was set back forgives what has not happened yet', () => {
  const limits = createLimits();
  limits.add('a', 2 * HOUR, { most: 5, windowMs: HOUR });
  expect(limits.count('a', HOUR, HOUR)).toBe(0);
});

test('never lets more than `most` through in any window, and always lets them through when they fit', () => {
  const steps = fc.array(fc.record({ wait: fc.nat({ max: 2_000 }), key: fc.constantFrom('a', 'b') }), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 6 }), (attempts, most) => {
      const limits = createLimits();
      const limit = { most, windowMs: 5_000 };
      const passed: { key: string; at: number }[] = [];
      let now = 0;
      for (const { wait, key } of attempts) {
        now += wait;
        const inWindow = passed.filter((one) => one.key === key && one.at > now - limit.windowMs).length;
        const allowed = limits.count(key, now, limit.windowMs) < most;
        expect(allowed).toBe(inWindow < most);
        if (!allowed) continue;
        limits.add(key, now, limit);
        passed.push({ key, at: now });
      }
    }),
  );
});

test('is the same after a snapshot', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat({ max: 9_000 }))), (attempts) => {
      const limits = createLimits();
      const limit = { most: 3, windowMs: 5_000 };
      for (const [key, at] of attempts) limits.add(key, at, limit);
      const restored = createLimits(limits.entries());
      for (const key of ['a', 'b']) {
        expect(restored.count(key, 9_000, 5_000)).toBe(limits.count(key, 9_000, 5_000));
      }
    }),
  );
});

test('memory stays bounded, per key and over all keys', () => {
  const limits = createLimits();
  const limit = { most: 5, windowMs: HOUR };
  for (let at = 0; at < 12_000; at += 1) {
    limits.add(`name ${String(at)}`, at, limit);
    limits.add('one', at, limit);
  }
  expect(limits.entries().length).toBeLessThanOrEqual(10_000);
  expect(Math.max(...limits.entries().map(([, times]) => times.length))).toBe(5);
  expect(limits.count('one', 12_000, HOUR)).toBe(5);
});
