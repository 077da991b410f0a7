import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchTag } from './tags.ts';

test.each([
  ['Sprint 12', 'test-users-sprint-12'],
  ['  "QA"  * Ärger ', 'test-users-qa-ärger'],
  ['', 'test-users'],
])('%j is tagged %s', (name, tag) => {
  expect(batchTag(name)).toBe(tag);
});

test('any name makes a tag that can be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(batchTag(name)).toMatch(/^test-users[^\s"\\*]*$/);
      expect([...batchTag(name)].length).toBeLessThanOrEqual(40);
    }),
  );
});
