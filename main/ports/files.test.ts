import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderFiles } from './files.ts';

const around = mkdtempSync(join(tmpdir(), 'countersign-files-'));
afterAll(() => rmSync(around, { recursive: true }));

describe('files in the user-data folder', () => {
  it('writes whole, for the owner only, and leaves nothing beside', async () => {
    const folder = join(around, 'new');
    const files = folderFiles(folder);
    expect(await files.read('a.json')).toBeUndefined();
    await files.write('a.json', 'first');
    await files.write('a.json', 'second');
    expect(await files.read('a.json')).toBe('second');
    expect(readdirSync(folder)).toEqual(['a.json']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a.json')).mode & 0o077).toBe(0);
  });

  it('keeps what it sets aside', async () => {
    const files = folderFiles(around);
    writeFileSync(join(around, 'b.json'), 'broken');
    const aside = await files.setAside('b.json');
    expect(await files.read(aside)).toBe('broken');
    expect(await files.read('b.json')).toBeUndefined();
  });
});
