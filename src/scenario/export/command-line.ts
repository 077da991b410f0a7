import type { ExportPlan } from './plan.ts';

/** One word of a POSIX shell’s command, whatever is in it. */
export function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command over several lines, as people write them. */
export function overLines(first: string, more: readonly string[]): string {
  return `${[first, ...more.map((line) => `  ${line}`)].join(' \\\n')}\n`;
}

/** The words of a run that all of them have in common: its scenarios, and secrets by the names of their variables. */
export function runWords({ paths, given }: ExportPlan): string[] {
  // What begins with a dash would be taken for a flag.
  const named = paths.map((path) => (path.startsWith('-') ? `./${path}` : path));
  return [...named.map(quoted), ...given.map((name) => `--secret ${name}`)];
}
