import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeptState, readKeptState } from './kept-state.ts';
import { heldBy, holderOf, lockPath, lockState } from './state-lock.ts';

async function newPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'countersign-lock-')), 'kept.json');
}

const lockedBy = (path: string, text: string) => writeFile(lockPath(path), text);

test('the first has it, and reads its own file', async () => {
  const path = await newPath();
  expect(await lockState(path)).toBeUndefined();
  expect(await readFile(lockPath(path), 'utf8')).toBe(`${String(process.pid)}\n`);
  expect(await holderOf(path)).toBeUndefined();
  expect((await readKeptState(path)).problem).toBeUndefined();
});

test('one that another process has is refused with its id, until that process is gone', async () => {
  const path = await newPath();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const pid = other.pid ?? 0;
  await lockedBy(path, `${String(pid)}\n`);
  const problem = `--state ${path}: ${heldBy(path, pid)}`;
  expect(problem).toContain(`process ${String(pid)} keeps its state in this file.`);
  expect(await readKeptState(path)).toEqual({ problem });
  expect(await openKeptState(path)).toEqual({ problem });
  expect(await readFile(lockPath(path), 'utf8')).toBe(`${String(pid)}\n`);
  const gone = once(other, 'exit');
  other.kill('SIGKILL');
  await gone;
  expect((await openKeptState(path)).problem).toBeUndefined();
  expect(await readFile(lockPath(path), 'utf8')).toBe(`${String(process.pid)}\n`);
  expect(await readdir(dirname(path))).toEqual(['kept.json.lock']);
});

test.each(['', 'not a process', '0x1\n'])(
  'a lock that says %j was cut off and is taken over',
  async (text) => {
    const path = await newPath();
    await lockedBy(path, text);
    expect(await lockState(path)).toBeUndefined();
    expect(await readFile(lockPath(path), 'utf8')).toBe(`${String(process.pid)}\n`);
  },
);

test('a folder that is not there is told as such', async () => {
  const path = join(await newPath(), 'nowhere', 'kept.json');
  expect((await openKeptState(path)).problem).toContain('cannot be read and written (ENOENT)');
});
