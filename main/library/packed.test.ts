import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, exports as entries, files, main } from '../../package.json' with { type: 'json' };

// What a project gets that installs the package: the files that npm packs, and nothing else of the checkout.

const root = resolve(import.meta.dirname, '../..');
let packed: readonly string[];
let folder: string;
beforeAll(async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], { cwd: root });
  const [one] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  packed = one.files.map(({ path }) => path);
  folder = await mkdtemp(join(tmpdir(), 'countersign-packed-'));
  // What is built may not be there yet; types are read from the sources.
  for (const path of packed.filter((name) => !name.startsWith('out/'))) {
    const to = join(folder, 'node_modules/countersign', path);
    await mkdir(dirname(to), { recursive: true });
    await cp(join(root, path), to);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('every file that package.json points at is packed', () => {
  const { './testing': testing, './package.json': itself } = entries;
  const built = [testing.default, main, ...Object.values(bin)];
  for (const path of [testing.types, itself]) expect(packed).toContain(path.replace('./', ''));
  for (const path of built) expect(path.replace('./', '')).toMatch(/^out\//);
  expect(files).toContain('out');
});

test('a strict project has the types', async () => {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const file = join(folder, 'sign-in.test.ts');
  await writeFile(
    file,
    [
      `import { cognito, type Tokens } from 'countersign/testing';`,
      `const sandbox = await cognito.start({ port: 0 });`,
      `export const tokens: Tokens = await sandbox.tokens('ann');`,
      `export const wrong: number = tokens.AccessToken;`,
    ].join('\n'),
  );
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const said = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  expect(said).toEqual([`Type 'string' is not assignable to type 'number'.`]);
});
