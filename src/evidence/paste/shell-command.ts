/** One command of a shell's text, as its program would get it. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where the text goes on after it. */
  readonly end: number;
  /** What is piped into it, where the text says that. */
  readonly stdin?: string;
  /** Variables the text does not set: they stand in the words by name. */
  readonly unset: readonly string[];
}
