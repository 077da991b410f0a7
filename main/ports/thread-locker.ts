import { Worker } from 'node:worker_threads';
import type { Locker } from '@core/evidence/bundle/age.ts';

export interface LockJob {
  readonly bytes: Uint8Array;
  readonly passphrase: string;
}

/** Locks in a thread of its own. @param script the built `lock-worker.js` */
export function threadLocker(script: string): Locker {
  return {
    lock: (bytes, passphrase) =>
      new Promise<Uint8Array>((resolve, reject) => {
        const job: LockJob = { bytes, passphrase };
        const worker = new Worker(script, { workerData: job, stdin: false, env: {} });
        worker.on('message', (locked: Uint8Array) => {
          resolve(locked);
          void worker.terminate();
        });
        worker.on('error', reject);
        worker.on('exit', () => reject(new Error('The file could not be locked.')));
      }),
  };
}
