import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { unlock } from '@core/evidence/bundle/age.ts';
import { threadLocker } from './ports/thread-locker.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
  const here = import.meta.dirname;
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@core': resolve(here, '..', 'src') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(here, 'lock-worker.ts'),
      outDir: folder,
      rollupOptions: { output: { format: 'es', entryFileNames: 'lock-worker.mjs' } },
    },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the thread that locks', () => {
  it('locks for one passphrase alone, while everything else goes on', async () => {
    const locker = threadLocker(join(folder, 'lock-worker.mjs'));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const locked = await locker.lock(new TextEncoder().encode('a chain'), 'correct horse battery');
    clearInterval(ticking);
    // Work of a second on this thread would leave no turn.
    expect(turns).toBeGreaterThan(5);
    expect(new TextDecoder().decode(locked)).toMatch(/^age-encryption\.org\/v1\n/);
    expect(await unlock(locked, 'another horse battery')).toBeUndefined();
    const opened = await unlock(locked, 'correct horse battery');
    expect(new TextDecoder().decode(opened)).toBe('a chain');
  }, 60_000);

  it('says so when it can’t begin', async () => {
    await expect(threadLocker(join(folder, 'not-there.mjs')).lock(new Uint8Array(), 'x')).rejects.toThrow();
  });
});
