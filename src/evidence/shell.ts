/**
 * One word for a POSIX shell (bash, zsh, sh), taken literally. Single quotes keep everything, also `!`, `$` and line
 * breaks; a quote itself is closed, escaped and opened again.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command on several lines, one option with its value each. */
export function commandLine(parts: readonly (readonly string[])[]): string {
  return parts.map((words) => words.join(' ')).join(' \\\n  ');
}
