import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Importer, ImportFile, ReadFile } from '@core/evidence/importing.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import { fileChunks, LARGEST_FILE } from '../../ports/import/file-chunks.ts';
import { fileContent } from '../../ports/import/file-content.ts';
import { readImport } from '../../ports/import/read-import.ts';

/** How standard input is named on a command line. */
export const STDIN = '-';
/** Of a request someone copied, bytes. */
const MOST_TEXT = 200_000;

/** A file that was read, to be handed to the host. */
export interface ReadSource {
  readonly name: string;
  readonly read: ReadFile;
  /**
   * True where it looks like JSON and is no HAR: an error's JSON, perhaps. Then `read` holds the text, and this is what
   * is wrong with the file otherwise.
   */
  readonly otherwise?: Error;
}

/** A source, for people. */
export function nameOf(path: string): string {
  return path === STDIN ? 'standard input' : basename(path);
}

/**
 * Reads a file or standard input to its end, within the importer's bounds.
 * @throws CoreFault IMPORT_*
 */
export async function readSource(path: string, input: AsyncIterable<Uint8Array>): Promise<ReadSource> {
  const isInput = path === STDIN;
  const name = nameOf(path);
  const there = isInput ? undefined : await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true)
    throw coreFault('IMPORT_UNREADABLE', 'This is a folder. Name the files in it, as FOLDER/*.har.');
  if (!isInput && there === undefined) throw coreFault('IMPORT_UNREADABLE', 'There is no such file.');
  const size = there?.size;
  const { head, rest } = await begun(isInput ? capped(input) : fileChunks(path));
  const ofBytes = size ?? head.length;
  const all = rest === undefined ? once(head) : both(head, rest);
  try {
    const read = await readImport({ name, ofBytes, chunks: all }, () => undefined);
    return { name, read };
  } catch (error) {
    const text = rest === undefined ? textIn(head) : undefined;
    if (text === undefined || !isFault(error) || !/^IMPORT_NOT_(HAR|JSON)$/.test(error.code)) throw error;
    return { name, read: { kind: 'text', text }, otherwise: error };
  }
}

/** An importer of what was read already. */
export function heldImporter(): Importer & { hold(source: ReadSource): string } {
  const held = new Map<string, { readonly file: ImportFile; readonly read: ReadFile }>();
  return {
    hold({ name, read }) {
      const file = { id: randomUUID(), name, bytes: 0 };
      held.set(file.id, { file, read });
      return file.id;
    },
    file: (id) => held.get(id)?.file,
    async read({ id, name }, _told, _signal, passphrase) {
      const read = held.get(id)?.read;
      if (read === undefined) throw coreFault('IMPORT_UNREADABLE', 'This file was not read.');
      return fileContent(read, name, passphrase);
    },
  };
}

/** The first bytes, all of it where it is short: a copied request. */
async function begun(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; rest?: AsyncIterator<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length <= MOST_TEXT) {
    const next = await iterator.next();
    if (next.done === true) return { head: Buffer.concat(parts) };
    // A copy: whoever reads the file uses its buffer again.
    parts.push(next.value.slice());
    length += next.value.length;
  }
  return { head: Buffer.concat(parts), rest: iterator };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

async function* both(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    // Left before its end, it still has to close its file.
    await rest.return?.();
  }
}

async function* capped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read > LARGEST_FILE)
      throw coreFault('IMPORT_TOO_LARGE', `More than ${LARGEST_FILE / 1e9} GB came in.`);
    yield chunk;
  }
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
