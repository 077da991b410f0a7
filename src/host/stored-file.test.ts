import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Files } from './ports.ts';
import { openStoredFile, type StoredFile } from './stored-file.ts';

interface Sample {
  readonly names: readonly string[];
}

/** Version 1 held one `name`; version 2 holds `names`. */
const sample: StoredFile<Sample> = {
  name: 'sample.json',
  version: 2,
  schema: v.object({ names: v.array(v.string()) }),
  ups: [(data: JsonValue) => ({ names: [isJsonObject(data) ? (data['name'] ?? '') : ''] })],
  empty: { names: [] },
};

function folder(text?: string) {
  const files = new Map<string, string>(text === undefined ? [] : [[sample.name, text]]);
  const port: Files = {
    read: async (name) => files.get(name),
    write: async (name, content) => void files.set(name, content),
    setAside: async (name) => {
      files.set('aside', files.get(name) ?? '');
      files.delete(name);
      return 'aside';
    },
    names: async () => [...files.keys()],
    remove: async (name) => void files.delete(name),
  };
  return { files, port };
}

describe('a stored file', () => {
  it('starts empty, and is read back as it was written', async () => {
    const { port } = folder();
    const file = await openStoredFile(port, sample);
    expect(file.get()).toEqual({ names: [] });
    await file.set({ names: ['ann'] });
    expect((await openStoredFile(port, sample)).get()).toEqual({ names: ['ann'] });
  });

  it('lifts an older version', async () => {
    const { port } = folder('{"version":1,"data":{"name":"ann"}}');
    expect((await openStoredFile(port, sample)).get()).toEqual({ names: ['ann'] });
  });

  it('leaves a newer version untouched and writes nothing over it', async () => {
    const text = '{"version":3,"data":{"other":true}}';
    const { files, port } = folder(text);
    const file = await openStoredFile(port, sample);
    expect(file.problem).toContain('newer version (3)');
    await expect(async () => file.set({ names: ['x'] })).rejects.toMatchObject({ code: 'STORED_FILE_NEWER' });
    expect(files.get(sample.name)).toBe(text);
  });

  it.each(['not json', '[]', '{"data":{}}', '{"version":0}', '{"version":2,"data":{"names":[1]}}'])(
    'sets an unreadable one aside: %s',
    async (text) => {
      const { files, port } = folder(text);
      const file = await openStoredFile(port, sample);
      expect(file.get()).toEqual({ names: [] });
      expect(file.problem).toContain('set aside');
      await file.set({ names: ['new'] });
      expect(files.get('aside')).toBe(text);
    },
  );
});
