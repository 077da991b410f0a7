import type { LineCounter, YAMLError } from 'yaml';

/** What most often stands behind the parser's words. */
const HINTS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
  BAD_INDENT: 'Let what belongs together begin in the same column.',
  DUPLICATE_KEY: 'Keep one of the two.',
  MISSING_CHAR: 'Close every bracket and quote, and put a colon after every name.',
};
const USUAL = 'Check the indentation, brackets and quotes there, and put text that holds “: ” in quotes.';

/** The first slip with its line and a hint. Those after it are mostly its echo. */
export function yamlSlip(lines: LineCounter, errors: readonly YAMLError[]): string | undefined {
  const [error] = errors;
  if (error === undefined) return undefined;
  const line = String(lines.linePos(error.pos[0]).line);
  return `line ${line}: ${error.message.replace(/\.?$/, '.')} ${HINTS[error.code] ?? USUAL}`;
}
