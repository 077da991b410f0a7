/** Wine's cmd.exe with what it needs, unpacked and not installed. */
export interface CommandPrompt {
  /** The program that starts a program of Windows. */
  readonly wine: string;
  /** The one that all of them share; `-k` ends them. */
  readonly server: string;
  /** For LD_LIBRARY_PATH. */
  readonly libraries: string;
  /** The files that stand in system32. */
  readonly modules: readonly string[];
}

/** @returns undefined where set-up could not get it */
export function installedCommandPrompt(): CommandPrompt | undefined;

/** Gets it where it is missing. Never throws: all else works without. */
export function ensureCommandPrompt(voice: {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
}): Promise<void>;

/**
 * Makes a Windows in a folder that is not there yet: nothing but system32, as links.
 * @returns the environment its programs start with
 */
export function windowsIn(folder: string, prompt: CommandPrompt): Record<string, string>;
