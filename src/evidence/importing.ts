import type { Fault } from '../form/form.ts';
import type { Annotations } from '../history/history.ts';
import type { ImportedChain } from './imported.ts';

/** What reads files that people hand in, and what comes of it: the port `importer` and its parts. */

/** A file someone chose. Whoever asks knows its id and never its place. */
export interface ImportFile {
  readonly id: string;
  /** Without its folder. */
  readonly name: string;
  readonly bytes: number;
}

/** Lets the person choose files. */
export interface OpenDialog {
  /** Resolves to none when the person chose none. */
  choose(): Promise<readonly ImportFile[]>;
}

export interface Importer {
  /** What was chosen under this id; undefined once it is forgotten. */
  file(id: string): ImportFile | undefined;
  /**
   * Reads a file off the window's thread, within bounded time and memory.
   * @param told now and then, with what was read so far
   * @param passphrase of a locked file
   * @throws CoreFault IMPORT_NOT_JSON, IMPORT_NOT_HAR, IMPORT_CUT_OFF, IMPORT_TOO_DEEP, IMPORT_TOO_LARGE,
   * IMPORT_NOTHING, IMPORT_UNREADABLE, IMPORT_LOCKED, BUNDLE_DAMAGED, BUNDLE_NEWER, REPORT_DAMAGED, REPORT_NEWER;
   * CANCELLED when `signal` stopped it
   */
  read(
    file: ImportFile,
    told: (progress: ReadProgress) => void,
    signal: ReadSignal,
    passphrase?: string,
  ): Promise<FileContent>;
}

/** The host's `CancelSignal`, by its shape. */
export interface ReadSignal {
  readonly cancelled: boolean;
  onCancel(run: () => void): void;
}

export interface ReadProgress {
  /** Of the file as it lies on the disk. */
  readonly bytes: number;
  readonly ofBytes: number;
  /** Calls of Cognito found so far. */
  readonly calls: number;
}

/** What a file turned out to be. */
export type ReadFile =
  | {
      readonly kind: 'har';
      /** What wrote it, as it says. */
      readonly tool?: string;
      /** All entries, also those that were left out. */
      readonly entries: number;
      /** One a sign-in, by their first call: linked and masked already, so that no window waits for that. */
      readonly chains: readonly ImportedChain[];
      /** Calls that could not be read, and what else was left out, for people. */
      readonly notes: readonly Fault[];
    }
  /** Our own bundle, as it lies on the disk, or any file that a passphrase locks: what is in it shows once it is open. */
  | { readonly kind: 'bundle'; readonly bytes: Uint8Array }
  /** Our own report of scenarios, as JSON. */
  | { readonly kind: 'report'; readonly text: string }
  /** None of them: perhaps a request as someone copied it. */
  | { readonly kind: 'text'; readonly text: string };

/** What a file holds. */
export type FileContent =
  | ({ readonly kind: 'chains' } & ChainsInFile)
  /** A request as someone copied it, perhaps. */
  | { readonly kind: 'text'; readonly text: string };

export interface ChainsInFile {
  readonly chains: readonly ChainOfFile[];
  /** What in it is no chain, or brings none. */
  readonly left: number;
  /** What could not be read, and what else was left out, for people. */
  readonly faults: readonly Fault[];
  /** What wrote it, as it says. */
  readonly tool?: string;
}

/** Where it comes from a console, with what people noted of it there. */
export interface ChainOfFile extends ImportedChain {
  readonly annotations?: Annotations;
}
