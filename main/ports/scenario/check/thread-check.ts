import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CheckAnswer } from '@core/host/ports.ts';
import type { JsonValue } from '@core/json.ts';
import { runCheck, TOO_LONG } from './run-check.ts';

export interface CheckJob {
  readonly id: number;
  readonly source: string;
  readonly step: JsonValue;
}

export interface CheckDone {
  readonly id: number;
  readonly answer: CheckAnswer;
}

export type Checker = (source: string, step: JsonValue) => Promise<CheckAnswer>;

/** The machine's own limit comes first; loops within its built-ins know none, and end with their thread. Milliseconds. */
const THREAD_MS = 5_000;

/**
 * Runs checks in a thread beside this one, one at a time: it goes on here whatever a check does, and a check that can't
 * be interrupted ends with its thread. @param script the built `check-worker.js`
 */
export function threadChecker(script: string): Checker {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let id = 0;

  const begin = (): Worker => {
    const begun = new Worker(script, { stdin: false, env: {} });
    // Nobody waits for it: a program that has nothing else to do may end.
    begun.unref();
    begun.on('error', () => undefined);
    begun.once('exit', () => {
      if (worker === begun) worker = undefined;
    });
    return begun;
  };
  const run = (job: CheckJob): Promise<CheckAnswer> =>
    new Promise((resolve) => {
      const at = (worker ??= begin());
      const over = (answer: CheckAnswer) => {
        clearTimeout(timer);
        at.off('message', hear);
        at.off('exit', gone);
        resolve(answer);
      };
      const hear = (done: CheckDone) => {
        if (done.id === job.id) over(done.answer);
      };
      const gone = () => over({ kind: 'threw', text: 'the check’s thread ended' });
      const timer = setTimeout(() => {
        worker = undefined;
        over(TOO_LONG);
        void at.terminate();
      }, THREAD_MS);
      at.on('message', hear);
      at.once('exit', gone);
      at.postMessage(job);
    });

  return (source, step) => {
    const answered = last.then(() => run({ id: ++id, source, step }));
    last = answered;
    return answered;
  };
}

/** The checker of a program that stands beside `script`; where nothing was built there, checks run where they are asked. */
export function checkerBeside(script: string): Checker {
  const worker = join(dirname(script), 'check-worker.js');
  return existsSync(worker) ? threadChecker(worker) : runCheck;
}
