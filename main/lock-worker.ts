import { parentPort, workerData } from 'node:worker_threads';
import { lock } from '@core/evidence/bundle/age.ts';
import type { LockJob } from './ports/thread-locker.ts';

// scrypt is made to take long: one file, one thread, so that the window goes on meanwhile.

const { bytes, passphrase } = workerData as LockJob;
parentPort?.postMessage(await lock(bytes, passphrase));
