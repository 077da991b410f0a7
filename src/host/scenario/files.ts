import type { ScenarioEntry, ScenarioList, ScenarioText } from '../../contract/scenario.ts';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { SCHEMA_FILE, SCHEMA_LINE } from '../../scenario/print.ts';
import { readScenario } from '../../scenario/read.ts';
import type { Parts } from '../parts.ts';
import type { ScenarioFiles } from '../ports.ts';
import { casesIn } from './reading.ts';

/** Names of scenarios that come with the console begin so where a file's name is asked for. */
const GALLERY = 'gallery:';

/** The scenario files of the chosen folder, and those that come with the console. */
export interface HostScenarioFiles {
  list(): Promise<ScenarioList>;
  /** Null where none was chosen. */
  chooseFolder(): Promise<ScenarioList | null>;
  gallery(): Promise<ScenarioEntry[]>;
  /** @throws CoreFault SCENARIO_FILE_GONE, SCENARIO_FILE_NAME */
  read(file: string): Promise<ScenarioText>;
  /** @throws CoreFault SCENARIO_FILE_CHANGED, SCENARIO_FILE_NAME, SCENARIO_NO_FOLDER, SCENARIO_SECRET */
  write(file: string, text: string, stamp: string | undefined): Promise<{ stamp: string }>;
  /** @throws CoreFault SCENARIO_FILE_GONE, SCENARIO_FILE_NAME */
  remove(file: string): Promise<void>;
}

export function createScenarioFiles({ ports, tell }: Parts): HostScenarioFiles {
  const { files } = ports.scenarios;
  files.onChange(() => tell({ type: 'scenarios.changed' }));
  /** What a text was read as: a folder is listed over and over, and few of its files change. */
  const known = new Map<string, ScenarioEntry>();

  async function entryOf(file: string, text: string): Promise<ScenarioEntry> {
    const key = `${file} ${fingerprint(text)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { source, faults } = readScenario(text, file);
    if (source === undefined) return { ...unnamed(file), faults };
    const { name, description, tags = [], steps, matrix } = source.scenario;
    const runs = await casesIn(file.startsWith(GALLERY) ? ALONE : files, source);
    const entry = {
      file,
      name,
      tags,
      steps: steps.length,
      runs: runs.cases.length,
      faults: [...faults, ...runs.faults],
      ...(description === undefined ? {} : { description }),
    };
    // A table beside it changes by itself.
    if (matrix?.csv === undefined) known.set(key, entry);
    return entry;
  }

  async function fromFolder(file: string): Promise<ScenarioEntry | undefined> {
    try {
      const text = await files.read(file);
      return text === undefined ? undefined : await entryOf(file, text);
    } catch (error) {
      const { code, detail } = isFault(error) ? error : UNREADABLE;
      return unread(file, code, detail);
    }
  }

  async function list(): Promise<ScenarioList> {
    const folder = files.folder();
    if (folder === undefined) return { entries: [] };
    try {
      const found: ScenarioEntry[] = [];
      for (const file of await files.list()) found.push(...[(await fromFolder(file)) ?? []].flat());
      return { folder, entries: found };
    } catch {
      return { folder, entries: [], problem: `The folder ${folder} can’t be read. Is it still there?` };
    }
  }

  async function current(file: string): Promise<string | undefined> {
    if (!file.startsWith(GALLERY)) return files.read(file);
    return (await shipped()).get(file.slice(GALLERY.length));
  }

  /** What a recorded file says its schema is stands beside it from the first of them on; one that is there is left alone. */
  async function schemaBeside(file: string): Promise<void> {
    const place = [...file.split('/').slice(0, -1), SCHEMA_FILE].join('/');
    if ((await files.read(place)) !== undefined) return;
    const schema = await import('../../scenario/scenario.schema.json');
    await files.write(place, `${JSON.stringify(schema.default, null, 2)}\n`);
  }

  return {
    list,
    async chooseFolder() {
      if (!(await files.choose())) return null;
      tell({ type: 'scenarios.changed' });
      return list();
    },
    async gallery() {
      const texts = [...(await shipped())];
      return Promise.all(texts.map(([name, text]) => entryOf(`${GALLERY}${name}`, text)));
    },
    async read(file) {
      const text = await current(file);
      if (text === undefined) throw gone(file);
      return { file, text, stamp: fingerprint(text) };
    },
    async write(file, text, stamp) {
      if (!/\.ya?ml$/i.test(file))
        throw coreFault('SCENARIO_FILE_NAME', 'A scenario’s file ends in .yaml.', 'file');
      const secret = readScenario(text, file).faults.find(({ code }) => code === 'SCENARIO_SECRET');
      if (secret !== undefined)
        throw coreFault('SCENARIO_SECRET', `Line ${secret.line}: ${secret.detail}`, 'text');
      const before = await files.read(file);
      const stands = before === undefined ? undefined : fingerprint(before);
      // What is there already may be written again: a second try of the same save is no conflict.
      if (stands !== undefined && stands !== stamp && before !== text)
        throw coreFault(
          'SCENARIO_FILE_CHANGED',
          stamp === undefined
            ? `${file} is there already.`
            : `${file} was changed elsewhere since it was opened.`,
          'file',
        );
      await files.write(file, text);
      if (text.includes(SCHEMA_LINE)) await schemaBeside(file);
      tell({ type: 'scenarios.changed' });
      return { stamp: fingerprint(text) };
    },
    async remove(file) {
      if (!(await files.remove(file))) throw gone(file);
      tell({ type: 'scenarios.changed' });
    },
  };
}

/** Those of the gallery have no folder around them. */
const ALONE: Pick<ScenarioFiles, 'read'> = { read: async () => undefined };
const UNREADABLE = { code: 'SCENARIO_FILE_GONE', detail: 'This file can’t be read.' };

function gone(file: string): Error {
  return coreFault('SCENARIO_FILE_GONE', `${file} is not there any more.`, 'file');
}

function unread(file: string, code: string, detail: string): ScenarioEntry {
  return { ...unnamed(file), faults: [{ code, detail, line: 1, column: 1, path: '', severity: 'error' }] };
}

function unnamed(file: string): Omit<ScenarioEntry, 'faults'> {
  return { file, name: file.split('/').at(-1) ?? file, tags: [], steps: 0, runs: 0 };
}

async function shipped(): Promise<ReadonlyMap<string, string>> {
  return (await import('../../scenario/gallery.ts')).gallery;
}
