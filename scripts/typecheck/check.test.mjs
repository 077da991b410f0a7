import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../setup/paths.mjs';
import { checkProjects } from './check.mjs';
import { readProjects } from './projects.mjs';

const PROJECTS = ['main/tsconfig.json', 'renderer/tsconfig.json', 'src/tsconfig.json'];
const FILES = {
  'main/wrong.ts': "export const port: number = '9229';\n",
  'src/right.ts': 'export const port: number = 9229;\n',
  'renderer/RightLine.vue':
    '<script setup lang="ts">\nconst steps = 4;\n</script>\n<template>{{ steps }}</template>\n',
  'renderer/WrongLine.vue':
    '<script setup lang="ts">\nconst steps = 4;\n</script>\n<template>{{ steps.toUpperCase() }}</template>\n',
  'renderer/use-right.ts': "export { port } from '../src/right.ts';\n",
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-types-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const options = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: [] },
    ...{ target: 'ES2023', lib: ['ES2023', 'DOM'], module: 'ESNext', moduleResolution: 'Bundler' },
  };
  const configs = PROJECTS.map((name) => [
    name,
    JSON.stringify({ compilerOptions: options, include: ['**/*.ts', '**/*.vue'] }),
  ]);
  for (const [name = '', text = ''] of [...Object.entries(FILES), ...configs]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

it('finds what is wrong in a script and in a template, each in its own project', () => {
  /** @type {Record<string, string | undefined>} */
  const said = {};
  checkProjects(
    new Set(PROJECTS),
    (name, problem) => void (said[name] = problem),
    readProjects(PROJECTS, folder),
  );
  expect(said['main/tsconfig.json']).toMatch(
    /wrong\.ts\(1,14\): error TS2322: Type 'string' is not assignable to type 'number'\.\n$/,
  );
  expect(said['renderer/tsconfig.json']).toMatch(
    /WrongLine\.vue\(4,20\): error TS2339: Property 'toUpperCase' does not exist on type '4'\.\n$/,
  );
  expect(said['renderer/tsconfig.json']).not.toContain('Right');
  expect(said['src/tsconfig.json']).toBeUndefined();
});
