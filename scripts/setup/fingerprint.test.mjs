import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-'));
  mkdirSync(join(dir, 'src'));
  writeFileSync(join(dir, 'src', 'a.ts'), 'one');
});
afterEach(() => rmSync(dir, { recursive: true }));
const now = () => fingerprint(dir, ['src', 'not-there']);

test('follows contents and names, not times', () => {
  const before = now();
  utimesSync(join(dir, 'src', 'a.ts'), 1, 1);
  expect(now()).toBe(before);
  writeFileSync(join(dir, 'src', 'a.ts'), 'two');
  expect(now()).not.toBe(before);
});

test('a new test file asks for no build, a new source does', () => {
  const before = now();
  writeFileSync(join(dir, 'src', 'a.test.ts'), '');
  expect(now()).toBe(before);
  writeFileSync(join(dir, 'src', 'b.ts'), '');
  expect(now()).not.toBe(before);
});
