import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { ScenarioFault } from './fault.ts';
import { type Path, placeOf, type Slip } from './slip.ts';

/** A text as YAML 1.2 (or JSON, which is YAML). */
export interface YamlText {
  readonly document: Document;
  /** As plain data; undefined where the text is no YAML. */
  readonly value: unknown;
  /** The first mistake of the text as YAML; those after it are mostly its echo. */
  readonly slip?: ScenarioFault;
  /** 1-based, of the place, else of the nearest place around it. */
  lineOf(path: Path): number;
  faultOf(slip: Slip): ScenarioFault;
  faultAt(offset: number, fault: Omit<ScenarioFault, 'line' | 'column'>): ScenarioFault;
}

/** Aliases that stand for aliases can make a small text a huge value. */
const MOST_ALIASES = 100;

/** What stands behind the parser's codes, and the fix. The parser's own words may quote the text, and a secret in it. */
const SAYS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'A tab indents here. Indent with spaces.',
  BAD_INDENT: 'The indentation is not right. Let what belongs together begin in the same column.',
  DUPLICATE_KEY: 'This name stands here twice. Keep one of the two.',
  MISSING_CHAR:
    'A bracket, a quote or a colon is missing. Close every bracket and quote, and put a colon after every name.',
  BAD_ALIAS: 'This alias has no anchor before it. Write the value out.',
  MULTIPLE_DOCS: 'A second document begins here. Keep one a file.',
  BAD_SCALAR_START: 'A text can’t begin with this character. Put it in quotes.',
  BAD_DQ_ESCAPE: 'This escape is not known. Write \\\\ for a backslash, or use single quotes.',
  MULTILINE_IMPLICIT_KEY: 'A name goes over two lines. Put text that holds “: ” in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A second “: ” stands in this line. Put text that holds “: ” in quotes.',
  TAG_RESOLVE_FAILED: 'This tag is not known. Leave it out.',
};
const USUAL =
  'This is no YAML. Check the indentation, brackets and quotes here, and put text that holds “: ” in quotes.';

/** Reads a text as YAML. Never throws. */
export function yamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faultAt: YamlText['faultAt'] = (offset, fault) => ({ ...fault, ...at(offset) });
  const bad = (offset: number, detail: string): ScenarioFault =>
    faultAt(offset, { code: 'SCENARIO_YAML', detail, path: '', severity: 'error' });
  const [error] = document.errors;
  let value: unknown;
  let slip = error && bad(error.pos[0], SAYS[error.code] ?? USUAL);
  try {
    value = slip === undefined ? (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown) : undefined;
  } catch {
    slip = bad(0, 'Its aliases can’t be followed. Write the values out.');
  }
  return {
    document,
    value,
    ...(slip === undefined ? {} : { slip }),
    lineOf: (path) => at(offsetOf(document, path)).line,
    faultOf: ({ path, detail, code = 'SCENARIO_INVALID', severity }) =>
      faultAt(offsetOf(document, path), { code, detail, path: placeOf(path), severity: severity ?? 'error' }),
    faultAt,
  };
}

/** Where a place stands in the text: its key, else the nearest place around it. */
function offsetOf(document: Document, path: Path): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair: Pair<unknown, unknown> | undefined = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (pair === undefined) return offset;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(node) && typeof key === 'number') {
      const item: unknown = node.items[key];
      node = isNode(item) ? item : null;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
