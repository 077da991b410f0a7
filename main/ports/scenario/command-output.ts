import { spawn } from 'node:child_process';
import { coreFault } from '@core/form/form.ts';
import type { CancelSignal } from '@core/host/ports.ts';

const COMMAND_MS = 30_000;
const MOST_BYTES = 1_048_576;
/** Until all output of a program that has ended is here. Milliseconds. */
const LINGER_MS = 1_000;

export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly signal?: CancelSignal | undefined;
}

/**
 * What a program prints on standard output. No shell reads its arguments; whatever it started ends with it.
 * @throws CoreFault CODE_SOURCE where it can't be run at all
 * @throws Error where it ends with another code than 0, takes too long, prints too much or is cancelled. What it prints is in no message
 */
export function commandOutput(
  [program = '', ...argv]: readonly string[],
  { env, timeout = COMMAND_MS, signal }: CommandOptions,
): Promise<string> {
  const notThere = () =>
    coreFault('CODE_SOURCE', `${program || 'A program without a name'} can’t be run here.`);
  if (program === '') return Promise.reject(notThere());
  if (signal?.cancelled === true) return Promise.reject(new Error('it was stopped'));
  return new Promise((resolve, reject) => {
    const isGrouped = process.platform !== 'win32';
    const child = spawn(program, argv, {
      env,
      shell: false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      // A group of its own, so that what it starts can be ended with it.
      detached: isGrouped,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => {
      if (child.pid === undefined) return;
      try {
        if (isGrouped) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // All of it has ended already.
      }
    };
    let lingering: NodeJS.Timeout | undefined;
    let isOver = false;
    const over = (settle: () => void) => {
      // Its number may be another's by now.
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      clearTimeout(lingering);
      process.off('exit', end);
      end();
      settle();
    };
    const fail = (detail: string) => over(() => reject(new Error(detail)));
    const timer = setTimeout(() => fail(`it did not end within ${String(timeout / 1_000)} s`), timeout);
    process.once('exit', end);
    signal?.onCancel(() => fail('it was stopped'));
    child.on('error', () => over(() => reject(notThere())));
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) fail('it prints more than a megabyte');
    });
    child.on('exit', (code, signal) => {
      // What it left running may hold its output open: that ends, too, and is waited for no longer than a moment.
      end();
      const ended = () =>
        code === 0
          ? over(() => resolve(Buffer.concat(chunks).toString('utf8')))
          : fail(code === null ? `it was ended by ${String(signal)}` : `it ended with code ${String(code)}`);
      child.once('close', ended);
      lingering = setTimeout(ended, LINGER_MS);
    });
  });
}
