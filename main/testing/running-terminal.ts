import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { builtSandbox } from './built-sandbox.ts';

const run = promisify(execFile);

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A `countersign sandbox` that runs. */
export interface RunningTerminal {
  /** What it printed at its start. */
  readonly out: string;
  /** Ctrl+C, then its exit code. */
  interrupt(): Promise<number>;
}

/** The real command line for one test file, in a folder of its own that is empty before each test. */
export interface TestTerminal {
  folder(): string;
  /** Starts `countersign sandbox`; resolves once the last line was printed. */
  sandbox(...flags: string[]): Promise<RunningTerminal>;
  /** Runs any command of ours to its end. */
  end(...args: string[]): Promise<Ended>;
}

export function useTerminal(): TestTerminal {
  const { cli } = builtSandbox();
  let folder = '';
  const running: ChildProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-terminal-'));
  });
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    }
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    sandbox: async (...flags) => {
      const child = spawn(process.execPath, [cli, 'sandbox', ...flags], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.push(child);
      const lastLine = flags.includes('--json') ? /\n$/ : /Ctrl\+C stops it\.\n/;
      return {
        out: await printed(child, lastLine),
        interrupt: async () => {
          const exited = once(child, 'exit') as Promise<[number]>;
          child.kill('SIGINT');
          return (await exited)[0];
        },
      };
    },
    end: async (...args) => {
      try {
        const { stdout, stderr } = await run(process.execPath, [cli, ...args], { cwd: folder });
        return { code: 0, out: stdout, err: stderr };
      } catch (error) {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, out: stdout, err: stderr };
      }
    },
  };
}

function printed(child: ChildProcess, lastLine: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (lastLine.test(out)) resolve(out);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)} after: ${out}`)));
  });
}

/** The text to paste below a heading of the printed settings. */
export function printedUnder(out: string, heading: string): string {
  const [, text] =
    new RegExp(`^## ${heading}[^\\n]*\\n(?:[^\\n]+\\n)*\\n(.*?)\\n\\n(?=## |The sandbox)`, 'ms').exec(out) ??
    [];
  if (text === undefined) throw new Error(`nothing is printed under ${heading}`);
  return text;
}
