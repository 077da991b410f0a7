import { homedir } from 'node:os';
import type { Keychain } from '@core/host/ports.ts';
import { systemKeychain } from '../ports/keychain.ts';
import { dataFolder } from './data-folder.ts';
import { askAtTerminal } from './ask-at-terminal.ts';
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
  /** True where standard input is what a person types. */
  readonly inputIsKeyboard: boolean;
  /** True where standard output is shown to a person and goes nowhere else. */
  readonly outIsScreen: boolean;
  /** Bytes for standard output, as they are. */
  write(bytes: Uint8Array): Promise<void>;
  /** What a person types, unseen where it is secret; undefined where nobody sits there to be asked. */
  ask(question: string, how?: { readonly secret: boolean }): Promise<string | undefined>;
}

/** Those of this process. */
export function processSurroundings(): Surroundings {
  const { env, platform, stdin, stdout } = process;
  return {
    env,
    folder: dataFolder(platform, env, homedir()),
    keychain: systemKeychain(platform),
    sandboxScript: SANDBOX_SCRIPT,
    input: stdin,
    inputIsKeyboard: stdin.isTTY,
    outIsScreen: stdout.isTTY,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    ask: (question, how) => askAtTerminal(question, how?.secret),
  };
}
