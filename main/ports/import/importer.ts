import { Worker } from 'node:worker_threads';
import { coreFault } from '@core/form/form.ts';
import type { FileContent, Importer } from '@core/evidence/importing.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { fileChunks } from './file-chunks.ts';
import { fileContent } from './file-content.ts';
import { readImport } from './read-import.ts';
import type { Told, WorkerJob } from './worker-words.ts';

/** Megabytes of JavaScript values: a hostile file ends its own thread and nothing else. */
const MOST_MEMORY = 1_500;

/** Reads chosen files in a thread of their own. @param script the built `import-worker.js` */
export function threadImporter(files: ChosenFiles, script: string): Importer {
  return {
    file: (id) => files.file(id),
    read(file, told, signal, passphrase) {
      const path = files.pathOf(file.id);
      if (path === undefined) return Promise.reject(forgotten());
      return new Promise<FileContent>((resolve, reject) => {
        const job: WorkerJob = { path, name: file.name, bytes: file.bytes, passphrase };
        const worker = new Worker(script, {
          workerData: job,
          resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
          stdin: false,
          env: {},
        });
        const end = (run: () => void) => {
          run();
          void worker.terminate();
        };
        worker.on('message', (message: Told) => {
          if (message.type === 'progress') told(message.progress);
          else if (message.type === 'read') end(() => resolve(message.content));
          else end(() => reject(coreFault(message.fault.code, message.fault.detail)));
        });
        worker.on('error', (error: Error & { code?: unknown }) => reject(threadFault(error)));
        worker.on('exit', () => reject(coreFault('CANCELLED', 'The import was stopped.')));
        signal.onCancel(() => void worker.terminate());
      });
    },
  };
}

/** Reads chosen files where it is called: for a terminal, which has nothing else to do. */
export function directImporter(files: ChosenFiles): Importer {
  return {
    file: (id) => files.file(id),
    async read(file, told, signal, passphrase) {
      const path = files.pathOf(file.id);
      if (path === undefined) throw forgotten();
      const source = { name: file.name, ofBytes: file.bytes, chunks: fileChunks(path) };
      const read = await readImport(source, told, () => signal.cancelled);
      return fileContent(read, file.name, passphrase);
    },
  };
}

function forgotten(): Error {
  return coreFault('IMPORT_UNREADABLE', 'This file was chosen too long ago. Choose it again.');
}

function threadFault({ code }: { code?: unknown }): Error {
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? coreFault('IMPORT_TOO_LARGE', 'The file needs more memory than an import may take.')
    : coreFault('IMPORT_UNREADABLE', 'The file could not be read to its end.');
}
