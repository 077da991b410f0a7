import { parse } from 'yaml';

// How this console writes YAML: as Prettier would, so that a file it wrote and one that a person formats are the same.

/** A line may be this long before a map or a list is written over several. Characters. */
const WIDTH = 100;
const PLAIN = /^[\p{L}\d_/.+][\p{L}\d_/.@+:;()<>=!?’“”·-]*(?: [\p{L}\d_/.@+:;()<>=!?’“”·-]+)*$/u;
/** Double quotes alone can write these: what YAML takes for the end of a line, or can't hold as it is. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\u0085\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;

export type Quotes = 'plain' | 'single' | 'double';

/** A value in one line, as it stands in a list or a map in brackets. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${(value as unknown[]).map(flowText).join(', ')}]`;
  if (!isMap(value)) return scalarText(value);
  const members = Object.entries(value).map(([key, each]) => `${scalarText(key)}: ${flowText(each)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A value that is no list and no map. @param quotes what it was written in before */
export function scalarText(value: unknown, quotes: Quotes = 'plain'): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null);
  if (UNPRINTABLE.test(value) || quotes === 'double') return doubleQuoted(value);
  if (quotes === 'plain' && PLAIN.test(value) && !/:$|: | #/.test(value) && isReadAsText(value)) return value;
  return `'${value.replaceAll("'", "''")}'`;
}

/** Not as a number, true, null or an end of the document. */
function isReadAsText(value: string): boolean {
  try {
    return parse(value) === value;
  } catch {
    return false;
  }
}

function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\p{Co}]/gu, (sign) =>
    [...sign].map((each) => escaped(each)).join(''),
  );
}

function escaped(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * What follows `KEY:`, with its line breaks: a short map or list of plain values in brackets, else one member a line.
 * @param indent of the line that KEY stands in, in spaces
 * @param before how many characters stand before it in that line
 */
export function afterKey(value: unknown, indent: number, before: number): string {
  if (typeof value === 'string') {
    const lines = literalLines(value);
    if (lines === undefined) return ` ${scalarText(value)}`;
    const body = lines.map((line) => (line === '' ? '' : `${' '.repeat(indent + 2)}${line}`));
    return ` ${value.endsWith('\n') ? '|' : '|-'}\n${body.join('\n')}`;
  }
  const inLine = ` ${flowText(value)}`;
  if (typeof value !== 'object' || value === null || isEmpty(value)) return inLine;
  if (isFlat(value) && before + inLine.length <= WIDTH) return inLine;
  return `\n${blockLines(value, indent + 2)}`;
}

/** A map or a list over several lines, without the last line's end. */
export function blockLines(value: object, indent: number): string {
  const space = ' '.repeat(indent);
  if (Array.isArray(value))
    return (value as unknown[]).map((each) => space + itemText(each, indent)).join('\n');
  return Object.entries(value)
    .map(([key, each]) => space + memberText(key, each, indent))
    .join('\n');
}

/** `KEY: VALUE`, without the spaces before it. */
export function memberText(key: string, value: unknown, indent: number): string {
  const name = scalarText(key);
  return `${name}:${afterKey(value, indent, indent + name.length + 1)}`;
}

/** `- VALUE`, without the spaces before it. */
export function itemText(value: unknown, indent: number): string {
  if (!isMap(value) || isEmpty(value)) {
    if (Array.isArray(value) && !isFlat(value)) return `-\n${blockLines(value, indent + 2)}`;
    return `-${afterKey(value, indent, indent + 1)}`;
  }
  return `- ${blockLines(value, indent + 2).slice(indent + 2)}`;
}

/** A text of several lines as it may stand under `|`: undefined where another way of writing keeps it better. */
function literalLines(text: string): string[] | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n');
  if (lines.length < 2 || lines.some((line) => UNPRINTABLE.test(line))) return undefined;
  if (lines[0] === '' || lines.at(-1) === '' || /^\s/.test(lines[0] ?? '')) return undefined;
  return lines.some((line) => /^\s*$/.test(line) && line !== '') ? undefined : lines;
}

/** Whether it holds nothing that is a map or a list itself, but for short maps of one such level. */
function isFlat(value: object): boolean {
  return Object.values(value).every(
    (each) =>
      typeof each !== 'object' ||
      each === null ||
      isEmpty(each) ||
      (Object.keys(each).length <= 3 &&
        Object.values(each as object).every((inner) => typeof inner !== 'object')),
  );
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
