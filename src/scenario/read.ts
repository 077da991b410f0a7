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
} from 'yaml';
import * as v from 'valibot';
import type { ScenarioSource } from './case.ts';
import type { ScenarioFault } from './fault.ts';
import {
  AnswerStepSchema,
  FlowStepSchema,
  kindOf,
  OperateStepSchema,
  SandboxStepSchema,
  type Scenario,
  SCENARIO_VERSION,
  ScenarioSchema,
  type ScenarioStep,
  WaitStepSchema,
} from './schema.ts';

/** What a text was read as. `source` only where nothing is wrong with it. */
export interface ScenarioReading {
  readonly source?: ScenarioSource;
  readonly faults: readonly ScenarioFault[];
}

const LONGEST = 1_000_000;
const STEP_SCHEMAS = {
  flow: FlowStepSchema,
  answer: AnswerStepSchema,
  operate: OperateStepSchema,
  sandbox: SandboxStepSchema,
  wait: WaitStepSchema,
};

/** Reads a scenario file, YAML 1.2 or JSON. Never throws: every mistake is told with its line. */
export function readScenario(text: string, file: string): ScenarioReading {
  const lines = new LineCounter();
  if (text.length > LONGEST)
    return { faults: [faultAt(lines, 0, 'SCENARIO_INVALID', 'The file is too long.', '')] };
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [slip] = document.errors;
  if (slip !== undefined)
    return { faults: [faultAt(lines, slip.pos[0], 'SCENARIO_YAML', `${slip.message}.`, '')] };
  const value = valueOf(document);
  const faults = issuesOf(value).map(({ path, detail }) =>
    faultAt(lines, offsetOf(document, path), 'SCENARIO_INVALID', detail, placeOf(path)),
  );
  if (faults.length > 0) return { faults };
  const scenario = value as Scenario;
  const stepLines = scenario.steps.map(
    (_, index) => lines.linePos(offsetOf(document, ['steps', index])).line,
  );
  return { source: { file, scenario, lines: stepLines }, faults: [] };
}

type Path = readonly (string | number)[];

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    return undefined;
  }
}

function issuesOf(value: unknown): { path: Path; detail: string }[] {
  const version = isRecord(value) ? value['version'] : undefined;
  if (typeof version === 'number' && version > SCENARIO_VERSION)
    return [{ path: ['version'], detail: `Version ${String(version)} is newer than this console knows.` }];
  const steps = isRecord(value) && Array.isArray(value['steps']) ? (value['steps'] as unknown[]) : undefined;
  const whole = v.safeParse(ScenarioSchema, value);
  if (whole.success) return [];
  const outside = whole.issues
    .filter((issue) => steps === undefined || issue.path?.[0]?.key !== 'steps' || issue.path.length < 2)
    .map((issue) => ({ path: pathOf(issue), detail: sayIssue(issue) }));
  const inside = (steps ?? []).flatMap((step, index) => {
    if (!isRecord(step))
      return [
        {
          path: ['steps', index],
          detail: 'A step is a map that begins with flow, answer, operate, sandbox or wait.',
        },
      ];
    const parsed = v.safeParse(STEP_SCHEMAS[kindOf(step as ScenarioStep)], step);
    return parsed.success
      ? []
      : parsed.issues.map((issue) => ({ path: ['steps', index, ...pathOf(issue)], detail: sayIssue(issue) }));
  });
  return [...outside, ...inside];
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
  return (issue.path ?? []).map(({ key }) => key as string | number);
}

/** Never what it received: a secret may be in it. */
function sayIssue(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'This name is not known here.';
  if (issue.received === 'undefined') return 'This is missing.';
  return `This must be ${issue.expected ?? 'something else'}.`;
}

function placeOf(path: Path): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
}

/** Where a place stands in the text: its key, else the nearest place around it. */
function offsetOf(document: Document, path: Path): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair: Pair<unknown, unknown> | undefined = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && item.key.value === key,
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

function faultAt(
  lines: LineCounter,
  offset: number,
  code: string,
  detail: string,
  path: string,
): ScenarioFault {
  const { line, col } = lines.linePos(offset);
  return { code, detail, line: Math.max(line, 1), column: Math.max(col, 1), path, severity: 'error' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
