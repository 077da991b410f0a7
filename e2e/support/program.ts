import { spawn } from 'node:child_process';
import { consoleEnvironment, type Environment } from './launch.ts';

export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly pid: number;
  /** Resolves with what stdout holds once it matches; rejects when the program ends before. */
  outMatching(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export interface How {
  /** What is piped into it; without, nothing is. */
  readonly input?: string | Uint8Array;
  /** Changes to the environment it starts in. */
  readonly environment?: Environment;
  /** The folder it is typed in; else that of the stories. */
  readonly cwd?: string;
}

/** Starts a program as a terminal would. */
export function startProgram(
  file: string,
  args: readonly string[],
  { input, environment, cwd }: How = {},
): Running {
  const child = spawn(file, args, {
    env: consoleEnvironment(environment),
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Who reads nothing of it may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
    for (const look of waiting) look();
  });
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    signal: (name) => void child.kill(name),
    outMatching: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(out) && resolve(out);
        waiting.add(look);
        look();
        void ended.then(
          () => reject(new Error(`It ended before ${String(pattern)} came: ${out}${err}`)),
          reject,
        );
      }),
  };
}

export function runProgram(file: string, args: readonly string[], how: How = {}): Promise<Ended> {
  return startProgram(file, args, how).ended;
}
