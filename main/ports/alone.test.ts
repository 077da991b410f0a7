import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAlone } from './alone.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'countersign-alone-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Something that runs until it is let go. */
function begun(alone: ReturnType<typeof createAlone>) {
  const gate = new EventEmitter();
  const started = once(gate, 'started');
  const ended = alone(async () => {
    const end = once(gate, 'end');
    gate.emit('started');
    await end;
  });
  return { started, end: () => gate.emit('end'), ended };
}

test('one after the other, each with the file, which goes with the last', async () => {
  const lock = join(folder, 'lock');
  const alone = createAlone(lock);
  const order: string[] = [];
  const run = (name: string) =>
    alone(async () => {
      order.push(`${name} begins`);
      expect(existsSync(lock)).toBe(true);
      await Promise.resolve();
      order.push(`${name} ends`);
    });
  await Promise.all([run('one'), run('two')]);
  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  expect(existsSync(lock)).toBe(false);
});

test('one that fails lets the next one go on', async () => {
  const alone = createAlone(join(folder, 'lock'));
  const failed = alone(() => Promise.reject(new Error('locked')));
  const next = alone(async () => 'done');
  await expect(failed).rejects.toThrow('locked');
  expect(await next).toBe('done');
});

test('one that hangs holds nobody up, and takes no file away that is another’s by then', async () => {
  const lock = join(folder, 'lock');
  const alone = createAlone(lock, 1);
  const hung = begun(alone);
  await hung.started;
  const next = begun(alone);
  await next.started;

  hung.end();
  await hung.ended;
  expect(existsSync(lock)).toBe(true);

  next.end();
  await next.ended;
  expect(existsSync(lock)).toBe(false);
});

test('where no file can be made it runs all the same', async () => {
  const alone = createAlone(join(folder, 'lock', '\0'), 1);
  expect(await alone(async () => 'done')).toBe('done');
});
