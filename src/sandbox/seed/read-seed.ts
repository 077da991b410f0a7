import type { LineCounter as Lines, Document, ParsedNode } from 'yaml';
import { coreFault } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import { checkSeed } from './check-seed.ts';
import type { Problem, SeedFile } from './schema.ts';

/** Deep enough for every pool setting; deeper is no seed file. */
const LONGEST = 5_000_000;
const MOST_PROBLEMS = 20;

/**
 * Reads a seed file, YAML or JSON (which is YAML, too).
 * @throws CoreFault SANDBOX_SEED; its detail names every mistake with its line, its place and the fix.
 */
export async function readSeed(text: string): Promise<SeedFile> {
  if (text.length > LONGEST) throw wrong([`The file is larger than ${String(LONGEST)} characters.`]);
  // Only those who bring a file wait for the parser.
  const { parseDocument, LineCounter } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    throw wrong(document.errors.map(({ pos, message }) => `line ${lineAt(lines, pos[0])}: ${message}`));
  }
  const value = toValue(document);
  const problems = checkSeed(value);
  if (problems.length === 0) return value as unknown as SeedFile;
  throw wrong(problems.map((problem) => sentence(document, lines, problem)));
}

/** An alias may stand for a large part many times over (a YAML bomb): the parser counts and refuses. */
function toValue(document: Document.Parsed<ParsedNode>): JsonValue {
  try {
    return document.toJS({ maxAliasCount: 1_000 }) as JsonValue;
  } catch (error) {
    throw wrong([error instanceof Error ? error.message : String(error)]);
  }
}

function sentence(document: Document.Parsed<ParsedNode>, lines: Lines, { path, message }: Problem): string {
  const at = lineOf(document, lines, path);
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
  return `${at === undefined ? '' : `line ${at}: `}${place === '' ? 'The file' : place} ${message}`;
}

/** The line of the place, or of the nearest one around it that stands in the file. */
function lineOf(
  document: Document.Parsed<ParsedNode>,
  lines: Lines,
  path: readonly (string | number)[],
): string | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null;
    if (range?.[0] !== undefined) return lineAt(lines, range[0]);
  }
  return undefined;
}

function lineAt(lines: Lines, offset: number): string {
  return String(lines.linePos(offset).line);
}

function wrong(sentences: readonly string[]): Error {
  const more = sentences.length - MOST_PROBLEMS;
  const shown = sentences.slice(0, MOST_PROBLEMS);
  return coreFault('SANDBOX_SEED', [...shown, ...(more > 0 ? [`and ${String(more)} more.`] : [])].join('\n'));
}
