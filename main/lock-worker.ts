import { parentPort, workerData } from 'node:worker_threads';
import { lock, unlock } from '@core/evidence/bundle/age.ts';
import type { LockJob } from './ports/thread-locker.ts';

// scrypt is made to take long: one file, one thread, so that the window goes on meanwhile.

const { task, bytes, passphrase } = workerData as LockJob;
parentPort?.postMessage(await (task === 'lock' ? lock(bytes, passphrase) : unlock(bytes, passphrase)));
