import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evaluation, hasEvaluationRuntime, verify } from './evaluation-electron.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('accepts the pinned bytes and refuses any others', async () => {
  const file = join(dir, 'bundle.tgz');
  writeFileSync(file, 'bytes');
  const integrity = `sha512-${createHash('sha512').update('bytes').digest('base64')}`;
  await expect(verify(file, integrity)).resolves.toBeUndefined();
  writeFileSync(file, 'other bytes');
  await expect(verify(file, integrity)).rejects.toThrow('was refused');
});

test('is pinned to one version by sha512', () => {
  expect(evaluation.spec).toMatch(/@\d+\.\d+\.\d+$/);
  expect(evaluation.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
});

test('exists for linux-x64 only', () => {
  expect(hasEvaluationRuntime('linux', 'x64')).toBe(true);
  expect(hasEvaluationRuntime('linux', 'arm64')).toBe(false);
  expect(hasEvaluationRuntime('darwin', 'x64')).toBe(false);
});
