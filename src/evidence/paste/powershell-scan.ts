/** A value of PowerShell as far as pasted requests hold one: a text, or a table (`@{ … }`) of them. */
export type PsValue = string | PsTable;
export type PsTable = ReadonlyMap<string, PsValue>;

/** Where a reader is in a text for PowerShell, and what the text has said so far. */
export interface PsScan {
  readonly text: string;
  at: number;
  /** How deep in tables and parentheses. */
  depth: number;
  /** By name in lower case without `$`. */
  readonly variables: Map<string, PsValue>;
  /** Variables of the command under way that the text does not set. */
  unset: string[];
}

/** Tables in tables; no request nests them deeper. */
export const DEEPEST = 16;
/** Variables that PowerShell sets itself, as texts. Source: about_Automatic_Variables. */
const AUTOMATIC = { true: 'True', false: 'False', null: '' };

export function psScan(text: string): PsScan {
  return { text, at: 0, depth: 0, variables: new Map(Object.entries(AUTOMATIC)), unset: [] };
}

/** Length of what lets a line go on with the next one, where that stands here. */
export function continuation({ text, at }: PsScan): number | undefined {
  return /^`[ \t]*\r?\n/.exec(text.slice(at, at + 40))?.[0].length;
}

/** @param lines over line ends and comments, too */
export function skipBlank(scan: PsScan, lines: boolean): void {
  for (;;) {
    const { text, at } = scan;
    const continued = continuation(scan);
    if (continued !== undefined) scan.at += continued;
    else if (text[at] === '#' && lines) scan.at = endOfLine(text, at);
    else if (/[ \t\r]/.test(text[at] ?? '') || (lines && text[at] === '\n')) scan.at += 1;
    else return;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

export function asText(value: PsValue): string {
  return typeof value === 'string' ? value : '';
}
