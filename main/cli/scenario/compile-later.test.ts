import { expect, test } from 'vitest';
import { budgetFor } from './compile-later.ts';

test('a short run compiles later, a long one as the engine has it', () => {
  expect(budgetFor(1_000, '11.3.244.8-node.34')).toBeGreaterThan(135_168);
  expect(budgetFor(2_000, '11.3.244.8-node.34')).toBeDefined();
  expect(budgetFor(2_001, '11.3.244.8-node.34')).toBeUndefined();
});

test('an engine that tiers otherwise is left alone', () => {
  expect(budgetFor(1_000, '12.4.254.21-node.33')).toBeUndefined();
  expect(budgetFor(1_000, '13.6.233.17-node.37')).toBeUndefined();
});
