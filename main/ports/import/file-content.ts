import { randomUUID } from 'node:crypto';
import { isLocked } from '@core/evidence/bundle/age.ts';
import { unlocked } from '@core/evidence/bundle/unlocked.ts';
import type { FileContent, ReadFile } from '@core/evidence/importing.ts';
import { chainsInFile } from '@core/host/evidence/chains-in-file.ts';
import { readImport } from './read-import.ts';

/**
 * What a file that was read holds. A locked one says nothing of itself before it is open: then it is looked at anew.
 * @param name for people
 * @throws CoreFault as `readImport` and `chainsInFile`
 */
export async function fileContent(
  read: ReadFile,
  name: string,
  passphrase: string | undefined,
): Promise<FileContent> {
  if (read.kind !== 'bundle' || !isLocked(read.bytes))
    return chainsInFile(read, name, passphrase, randomUUID);
  const bytes = await unlocked(read.bytes, passphrase);
  const inside = await readImport({ name, ofBytes: bytes.length, chunks: whole(bytes) }, () => undefined);
  return chainsInFile(inside, name, passphrase, randomUUID);
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
