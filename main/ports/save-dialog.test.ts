import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemSaveDialog } from './save-dialog.ts';

const file = {
  suggestedName: 'ann.svg',
  what: 'SVG picture',
  extension: 'svg',
  bytes: new TextEncoder().encode('<svg/>'),
};
let folder: string;
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'save-dialog-'));
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function dialog(filePath: string | undefined) {
  return systemSaveDialog(
    {
      showSaveDialog: async ({ defaultPath }) => {
        asked.push(defaultPath);
        return filePath === undefined ? { canceled: true } : { canceled: false, filePath };
      },
    },
    folder,
  );
}

describe('saving a file by the system’s dialog', () => {
  it('writes what was given to the chosen place and nothing beside it', async () => {
    expect(await dialog(join(folder, 'mine.svg')).save(file)).toBe('mine.svg');
    expect(readdirSync(folder)).toEqual(['mine.svg']);
    expect(readFileSync(join(folder, 'mine.svg'), 'utf8')).toBe('<svg/>');
    expect(asked).toEqual([join(folder, 'ann.svg')]);
  });

  it('adds the extension where the system left it off', async () => {
    expect(await dialog(join(folder, 'mine')).save(file)).toBe('mine.svg');
  });

  it('writes nothing when no place was chosen', async () => {
    expect(await dialog(undefined).save(file)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('rejects, and leaves nothing behind, where it can’t be written', async () => {
    await expect(dialog(join(folder, 'gone', 'mine.svg')).save(file)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
