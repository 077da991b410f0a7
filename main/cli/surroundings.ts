import { createInterface } from 'node:readline';
import { homedir } from 'node:os';
import { Writable } from 'node:stream';
import type { Keychain } from '@core/host/ports.ts';
import { systemKeychain } from '../ports/keychain.ts';
import { dataFolder } from './data-folder.ts';
import { SANDBOX_SCRIPT } from './terminal-host.ts';

/** What a command finds around it, beside where its words go. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Where the window keeps its data, unless a command is told another place. */
  readonly folder: string;
  readonly keychain: Keychain;
  /** The sandbox's built process. */
  readonly sandboxScript: string;
  /** Standard input, to be read once. */
  readonly input: AsyncIterable<Uint8Array>;
  /** True where standard output is shown to a person and goes nowhere else. */
  readonly outIsScreen: boolean;
  /** Bytes for standard output, as they are. */
  write(bytes: Uint8Array): Promise<void>;
  /** What a person types, unseen where it is secret; undefined where nobody sits there to be asked. */
  ask(question: string, how?: { readonly secret: boolean }): Promise<string | undefined>;
}

/** Those of this process. */
export function processSurroundings(): Surroundings {
  const { env, platform, stdin, stdout, stderr } = process;
  return {
    env,
    folder: dataFolder(platform, env, homedir()),
    keychain: systemKeychain(platform),
    sandboxScript: SANDBOX_SCRIPT,
    input: stdin,
    outIsScreen: stdout.isTTY,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    ask: async (question, how) =>
      stdin.isTTY && stderr.isTTY ? typed(question, how?.secret === true) : undefined,
  };
}

/** How long a signal to oneself takes at most, milliseconds. */
const SIGNAL_MS = 1_000;

/** On stderr: what a command prints may go into a file meanwhile. */
function typed(question: string, secret: boolean): Promise<string> {
  // With an echo of its own readline would show what is typed.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: secret ? nowhere : process.stderr,
    terminal: true,
  });
  process.stderr.write(secret ? question : '');
  return new Promise((resolve) => {
    lines.on('SIGINT', () => {
      // Left open it would keep the process waiting for an answer. Closed, nothing may be left that keeps the process up
      // until the signal is taken: a signal on its way doesn't.
      lines.close();
      setTimeout(() => undefined, SIGNAL_MS);
      process.kill(process.pid, 'SIGINT');
    });
    lines.question(secret ? '' : question, (answer) => {
      lines.close();
      if (secret) process.stderr.write('\n');
      resolve(answer);
    });
  });
}
