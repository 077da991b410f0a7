import * as v from 'valibot';
import { coreFault } from '../form/form.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Files } from './ports.ts';

/** A small versioned JSON file: what is in it, and how older versions are lifted, one `up` per step. */
export interface StoredFile<T> {
  readonly name: string;
  readonly version: number;
  readonly schema: v.GenericSchema<unknown, T>;
  /** `ups[n]` lifts version n + 1 to n + 2. */
  readonly ups: readonly ((data: JsonValue) => JsonValue)[];
  readonly empty: T;
}

export interface OpenFile<T> {
  get(): T;
  /** @throws CoreFault STORED_FILE_NEWER when the file was written by a newer version: it is left untouched. */
  set(data: T): Promise<void>;
  /** What went wrong on opening, for the person. */
  readonly problem?: string;
}

/**
 * Opens a stored file. A newer version is left untouched and nothing is written over it; an unreadable file is set
 * aside, never overwritten.
 */
export async function openStoredFile<T>(files: Files, stored: StoredFile<T>): Promise<OpenFile<T>> {
  let data = stored.empty;
  let problem: string | undefined;
  let locked = false;

  const text = await files.read(stored.name);
  if (text !== undefined) {
    const read = readVersioned(text, stored);
    if (read.kind === 'ok') data = read.data;
    else if (read.kind === 'newer') {
      locked = true;
      problem = `${stored.name} was written by a newer version (${read.version}). It is left as it is; changes are not kept.`;
    } else {
      const aside = await files.setAside(stored.name);
      problem = `${stored.name} could not be read (${read.why}). It was set aside as ${aside}.`;
    }
  }

  // Writes run one after the other: two quick changes must not overtake each other on disk.
  let writing = Promise.resolve();
  return {
    get: () => data,
    set(next) {
      if (locked) {
        throw coreFault(
          'STORED_FILE_NEWER',
          `${stored.name} was written by a newer version and is left untouched.`,
        );
      }
      data = next;
      writing = writing
        .catch(() => undefined)
        .then(() =>
          files.write(stored.name, `${JSON.stringify({ version: stored.version, data }, null, 2)}\n`),
        );
      return writing;
    },
    ...(problem === undefined ? {} : { problem }),
  };
}

type Read<T> =
  { kind: 'ok'; data: T } | { kind: 'newer'; version: number } | { kind: 'unreadable'; why: string };

function readVersioned<T>(text: string, stored: StoredFile<T>): Read<T> {
  let file: JsonValue;
  try {
    file = JSON.parse(text) as JsonValue;
  } catch {
    return { kind: 'unreadable', why: 'it is not JSON' };
  }
  const version = isJsonObject(file) ? file['version'] : undefined;
  if (!isJsonObject(file) || typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { kind: 'unreadable', why: 'it names no version' };
  }
  if (version > stored.version) return { kind: 'newer', version };
  const lifted = stored.ups.slice(version - 1).reduce((data, up) => up(data), file['data'] ?? null);
  const parsed = v.safeParse(stored.schema, lifted);
  if (parsed.success) return { kind: 'ok', data: parsed.output };
  return { kind: 'unreadable', why: parsed.issues[0].message };
}
