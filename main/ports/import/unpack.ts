import { brotliDecompressSync, createGunzip, type Gunzip, gunzipSync, inflateSync } from 'node:zlib';
import { coreFault } from '@core/form/form.ts';
import type { Unpack } from '@core/evidence/har/body.ts';

/** Bytes of one body. */
const LONGEST_BODY = 4_000_000;
/** Bytes of a whole file. */
const MOST_BYTES = 4_000_000_000;
/** What a HAR shrinks to at the very best; a bomb shrinks a thousand times. */
const RATIO = 200;
/** Below this a ratio says nothing. */
const SMALL = 16_000_000;

/** Unpacks one body, or gives up where it is more than any body is. */
export const unpackBody: Unpack = (bytes, encoding) => {
  const unpack = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[encoding];
  try {
    return unpack?.(bytes, { maxOutputLength: LONGEST_BODY });
  } catch {
    return undefined;
  }
};

/**
 * The bytes of a gzip file as they are unpacked.
 * @throws CoreFault IMPORT_TOO_LARGE for a bomb, IMPORT_CUT_OFF, IMPORT_NOT_JSON where the packing is damaged
 */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 262_144 });
  let read = 0;
  let made = 0;
  // One chunk in, all of it out, and only then the next: nothing piles up, and the chunk's buffer is free again.
  const feeding = (async () => {
    try {
      for await (const chunk of chunks) {
        read += chunk.length;
        await written(gunzip, chunk);
        if (gunzip.destroyed) return;
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  })();
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      made += chunk.length;
      if (made > MOST_BYTES || (made > SMALL && made > RATIO * read)) throw bomb(made, read);
      yield chunk;
    }
    await feeding;
  } catch (error) {
    throw packingFault(error);
  } finally {
    gunzip.destroy();
  }
}

/** The first bytes of what a gzip file holds. */
export function peekUnpacked(head: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const gunzip = createGunzip({ chunkSize: 1_024 });
    gunzip.once('data', (data: Uint8Array) => {
      gunzip.destroy();
      resolve(data);
    });
    gunzip.once('error', () => resolve(new Uint8Array()));
    gunzip.once('end', () => resolve(new Uint8Array()));
    gunzip.end(head);
  });
}

function written(gunzip: Gunzip, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A stream that is destroyed in the middle of a chunk never says so of the chunk.
    gunzip.once('close', resolve);
    gunzip.write(chunk, () => {
      gunzip.off('close', resolve);
      resolve();
    });
  });
}

function bomb(made: number, read: number): Error {
  return coreFault(
    'IMPORT_TOO_LARGE',
    `The file unpacks to more than ${String(Math.floor(made / Math.max(1, read)))} times its size. No HAR file does.`,
  );
}

function packingFault(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === 'Z_BUF_ERROR') return coreFault('IMPORT_CUT_OFF', 'The packed file ends in the middle.');
  if (typeof code === 'string' && code.startsWith('Z_'))
    return coreFault('IMPORT_NOT_JSON', 'The packed file is damaged: it can’t be unpacked.');
  return error;
}
