import { expect, test } from 'vitest';
import { isOlder } from './node-version.mjs';

test('compares versions as numbers', () => {
  expect(isOlder('20.9.0', '20.19')).toBe(true);
  expect(isOlder('20.19.0', '20.19')).toBe(false);
  expect(isOlder('22.0.0', '20.19')).toBe(false);
  expect(isOlder('18.20.1', '20.19')).toBe(true);
});
