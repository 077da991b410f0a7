import * as v from 'valibot';
import type { ImportFile } from '../evidence/importing.ts';
import type { Fault } from '../form/form.ts';
import { command, Id, none } from './command.ts';

// Chains from elsewhere: files and pasted requests.

export type { ImportFile };

export const importCommands = {
  /** Lets the person choose files; none where they chose none. */
  'import.choose': command(none).returns<readonly ImportFile[]>(),
  /** Begins to read files one after the other, off the window's thread. `passphrase`: of sealed bundles. */
  'import.start': command(
    v.strictObject({
      /** Ids of files that were chosen or dropped. */
      files: v.pipe(v.array(Id), v.minLength(1), v.maxLength(50)),
      passphrase: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
      /** Whether chains that are here already, made of the same exchanges, are brought once more. */
      again: v.optional(v.boolean()),
    }),
  ).returns<{ importId: string }>(),
  /** How far one is, and what came of it. */
  'import.state': command(v.strictObject({ importId: Id })).returns<ImportState>(),
  /** Those of this run, newest first. */
  'import.list': command(none).returns<readonly ImportState[]>(),
  /** Stops it. What was not read yet brings nothing. */
  'import.cancel': command(v.strictObject({ importId: Id })).returns<null>(),
};

export interface ImportState {
  readonly importId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly files: readonly FileImport[];
}

export interface FileImport {
  readonly file: ImportFile;
  readonly phase: 'waiting' | 'reading' | 'keeping' | 'done' | 'failed' | 'cancelled';
  /** Read so far, of the file as it lies on the disk. */
  readonly bytes: number;
  readonly ofBytes: number;
  /** Calls of Cognito found so far. */
  readonly calls: number;
  /** What wrote the file, as it says. */
  readonly tool?: string;
  readonly chains: readonly BroughtChain[];
  /** Entries that are no call of Cognito, or can't be read. */
  readonly left: number;
  /** Why nothing came, or what was left out. */
  readonly faults: readonly Fault[];
}

/** One sign-in that an import brought, in short. */
export interface BroughtChain {
  readonly chainId: string;
  readonly username: string;
  readonly flow: string;
  readonly targetName: string;
  /** Epoch milliseconds, by the source. */
  readonly at: number;
  readonly steps: number;
  readonly holes: number;
  /** Error codes, each once, in order. */
  readonly codes: readonly string[];
  /** Tokens, where it brought some; else what the last step came to. */
  /** It was here before, made of the same exchanges: nothing was added. */
  readonly here?: boolean;
  readonly ends: 'tokens' | 'challenge' | 'error' | 'failure' | 'done';
}
