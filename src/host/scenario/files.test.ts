import { describe, expect, it } from 'vitest';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import { coreFault } from '../../form/form.ts';
import type { ScenarioFiles } from '../ports.ts';
import { testHost } from '../testing/test-host.ts';

const ANN = `version: 1
name: ann by password
tags: [smoke]
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann }
`;

function memoryFolder(start: Readonly<Record<string, string>>) {
  const texts = new Map(Object.entries(start));
  const told = new Set<() => void>();
  const files: ScenarioFiles = {
    folder: () => 'sign-ins',
    choose: async () => true,
    list: async () => [...texts.keys()],
    read: async (file) => texts.get(file),
    write: async (file, text) => void texts.set(file, text),
    remove: async (file) => texts.delete(file),
    onChange: (run) => (told.add(run), () => told.delete(run)),
  };
  return { texts, files, change: () => told.forEach((run) => run()) };
}

async function hostWith(start: Readonly<Record<string, string>>) {
  const folder = memoryFolder(start);
  const { host } = await testHost({ scenarios: scenarioPorts({ env: {}, files: folder.files }) });
  return { ...folder, host };
}

describe('scenario files', () => {
  it('are listed by what they say, and by their name where they say nothing', async () => {
    const { host } = await hostWith({ 'ann.yaml': ANN, 'mfa/broken.yaml': 'version: 1\nname: [' });
    expect(await host.ask('scenarios.list', {})).toMatchObject({
      ok: true,
      value: {
        folder: 'sign-ins',
        entries: [
          { file: 'ann.yaml', name: 'ann by password', tags: ['smoke'], steps: 1, faults: [] },
          { file: 'mfa/broken.yaml', name: 'broken.yaml', faults: [{ severity: 'error' }] },
        ],
      },
    });
  });

  it('that were recorded have the schema they name beside them, and one that is there is left alone', async () => {
    const { host, texts } = await hostWith({ 'old/scenario.schema.json': '{}' });
    const text = `# yaml-language-server: $schema=./scenario.schema.json\n${ANN}`;
    for (const file of ['mfa/ann.yaml', 'old/ann.yaml'])
      expect(await host.ask('scenario.write', { file, text })).toMatchObject({ ok: true });
    expect(await host.ask('scenario.write', { file: 'plain.yaml', text: ANN })).toMatchObject({ ok: true });
    expect(JSON.parse(texts.get('mfa/scenario.schema.json') ?? '')).toHaveProperty('properties.steps');
    expect(texts.get('old/scenario.schema.json')).toBe('{}');
    expect(texts.has('scenario.schema.json')).toBe(false);
    const own = await host.ask('scenario.write', { file: 'scenario.schema.json', text: ANN });
    expect(own).toMatchObject({ error: { code: 'SCENARIO_FILE_NAME' } });
  });

  it('are written over only by who saw what stands there', async () => {
    const { host, texts } = await hostWith({ 'ann.yaml': ANN });
    const opened = await host.ask('scenario.read', { file: 'ann.yaml' });
    const { stamp } = (opened as { value: { stamp: string } }).value;
    texts.set('ann.yaml', `${ANN}# by somebody else\n`);
    const mine = `${ANN}# mine\n`;
    expect(await host.ask('scenario.write', { file: 'ann.yaml', text: mine, stamp })).toMatchObject({
      error: { code: 'SCENARIO_FILE_CHANGED' },
    });
    expect(await host.ask('scenario.write', { file: 'ann.yaml', text: mine })).toMatchObject({
      error: { code: 'SCENARIO_FILE_CHANGED' },
    });
    expect(texts.get('ann.yaml')).toContain('by somebody else');
    expect(await host.ask('scenario.write', { file: 'new.yaml', text: mine })).toMatchObject({ ok: true });
    expect(texts.get('new.yaml')).toBe(mine);
  });

  it('tell the page as they change, and say so when they are gone', async () => {
    const { host, change } = await hostWith({ 'ann.yaml': ANN });
    const heard: string[] = [];
    host.listen(({ type }) => heard.push(type));
    change();
    expect(heard).toContain('scenarios.changed');
    expect(await host.ask('scenario.remove', { file: 'ann.yaml' })).toMatchObject({ ok: true });
    expect(await host.ask('scenario.read', { file: 'ann.yaml' })).toMatchObject({
      error: { code: 'SCENARIO_FILE_GONE' },
    });
  });

  it('come from the gallery by their own name', async () => {
    const { host } = await hostWith({});
    const { value } = (await host.ask('scenarios.gallery', {})) as { value: { file: string }[] };
    for (const { file } of value.slice(0, 3))
      expect(await host.ask('scenario.read', { file })).toMatchObject({ ok: true, value: { file } });
    expect(await host.ask('scenario.read', { file: 'gallery:none' })).toMatchObject({
      error: { code: 'SCENARIO_FILE_GONE' },
    });
  });
});

describe('the table of a matrix', () => {
  const WITH = (csv: string) => `${ANN.replace('ann }', "'${user}' }")}matrix: { csv: ${csv} }\n`;
  /** As the folder on the disk refuses names. */
  const refusing = async (file: string, csv: string) => {
    const folder = memoryFolder({ 'data/users.csv': 'user\nann\nbob\n' });
    const files: ScenarioFiles = {
      ...folder.files,
      read: async (name) => {
        if (/^\/|(^|\/)\.|^[^.]+$|\.txt$/.test(name)) throw coreFault('SCENARIO_FILE_NAME', 'Out.', 'file');
        return folder.texts.get(name);
      },
    };
    const { host } = await testHost({ scenarios: scenarioPorts({ env: {}, files }) });
    return host.ask('scenario.check', { text: WITH(csv), file });
  };

  it.each([
    ['mfa/ann.yaml', '../data/users.csv'],
    ['data/ann.yaml', './users.csv'],
    ['mfa/sms/ann.yaml', '../../data/./users.csv'],
  ])('of %s is found at %s, as the terminal finds it', async (file, csv) => {
    expect(await refusing(file, csv)).toMatchObject({
      ok: true,
      value: { faults: [], rows: [{ user: 'ann' }, { user: 'bob' }] },
    });
  });

  it.each([
    ['ann.yaml', '../data/users.csv', /outside the folder of scenarios.*Choose the folder that holds both/],
    ['ann.yaml', '/data/users.csv', /outside the folder of scenarios/],
    ['ann.yaml', 'data/users.txt', /Rename data\/users.txt/],
    ['ann.yaml', 'data/people.csv', /not there/],
  ])('of %s at %s is refused with why and the fix', async (file, csv, detail) => {
    expect(await refusing(file, csv)).toMatchObject({
      ok: true,
      value: { faults: [{ line: 7, path: 'matrix.csv', detail: expect.stringMatching(detail) as string }] },
    });
  });

  it('tells its own mistakes at its own line, in the list as in the text', async () => {
    const text = WITH('../data/users.csv');
    const { host } = await hostWith({ 'mfa/ann.yaml': text, 'data/users.csv': 'user\nann\nbob,cy\n' });
    const faults = [{ line: 7, table: { file: 'data/users.csv', line: 3 } }];
    expect(await host.ask('scenario.check', { text, file: 'mfa/ann.yaml' })).toMatchObject({
      ok: true,
      value: { faults },
    });
    expect(await host.ask('scenarios.list', {})).toMatchObject({
      ok: true,
      value: { entries: [{ faults }, {}] },
    });
  });
});
