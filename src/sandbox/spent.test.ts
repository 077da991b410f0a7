import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSpent } from './spent.ts';

const MINUTE = 60_000;

test('a value stays used for as long as it would be good', () => {
  const life = fc.integer({ min: 1, max: 100 });
  fc.assert(
    fc.property(fc.array(life, { minLength: 1, maxLength: 5_000, size: 'max' }), (lives) => {
      const spent = createSpent();
      lives.forEach((minutes, now) => spent.add(`id ${String(now)}`, now, now + minutes * 10));
      const now = lives.length - 1;
      lives.forEach((minutes, at) => {
        if (at + minutes * 10 > now) expect(spent.at(`id ${String(at)}`)).toBe(at);
      });
    }),
    { numRuns: 20 },
  );
});

test('memory follows what is still good, though the longest-lived came first', () => {
  const spent = createSpent();
  for (let id = 0; id < 10; id++) spent.add(`long ${String(id)}`, 0, 1_000_000 * MINUTE);
  let most = 0;
  for (let second = 0; second < 50_000; second++) {
    const now = second * 1_000;
    spent.add(`short ${String(second)}`, now, now + 3 * MINUTE);
    most = Math.max(most, second % 50 === 0 ? spent.entries().length : 0);
  }
  // 180 seconds' worth and the ten are good at any time.
  expect(most).toBeLessThanOrEqual(1_000);
  expect(spent.at('long 0')).toBe(0);
  expect(spent.at('short 49999')).toBe(49_999_000);
});

test('nothing that is good is dropped to save memory', () => {
  const spent = createSpent();
  for (let id = 0; id < 20_000; id++) spent.add(String(id), id, 10 ** 9);
  expect(spent.entries().length).toBe(20_000);
  expect(spent.at('0')).toBe(0);
});

test('the newest stay used when the clock ran ahead and was set back', () => {
  const spent = createSpent();
  for (let id = 0; id < 999; id++) spent.add(`early ${String(id)}`, 0, MINUTE);
  spent.add('late', 0, MINUTE);
  for (let id = 0; id < 300; id++) spent.add(`ahead ${String(id)}`, 60 * MINUTE, 61 * MINUTE);
  expect(spent.at('late')).toBe(0);
});
