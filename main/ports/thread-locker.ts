import { Worker } from 'node:worker_threads';
import type { Locker } from '@core/evidence/bundle/age.ts';

export interface LockJob {
  readonly task: 'lock' | 'unlock';
  readonly bytes: Uint8Array;
  readonly passphrase: string;
}

/** Locks and unlocks in a thread of its own. @param script the built `lock-worker.js` */
export function threadLocker(script: string): Locker {
  const run = (job: LockJob) =>
    new Promise<Uint8Array | undefined>((resolve, reject) => {
      const worker = new Worker(script, { workerData: job, stdin: false, env: {} });
      worker.on('message', (bytes: Uint8Array | undefined) => {
        resolve(bytes);
        void worker.terminate();
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The file could not be locked or opened.')));
    });
  return {
    async lock(bytes, passphrase) {
      const locked = await run({ task: 'lock', bytes, passphrase });
      if (locked === undefined) throw new Error('The file could not be locked.');
      return locked;
    },
    unlock: (bytes, passphrase) => run({ task: 'unlock', bytes, passphrase }),
  };
}
