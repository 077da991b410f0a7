import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingOutside } from './outside.ts';
import { warmAws } from './warm-aws.ts';

test('the loaded AWS CLI takes its folder along when the process it serves is gone', async (context) => {
  const warm = await warmAws();
  if (warm === undefined) return missingOutside(context, 'No Python here has the AWS CLI: install awscli.');
  const [, python = ''] = /^#!(\S+)/.exec(readFileSync(join(warm, 'aws'), 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'countersign-aws-'));
  const server = spawn(python, [join(import.meta.dirname, 'warm-aws.py'), join(folder, 'socket')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const exit = once(server, 'exit');
  // As it closes for whatever reason the other side ends.
  server.stdin.end();
  await exit;
  expect(existsSync(folder)).toBe(false);
});
