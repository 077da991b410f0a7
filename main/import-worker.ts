import { parentPort, workerData } from 'node:worker_threads';
import { isFault } from '@core/form/form.ts';
import { atMostEvery } from './at-most-every.ts';
import { fileChunks } from './ports/import/file-chunks.ts';
import { fileContent } from './ports/import/file-content.ts';
import { readImport } from './ports/import/read-import.ts';
import type { Told, WorkerJob } from './ports/import/worker-words.ts';

// One file, one thread: read, told, ended. The window's own thread only hears what came of it.

const { path, name, bytes, passphrase } = workerData as WorkerJob;
const tell = (message: Told): void => parentPort?.postMessage(message);
let progress = { bytes: 0, ofBytes: bytes, calls: 0 };
const tellProgress = atMostEvery(60, () => tell({ type: 'progress', progress }));

try {
  const read = await readImport({ name, ofBytes: bytes, chunks: fileChunks(path) }, (now) => {
    progress = now;
    tellProgress();
  });
  tell({ type: 'progress', progress });
  tell({ type: 'read', content: await fileContent(read, name, passphrase) });
} catch (error) {
  const fault = isFault(error)
    ? { code: error.code, detail: error.detail }
    : { code: 'IMPORT_UNREADABLE', detail: 'The file could not be read to its end.' };
  tell({ type: 'fault', fault });
}
