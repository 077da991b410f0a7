import { open } from 'node:fs/promises';
import { coreFault } from '@core/form/form.ts';

const CHUNK = 1_048_576;
export const LARGEST_FILE = 1_000_000_000;

/**
 * The bytes of a file, piece by piece, in one buffer that is used again for every piece.
 * @throws CoreFault IMPORT_UNREADABLE, IMPORT_TOO_LARGE
 */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch(unreadable);
  try {
    const stat = await file.stat();
    // A device or a pipe would never end.
    if (!stat.isFile()) throw unreadable();
    if (stat.size > LARGEST_FILE) throw tooLarge();
    const buffer = new Uint8Array(Math.min(CHUNK, Math.max(1, stat.size)));
    let read = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null).catch(unreadable);
      if (bytesRead === 0) return;
      read += bytesRead;
      // It grows while it is read.
      if (read > LARGEST_FILE) throw tooLarge();
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function tooLarge(): Error {
  return coreFault('IMPORT_TOO_LARGE', `The file is larger than ${String(LARGEST_FILE / 1e9)} GB.`);
}

/** The system's own words name the place, and may be in any language. */
function unreadable(): never {
  throw coreFault(
    'IMPORT_UNREADABLE',
    'The file could not be opened. It may have been moved, or may not be read.',
  );
}
