import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Keychain } from '@core/host/ports.ts';
import { main } from '../../program.ts';
import type { Surroundings } from '../../surroundings.ts';

export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Written to standard output as bytes. */
  readonly bytes: Uint8Array;
}

export interface Shell {
  readonly folder: string;
  readonly keychain: ReadonlyMap<string, string>;
  /** Types a command. Each is a run of its own on the same data. */
  type(args: readonly string[], how?: How): Promise<Typed>;
  /** What a command finds around it. */
  surroundings(how?: How): Surroundings;
  /** A place for a file. */
  path(name: string): string;
  /** Writes a file there, folders and all. Returns its path. */
  file(name: string, text: string): string;
  remove(): void;
}

export interface How {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** What is typed when it asks, in order. Without any, nobody is there. */
  readonly answers?: readonly string[];
  readonly outIsScreen?: boolean;
  readonly inputIsKeyboard?: boolean;
  readonly keychain?: Keychain;
}

/** A data folder and a keyring, and commands typed on them. */
export function shell(sandboxScript = 'none'): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  const entries = new Map<string, string>();
  const surroundings = (how: How = {}): Surroundings => ({
    env: how.env ?? {},
    folder: join(folder, 'data'),
    keychain: how.keychain ?? keyring(entries),
    sandboxScript,
    input: inputOf(how.input ?? ''),
    inputIsKeyboard: how.inputIsKeyboard ?? false,
    outIsScreen: how.outIsScreen ?? false,
    write: async () => undefined,
    ask: async () => undefined,
  });
  return {
    folder,
    keychain: entries,
    surroundings,
    path: (name) => join(folder, name),
    file(name, text) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async type(args, how = {}) {
      const said = { out: '', err: '', bytes: [] as Uint8Array[] };
      const answers = how.answers === undefined ? undefined : [...how.answers];
      const around: Surroundings = {
        ...surroundings(how),
        write: async (bytes) => void said.bytes.push(bytes),
        async ask(question) {
          if (answers === undefined) return undefined;
          said.err += question;
          return answers.shift() ?? '';
        },
      };
      const terminal = {
        out: (text: string) => void (said.out += text),
        err: (text: string) => void (said.err += text),
        color: false,
      };
      const code = await main(['node', 'countersign', ...args], terminal, around);
      return { code, out: said.out, err: said.err, bytes: new Uint8Array(Buffer.concat(said.bytes)) };
    },
  };
}

async function* inputOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof input === 'string' ? new TextEncoder().encode(input) : input;
}

/** A keychain in memory. */
export function keyring(entries: Map<string, string>): Keychain {
  return {
    name: 'Test Keychain',
    get: async (account) => entries.get(account),
    set: async (account, value) => void entries.set(account, value),
    delete: async (account) => entries.delete(account),
    accounts: async () => [...entries.keys()],
  };
}

/** As over SSH. */
export const noKeyring: Keychain = {
  name: 'none',
  ...{ get: refuse, set: refuse, delete: refuse, accounts: refuse },
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('Could not connect: No such file or directory'));
}
