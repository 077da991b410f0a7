import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { SandboxInfo } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import { controlFault } from '@core/host/control-fault.ts';
import type { ControlAccess, ControlMethod, SandboxPort } from '@core/host/ports.ts';
import { withoutCredentials } from './system.ts';
import { CONTROL_PREFIX } from '../control/access.ts';
import { writeArguments } from '../sandbox-arguments.ts';
import type { SandboxOptionTexts } from '../sandbox-options.ts';
import { isChangedMessage, isReadyMessage, SANDBOX_EXIT, type ReadyMessage } from '../sandbox-parent.ts';

/** A process that was started, whatever started it: Electron's utilityProcess or Node's child_process. */
export interface LaunchedProcess {
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type Launch = (
  scriptPath: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) => LaunchedProcess;

export interface SandboxPortOptions {
  readonly launch: Launch;
  /** The built `sandbox-process.js`. */
  readonly script: string;
  /** How it is to begin; its token goes another way than the command line, which others can read. */
  readonly flags?: SandboxOptionTexts;
  /** How long the process may take to be ready, milliseconds. */
  readonly readyWithinMs?: number;
}

/** The port of a program that runs the sandbox for others. */
export interface StartedSandboxPort extends SandboxPort {
  /** The exit code of a running process, once it has ended. */
  ended(): Promise<number | null>;
}

interface Running {
  readonly process: LaunchedProcess;
  readonly ready: ReadyMessage;
  readonly readyMs: number;
  readonly exited: Promise<number | null>;
}

const READY_WITHIN_MS = 10_000;

/**
 * Starts and asks the sandbox's process. After a crash the next `start` starts a new one.
 * @throws CoreFault SANDBOX_START, SANDBOX_NOT_RUNNING, SANDBOX_CONTROL
 */
export function sandboxPort(options: SandboxPortOptions): StartedSandboxPort {
  let running: Promise<Running> | undefined;
  const listeners = new Set<() => void>();
  let access: ControlAccess | undefined;
  const start = (): Promise<Running> => {
    if (running !== undefined) return running;
    // At once, inside the exit event: a call right after a crash must not reach for the dead process.
    const forget = () => {
      if (running !== begun) return;
      running = undefined;
      access = undefined;
    };
    const begun = launchAndWait(options, forget, () => listeners.forEach((run) => run()));
    running = begun;
    begun.then(({ ready }) => (access = { url: controlUrl(ready.port), token: ready.token }), forget);
    return begun;
  };
  const notRunning = () => coreFault('SANDBOX_NOT_RUNNING', 'The sandbox is not running. Start it first.');
  return {
    start: async () => (await ask(await start(), 'GET', 'info')) as SandboxInfo,
    control: async (method, path, body) => {
      if (running === undefined) throw notRunning();
      return ask(await running, method, path, body);
    },
    onChange: (run) => {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    access: () => {
      if (access === undefined) throw notRunning();
      return access;
    },
    ended: async () => {
      if (running === undefined) throw notRunning();
      return (await running).exited;
    },
    stop: async () => {
      const stopping = await running?.catch(() => undefined);
      stopping?.process.kill();
      await stopping?.exited;
    },
  };
}

function launchAndWait(
  options: SandboxPortOptions,
  onGone: () => void,
  onChange: () => void,
): Promise<Running> {
  const { launch, script, flags = {}, readyWithinMs = READY_WITHIN_MS } = options;
  const begunAt = performance.now();
  const { token = randomBytes(24).toString('base64url'), ...rest } = flags;
  const process = launch(script, writeArguments(rest), { COUNTERSIGN_SANDBOX_TOKEN: token });
  return new Promise((resolve, reject) => {
    const fail = (detail: string) => reject(coreFault('SANDBOX_START', detail));
    const exited = new Promise<number | null>((done) => {
      process.onExit((code) => {
        clearTimeout(timer);
        onGone();
        fail(whyEnded(code, flags.port));
        done(code);
      });
    });
    const timer = setTimeout(() => {
      process.kill();
      fail(`The sandbox was not ready within ${String(readyWithinMs / 1_000)} s.`);
    }, readyWithinMs);
    process.onMessage((message) => {
      if (isChangedMessage(message)) onChange();
      if (!isReadyMessage(message)) return;
      clearTimeout(timer);
      resolve({ process, ready: message, readyMs: Math.round(performance.now() - begunAt), exited });
    });
  });
}

function whyEnded(code: number | null, port = ''): string {
  if (code === SANDBOX_EXIT.portTaken) {
    return `Port ${port} is taken by another program. Choose another, or 0 for any free one.`;
  }
  if (code === SANDBOX_EXIT.portForbidden) {
    return `Port ${port} is not yours to listen on: the system keeps low ones for itself. Choose one from 1024 up.`;
  }
  return `The sandbox ended before it was ready (exit code ${String(code)}).`;
}

/** A text body goes as it is, all else as JSON; a text answer comes as it is. */
async function ask(running: Running, method: ControlMethod, path: string, body?: unknown): Promise<unknown> {
  const { port, token } = running.ready;
  const url = controlUrl(port) + path;
  const response = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw coreFault(
      'SANDBOX_CONTROL',
      `The sandbox did not answer: ${error instanceof Error ? error.message : String(error)}.`,
    );
  });
  const isJson = response.headers.get('content-type') === 'application/json';
  const answer: unknown = isJson ? await response.json() : await response.text();
  if (!response.ok) throw controlFault(messageOf(answer, `${method} ${path}`));
  // Seen from outside, readiness includes starting the process, which the process itself can't measure.
  return hasReadyMs(answer) ? { ...answer, readyMs: running.readyMs } : answer;
}

function controlUrl(port: number): string {
  return `http://127.0.0.1:${String(port)}${CONTROL_PREFIX}`;
}

function messageOf(answer: unknown, asked: string): string {
  return typeof answer === 'object' && answer !== null && 'message' in answer
    ? String(answer.message)
    : `The sandbox refused ${asked} and gave no reason.`;
}

function hasReadyMs(answer: unknown): answer is { readyMs: number } {
  return typeof answer === 'object' && answer !== null && 'readyMs' in answer;
}

/** Starts the sandbox as a child of this Node process; it ends when this process does. */
export function forkLauncher(): Launch {
  return (scriptPath, args, env) => {
    const child = fork(scriptPath, [...args], {
      env: { ...withoutCredentials(process.env), ...env },
      // Flags of this process (a debugger's port, a loader) are not the child's.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return {
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        child.on('exit', listener);
        child.on('error', () => listener(null));
      },
      kill: () => void child.kill(),
    };
  };
}
