import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { EXIT } from '../exit-codes.ts';
import { type Shell, shell } from '../evidence/testing/typed.ts';

let at: Shell;
let before: string;
beforeEach(() => {
  at = shell();
  before = process.cwd();
  process.chdir(at.folder);
  mkdirSync('scenarios');
  for (const name of ['one', 'two']) writeFileSync(`scenarios/${name}.yaml`, scenario(name));
});
afterEach(() => {
  process.chdir(before);
  at.remove();
});

const scenario = (name: string, more = '') => `version: 1
name: ${name}
secrets: { password: env:PASSWORD }
${more}
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: '\${password}' }
`;

const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => new TextDecoder().decode(bytes);

describe('export of scenarios', () => {
  it('prints a workflow with as many shards as there are scenarios at most', async () => {
    const typed = await at.type(['export', 'scenarios', '--format', 'github-actions']);
    expect(typed).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(parse(textOf(typed))).toMatchObject({
      jobs: { scenarios: { strategy: { matrix: { shard: [1, 2] } } } },
    });
  });

  it('writes into a folder, and over nothing that is there', async () => {
    const words = ['export', 'scenarios/one.yaml', '--format', 'gitlab', '-o', '.'];
    expect(await at.type(words)).toMatchObject({ code: EXIT.ok.code, err: '.gitlab-ci.yml\n' });
    const first = readFileSync('.gitlab-ci.yml', 'utf8');
    expect(parse(first)).toMatchObject({ scenarios: { parallel: { matrix: [{ SHARD: ['1'] }] } } });
    const again = await at.type(words);
    expect(again.code).toBe(EXIT.unusable.code);
    expect(again.err).toContain('--force');
  });

  it('takes scenarios of the gallery as those of a folder', async () => {
    const typed = await at.type(['export', 'gallery', '--format', 'gitlab']);
    expect(typed).toMatchObject({ code: EXIT.ok.code });
    expect(parse(textOf(typed))).toHaveProperty('scenarios');
  });

  it.each([
    ['a folder that is not there yet', '.github/workflows/', '.github/workflows/sign-ins.yml'],
    ['a file in one', '.github/workflows/x.yml', '.github/workflows/x.yml'],
    ['a file without an ending', 'load', 'load'],
  ])('writes a workflow into %s', async (_, place, file) => {
    const typed = await at.type(['export', 'scenarios', '--format', 'github-actions', '-o', place]);
    expect(typed).toMatchObject({ code: EXIT.ok.code, err: `${file}\n` });
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ jobs: { scenarios: {} } });
  });

  it('takes the CSV file of a matrix along, and counts its rows', async () => {
    writeFileSync('scenarios/users.csv', 'user\nann\nbob\ncid\n');
    writeFileSync(
      'scenarios/three.yaml',
      scenario('three', 'matrix: { csv: users.csv }').replace('bob', "'${user}'"),
    );
    const typed = await at.type([
      'export',
      'scenarios/three.yaml',
      '--format',
      'kubernetes',
      '--image',
      'own/image:1',
    ]);
    expect(typed).toMatchObject({ code: EXIT.ok.code, err: '' });
    const [config, job] = parseAllDocuments(textOf(typed)).map((document) => document.toJS() as unknown);
    expect(config).toMatchObject({ data: { '2-scenarios-users.csv': 'user\nann\nbob\ncid\n' } });
    expect(job).toMatchObject({ spec: { completions: 3 } });
  });

  it('says which file is wrong and at which line, and what stands in the way', async () => {
    writeFileSync('scenarios/wrong.yaml', 'version: 1\nname: wrong\nsteps: []\n');
    const wrong = await at.type(['export', 'scenarios', 'gone', '--format', 'gitlab']);
    expect(wrong.code).toBe(EXIT.badFile.code);
    expect(wrong.err).toMatch(/^gone: There is no such file[^]*scenarios\/wrong\.yaml:3: /);

    writeFileSync('scenarios/wrong.yaml', scenario('saved', 'target: staging'));
    const saved = await at.type(['export', 'scenarios/wrong.yaml', '--format', 'gitlab']);
    expect(saved.err).toContain(
      'Before it can run: scenarios/wrong.yaml: the target staging is saved on your computer.',
    );
    expect(textOf(saved)).toContain('# - scenarios/wrong.yaml: the target staging');
  });

  it('refuses a path that a repository would not have', async () => {
    process.chdir('scenarios');
    const { code, err } = await at.type(['export', '../scenarios', '--format', 'gitlab']);
    expect(code).toBe(EXIT.unusable.code);
    expect(err).toMatch(
      /^The path \.\.\/scenarios is outside of the folder .* cd, and name the path from there, as scenarios\//,
    );
    const full = await at.type(['export', at.path('.'), '--format', 'gitlab']);
    expect(full.err).toContain(`The path ${at.path('.')} is outside`);
  });

  it('takes a path that was typed in full for what it is called in the repository', async () => {
    const named = await at.type(['export', 'scenarios', '--format', 'gitlab']);
    const full = await at.type(['export', at.path('scenarios'), '--format', 'gitlab']);
    expect(full).toMatchObject({ code: EXIT.ok.code, err: named.err });
    expect(textOf(full)).toBe(textOf(named));
  });

  it('says how a chain becomes a file that can be exported so', async () => {
    const { code, err } = await at.type(['export', '3f2a90c1', '--format', 'k6']);
    expect(code).toBe(EXIT.badFile.code);
    expect(err).toContain('make a file of it first: countersign record 3f2a90c1 -o scenarios/');
  });

  it.each([
    ['several files for k6', ['scenarios', '--format', 'k6'], 'A k6 script holds one scenario'],
    ['no image for pods', ['scenarios', '--format', 'kubernetes'], 'give --image'],
  ])('refuses %s', async (_, words, why) => {
    const { code, err } = await at.type(['export', ...words]);
    expect(code).toBe(EXIT.unusable.code);
    expect(err).toContain(why);
  });

  it('asks for a format where a path is given without one', async () => {
    const { code, err } = await at.type(['export', 'scenarios']);
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain('--format github-actions, gitlab, kubernetes, k6');
  });
});
