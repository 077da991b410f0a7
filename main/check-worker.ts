import { parentPort } from 'node:worker_threads';
import { runCheck } from './ports/scenario/check/run-check.ts';
import type { CheckDone, CheckJob } from './ports/scenario/check/thread-check.ts';

// Checks of scenarios: written by whoever wrote the file, so apart from everything else.

parentPort?.on('message', ({ id, source, step }: CheckJob) => {
  void runCheck(source, step).then((answer) => parentPort?.postMessage({ id, answer } satisfies CheckDone));
});
