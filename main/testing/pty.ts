import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Node opens no pseudo terminal; Python's own module does, on Linux and macOS. */
const RELAY = `
import json, os, pty, select, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
sources = [fd, 0]
while True:
    ready, _, _ = select.select(sources, [], [])
    if fd in ready:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        os.write(1, data)
    if 0 in ready:
        data = os.read(0, 65536)
        if data:
            os.write(fd, data)
        else:
            sources.remove(0)
_, status = os.waitpid(pid, 0)
flags = termios.tcgetattr(fd)[3]
code = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
sys.stderr.write(json.dumps({"code": code, "echo": bool(flags & termios.ECHO)}))
`;

/** Whether a program can be run in a terminal here. */
export const hasPty = spawnSync('python3', ['-c', 'import pty, termios']).status === 0;
export const WHY_NO_PTY = 'a terminal is opened by Python’s module pty, and there is no python3 with it';

export interface InPty {
  /** Resolves once this stands on the screen; rejects where the program ends before. */
  shows(what: RegExp): Promise<void>;
  type(keys: string): void;
  /** Everything that was shown. */
  screen(): string;
  /** As a shell sees it, 128 and the number of a signal; and whether the terminal shows again what is typed. */
  readonly ended: Promise<{ readonly code: number; readonly echo: boolean }>;
}

/** Runs a program in a terminal of its own. */
export function inPty(program: string, args: readonly string[], env: NodeJS.ProcessEnv): InPty {
  const child = spawn('python3', ['-c', RELAY, program, ...args], { env });
  let screen = '';
  let end = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (end += text));
  const ended = once(child, 'close').then(() => JSON.parse(end) as { code: number; echo: boolean });
  return {
    async shows(what) {
      const over = ended.then(() => {
        if (!what.test(screen)) throw new Error(`It ended without showing ${String(what)}: ${screen}`);
      });
      while (!what.test(screen)) await Promise.race([once(child.stdout, 'data'), over]);
    },
    type: (keys) => void child.stdin.write(keys),
    screen: () => screen,
    ended,
  };
}
