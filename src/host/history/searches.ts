import * as v from 'valibot';
import type { SavedSearch } from '../../contract/search.ts';
import { coreFault } from '../../form/form.ts';
import type { Files } from '../ports.ts';
import { openStoredFile, type OpenFile } from '../stored-file.ts';

/** More are a second history. */
const MOST = 100;

const Stored = v.array(v.strictObject({ name: v.string(), query: v.string() }));

/** The searches a person keeps, by name. */
export interface Searches {
  list(): Promise<readonly SavedSearch[]>;
  /** @throws CoreFault INPUT_INVALID where there are too many, STORED_FILE_NEWER */
  save(search: SavedSearch): Promise<readonly SavedSearch[]>;
  /** @throws CoreFault STORED_FILE_NEWER */
  remove(name: string): Promise<readonly SavedSearch[]>;
}

/** Opens the file at first use. */
export function createSearches(files: Files): Searches {
  let opening: Promise<OpenFile<SavedSearch[]>> | undefined;
  const open = () =>
    (opening ??= openStoredFile<SavedSearch[]>(files, {
      name: 'searches.json',
      version: 1,
      schema: Stored,
      ups: [],
      empty: [],
    }));
  const set = async (searches: SavedSearch[]) => {
    const file = await open();
    await file.set(searches);
    return file.get();
  };

  return {
    list: async () => (await open()).get(),
    async save(search) {
      const others = (await open()).get().filter(({ name }) => name !== search.name);
      if (others.length >= MOST)
        throw coreFault('INPUT_INVALID', `${MOST} searches are saved. Remove one to save another.`);
      return set([...others, search].sort((one, two) => one.name.localeCompare(two.name, 'en')));
    },
    remove: async (gone) => set((await open()).get().filter(({ name }) => name !== gone)),
  };
}
