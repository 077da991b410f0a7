import { isJsonObject, type JsonValue } from '../json.ts';

/**
 * The part of JSONPath (RFC 9535) that says where in an answer a text stands: `$`, `.name`, `['name']`, `[0]`, `[-1]`,
 * `.*`, `[*]`, `..name`, `..*`. No slices, no filters, no lists of selectors.
 */
export type JsonPath = readonly Step[];

type Step =
  | { readonly kind: 'name'; readonly name: string; readonly deep: boolean }
  | { readonly kind: 'index'; readonly index: number; readonly deep: boolean }
  | { readonly kind: 'all'; readonly deep: boolean };

export interface Found {
  readonly value: JsonValue;
  /** What holds it: the object or list one step up; itself for `$`. */
  readonly around: JsonValue;
}

const STEP =
  /(?<dots>\.\.?)(?:(?<name>[\p{L}_$@][\p{L}\p{N}_$@-]*)|(?<all>\*))|(?<deep>\.\.)?\[\s*(?:(?<index>-?\d{1,9})|(?<star>\*)|'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)")\s*\]/uy;

/** @returns the path, or the 1-based column of what can't be read */
export function readJsonPath(text: string): JsonPath | { readonly column: number } {
  const path = text.trimEnd();
  const begin = path.length - path.trimStart().length;
  if (path[begin] !== '$') return { column: begin + 1 };
  const steps: Step[] = [];
  STEP.lastIndex = begin + 1;
  while (STEP.lastIndex < path.length) {
    const at = STEP.lastIndex;
    const groups = STEP.exec(path)?.groups;
    if (groups === undefined) return { column: at + 1 };
    steps.push(stepOf(groups));
  }
  return steps;
}

/** Whether a text was read as a path. */
export function isJsonPath(read: ReturnType<typeof readJsonPath>): read is JsonPath {
  return Array.isArray(read);
}

/** Everything a path leads to, in the order of the text. */
export function findAll(path: JsonPath, root: JsonValue): Found[] {
  return path.reduce<Found[]>(
    (nodes, step) =>
      nodes.flatMap(({ value }) =>
        (step.deep ? within(value) : [value]).flatMap((each) => taken(step, each)),
      ),
    [{ value: root, around: root }],
  );
}

type Groups = Readonly<Record<string, string | undefined>>;

function stepOf({ dots, name, all, deep, index, star, single, double }: Groups): Step {
  const isDeep = dots === '..' || deep !== undefined;
  if (all !== undefined || star !== undefined) return { kind: 'all', deep: isDeep };
  if (index !== undefined) return { kind: 'index', index: Number(index), deep: isDeep };
  return { kind: 'name', name: name ?? (single ?? double ?? '').replace(/\\(.)/gu, '$1'), deep: isDeep };
}

function taken(step: Step, value: JsonValue): Found[] {
  const found = (each: JsonValue | undefined): Found[] =>
    each === undefined ? [] : [{ value: each, around: value }];
  if (Array.isArray(value)) {
    if (step.kind === 'all') return value.flatMap(found);
    return step.kind === 'index' ? found(value.at(step.index)) : [];
  }
  if (!isJsonObject(value)) return [];
  if (step.kind === 'all') return Object.values(value).flatMap(found);
  return step.kind === 'name' && Object.hasOwn(value, step.name) ? found(value[step.name]) : [];
}

/** A value and everything below it. Depth is that of JSON.parse: an answer of a megabyte. */
function within(value: JsonValue): JsonValue[] {
  const all: JsonValue[] = [];
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    all.push(next);
    const below = Array.isArray(next) ? next : isJsonObject(next) ? Object.values(next) : [];
    open.push(...below.toReversed());
  }
  return all;
}
