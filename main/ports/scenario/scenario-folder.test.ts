import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioFolder } from './scenario-folder.ts';

interface Made {
  readonly root: string;
  readonly folder: string;
  readonly files: ReturnType<typeof scenarioFolder>;
}

function made(): Made {
  const root = mkdtempSync(join(tmpdir(), 'countersign-scenarios-'));
  const folder = join(root, 'sign-ins');
  mkdirSync(join(folder, 'mfa'), { recursive: true });
  writeFileSync(join(folder, 'ann.yaml'), 'name: ann\n');
  writeFileSync(join(folder, 'mfa', 'bob.yml'), 'name: bob\n');
  writeFileSync(join(folder, 'users.csv'), 'USERNAME\nann\n');
  writeFileSync(join(root, 'outside.yaml'), 'name: outside\n');
  return { root, folder, files: scenarioFolder({ place: () => folder, choose: async () => true }) };
}

describe('a folder of scenarios', () => {
  it('lists scenario files below it by their path, and no others', async () => {
    const { folder, files } = made();
    mkdirSync(join(folder, 'node_modules', 'a'), { recursive: true });
    writeFileSync(join(folder, 'node_modules', 'a', 'no.yaml'), '');
    writeFileSync(join(folder, '.hidden.yaml'), '');
    expect(files.folder()).toBe('sign-ins');
    expect(await files.list()).toEqual(['ann.yaml', 'mfa/bob.yml']);
    expect(await files.read('mfa/bob.yml')).toBe('name: bob\n');
    expect(await files.read('users.csv')).toBe('USERNAME\nann\n');
    expect(await files.read('none.yaml')).toBeUndefined();
  });

  it('writes whole files, into folders it makes, and leaves nothing else behind', async () => {
    const { folder, files } = made();
    await files.write('new/one/x.yaml', 'name: x\n');
    expect(readFileSync(join(folder, 'new/one/x.yaml'), 'utf8')).toBe('name: x\n');
    expect(readdirSync(join(folder, 'new/one'))).toEqual(['x.yaml']);
    expect(await files.remove('new/one/x.yaml')).toBe(true);
    expect(await files.remove('new/one/x.yaml')).toBe(false);
  });

  it.each([
    '../outside.yaml',
    '/etc/passwd',
    'mfa/../../outside.yaml',
    'a\\..\\b.yaml',
    '.git/x.yaml',
    'c:x.yaml',
    'ann.yaml\0.yaml',
    'ann.txt',
    '',
  ])('refuses the name %j', async (name) => {
    const { files } = made();
    await expect(files.read(name)).rejects.toMatchObject({ code: 'SCENARIO_FILE_NAME' });
    await expect(files.write(name, 'x')).rejects.toMatchObject({ code: 'SCENARIO_FILE_NAME' });
    await expect(files.remove(name)).rejects.toMatchObject({ code: 'SCENARIO_FILE_NAME' });
  });

  it('follows no link out of it, of a file or of a folder', async () => {
    const { root, folder, files } = made();
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'outside.yaml'), join(folder, 'link.yaml'));
    symlinkSync(join(root, 'elsewhere'), join(folder, 'away'));
    symlinkSync(join(folder, 'ann.yaml'), join(folder, 'within.yaml'));
    expect(await files.list()).toEqual(['ann.yaml', 'mfa/bob.yml', 'within.yaml']);
    for (const name of ['link.yaml', 'away/x.yaml'])
      await expect(files.write(name, 'x')).rejects.toMatchObject({ code: 'SCENARIO_FILE_NAME' });
    await expect(files.read('link.yaml')).rejects.toMatchObject({ code: 'SCENARIO_FILE_NAME' });
    expect(readFileSync(join(root, 'outside.yaml'), 'utf8')).toBe('name: outside\n');
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  it('touches nothing outside for any name at all', async () => {
    const { root, folder, files } = made();
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'mfa', 'a.yaml', '~', '%2e%2e'),
      fc.string({ maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        await files.write(`${parts.join('/')}.yaml`, 'x').catch(() => undefined);
        expect(readdirSync(root).sort()).toEqual(['outside.yaml', 'sign-ins']);
      }),
      { numRuns: 200 },
    );
    expect(readFileSync(join(folder, 'mfa/bob.yml'), 'utf8')).toBe('name: bob\n');
  });

  it('tells of a file that another program wrote', async () => {
    const { folder, files } = made();
    let told = 0;
    const stop = files.onChange(() => (told += 1));
    await files.list();
    await expect
      .poll(() => {
        writeFileSync(join(folder, 'mfa', 'eve.yaml'), `name: ${told}\n`);
        return told;
      })
      .toBeGreaterThan(0);
    stop();
  });

  it('says what is missing where none was chosen', async () => {
    const files = scenarioFolder({ place: () => undefined, choose: async () => false });
    expect(files.folder()).toBeUndefined();
    expect(await files.list()).toEqual([]);
    await expect(files.write('a.yaml', 'x')).rejects.toMatchObject({ code: 'SCENARIO_NO_FOLDER' });
  });
});
