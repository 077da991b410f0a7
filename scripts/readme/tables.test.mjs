import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../setup/paths.mjs';
import { readmeTables, sources } from './files.mjs';
import { fill } from './tables.mjs';

const modules = await Promise.all(sources.map((source) => import(/* @vite-ignore */ join(root, source))));
const tables = readmeTables(Object.assign({}, ...modules));

describe('the READMEs', () => {
  it.each(Object.keys(tables))('%s shows what the code knows; if not, run: npm run readme', (path) => {
    const readme = readFileSync(join(root, path), 'utf8');
    expect(readme).toBe(fill(readme, tables[path] ?? {}));
  });

  it('refuses to fill a table that has no place', () => {
    expect(() => fill('nothing here', { users: 'x' })).toThrow('has no place');
  });
});
