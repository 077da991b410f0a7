import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../setup/paths.mjs';
import { benchTitles } from './bench-titles.mjs';
import { readmeTables, sources } from './files.mjs';
import { fill, keyNames } from './tables.mjs';

const modules = await Promise.all(sources.map((source) => import(/* @vite-ignore */ join(root, source))));
const tables = readmeTables(Object.assign({ benches: benchTitles() }, ...modules));

describe('the READMEs', () => {
  it.each(Object.keys(tables))('%s shows what the code knows; if not, run: npm run readme', (path) => {
    const readme = readFileSync(join(root, path), 'utf8');
    expect(readme).toBe(fill(readme, tables[path] ?? {}));
  });

  it.each([
    ['mod+shift+k', 'Ctrl/Cmd+Shift+K'],
    ['+', '+'],
    ['mod+-', 'Ctrl/Cmd+-'],
    ['f10', 'F10'],
    ['alt+shift+backspace', 'Alt+Shift+Backspace'],
  ])('write the keys %s as %s', (keys, names) => {
    expect(keyNames(keys)).toBe(names);
  });

  it('refuses to fill a table that has no place', () => {
    expect(() => fill('nothing here', { users: 'x' })).toThrow('has no place');
  });
});
