import type { LineCounter as Lines, Document, ParsedNode } from 'yaml';
import { coreFault } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import { checkSeed } from './check-seed.ts';
import { withPasted, WRAPPERS } from './pasted.ts';
import type { Problem, SeedFile } from './schema.ts';
import { listNamesOnce } from './unknown-name.ts';
import { yamlSlip } from './yaml-slip.ts';

/** Deep enough for every pool setting; deeper is no seed file. */
const LONGEST = 5_000_000;
const MOST_PROBLEMS = 20;
/** A whole seed file, for those who have none yet. */
export const SMALLEST_SEED = `version: 1
pools:
  - Id: eu-west-1_MyPool123
    PoolName: My pool
    Clients:
      - ClientId: myclient
        ClientName: web
    Users:
      - Username: una
        Password: Correct-horse-1`;

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
  const slip = yamlSlip(lines, document.errors);
  if (slip !== undefined) throw wrong([slip]);
  const value = withPasted(toValue(document));
  if (value === null) throw wrong([`The file is empty. The smallest one is:\n${SMALLEST_SEED}`]);
  const problems = checkSeed(value);
  if (problems.length === 0) return value as unknown as SeedFile;
  throw wrong(listNamesOnce(problems).map((problem) => sentence(document, lines, problem)));
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
  const steps = stepsIn(document, path);
  for (let length = steps.length; length >= 0; length--) {
    const node = document.getIn(steps.slice(0, length), true);
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null;
    if (range?.[0] !== undefined) return lineAt(lines, range[0]);
  }
  return undefined;
}

/** The way to a place as the file has it: what was pasted stands in a wrapper. */
function stepsIn(
  document: Document.Parsed<ParsedNode>,
  path: readonly (string | number)[],
): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const key of path) {
    const wrapper = document.hasIn([...steps, key])
      ? undefined
      : WRAPPERS.find((name) => document.hasIn([...steps, name, key]));
    steps.push(...(wrapper === undefined ? [key] : [wrapper, key]));
  }
  return steps;
}

function lineAt(lines: Lines, offset: number): string {
  return String(lines.linePos(offset).line);
}

function wrong(sentences: readonly string[]): Error {
  const more = sentences.length - MOST_PROBLEMS;
  const shown = sentences.slice(0, MOST_PROBLEMS);
  return coreFault('SANDBOX_SEED', [...shown, ...(more > 0 ? [`and ${String(more)} more.`] : [])].join('\n'));
}
