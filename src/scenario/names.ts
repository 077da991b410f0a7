import { nearestName } from '../nearest.ts';
import { namesIn } from './placeholders.ts';
import type { Scenario } from './schema.ts';
import type { Path, Slip } from './slip.ts';
import { filledTexts, type PlacedText } from './texts.ts';

const CODE = 'code.';
const FIX = 'Name it under variables or secrets, as a column of the matrix, or capture it.';

/** The names that the matrix brings. */
export function columnsOf({ matrix }: Scenario): string[] {
  const rows = (matrix?.rows ?? []).flatMap((row) => Object.keys(row));
  return [...new Set([...Object.keys(matrix?.axes ?? {}), ...rows])];
}

/**
 * Every `${NAME}` that nothing stands behind, or nothing yet.
 * @param csvColumns of the CSV file; without them any name may be one of its columns
 * @param csvCells its texts in which names are filled in
 */
export function nameSlips(
  scenario: Scenario,
  csvColumns?: readonly string[],
  csvCells: readonly PlacedText[] = [],
): Slip[] {
  const { variables = {}, secrets = {}, codes = {}, steps, matrix } = scenario;
  const isOpen = matrix?.csv !== undefined && csvColumns === undefined;
  const everywhere = new Set([
    ...Object.keys(variables),
    ...Object.keys(secrets),
    ...columnsOf(scenario),
    ...(csvColumns ?? []),
  ]);
  const sources = Object.keys(codes);
  const captures = capturesOf(steps);

  /** @param step its index; absent where captures of any step do; -1 where none do */
  const slipOf = (name: string, path: Path, step = steps.length): Slip | undefined => {
    const slip = (detail: string): Slip => ({ path, code: 'SCENARIO_NAME', detail: `\${${name}} ${detail}` });
    if (name.startsWith(CODE)) {
      const code = name.slice(CODE.length);
      if (sources.includes(code)) return step >= 0 ? undefined : slip('is a code: only steps have codes.');
      const near = nearestName(code, sources);
      return slip(`is not under codes.${near === undefined ? '' : ` Is code.${near} meant?`}`);
    }
    if (everywhere.has(name)) return undefined;
    const made = captures.get(name);
    if (made !== undefined && made < step) return undefined;
    if (made !== undefined)
      return slip(
        step < 0
          ? 'is captured by a step: it is not there before the first one.'
          : `is captured by step ${String(made + 1)}. Use it in a step after that.`,
      );
    if (isOpen) return undefined;
    if (sources.includes(name)) return slip(`is a code. Write \${code.${name}}.`);
    const near = nearestName(name, [...everywhere, ...captures.keys()]);
    return slip(`stands for nothing here. ${near === undefined ? FIX : `Is ${near} meant?`}`);
  };
  const slipsIn = (texts: readonly PlacedText[], step?: number): Slip[] =>
    texts.flatMap(({ path, text }) =>
      [...new Set(namesIn(text))].flatMap((name) => slipOf(name, path, step) ?? []),
    );

  const texts = filledTexts(scenario);
  return [
    ...slipsIn([...texts.seed, ...texts.target], -1),
    ...slipsIn([...texts.variables, ...texts.cells, ...csvCells, ...texts.codes]),
    ...texts.steps.flatMap((each, index) => slipsIn(each, index)),
    ...circles(scenario),
  ];
}

function capturesOf(steps: Scenario['steps']): Map<string, number> {
  const made = new Map<string, number>();
  for (const [index, step] of steps.entries())
    for (const name of Object.keys(('capture' in step ? step.capture : undefined) ?? {}))
      if (!made.has(name)) made.set(name, index);
  return made;
}

/** Variables that are made from themselves, and codes that need a code. */
function circles({ variables = {}, codes = {} }: Scenario): Slip[] {
  const made = (name: string): string[] => {
    const text = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return typeof text === 'string' ? namesIn(text) : [];
  };
  const reaches = (name: string): boolean => {
    const seen = new Set<string>();
    const next = made(name);
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (at === name) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      next.push(...made(at));
    }
    return false;
  };
  const variable = Object.keys(variables)
    .filter(reaches)
    .map((name): Slip => ({
      path: ['variables', name],
      code: 'SCENARIO_NAME',
      detail: `${name} is made from itself. Write out one of the texts.`,
    }));
  const code = Object.entries(codes)
    .filter(([, source]) => namesIn(JSON.stringify(source)).some((name) => name.startsWith(CODE)))
    .map(([name]): Slip => ({
      path: ['codes', name],
      code: 'SCENARIO_NAME',
      detail: 'A source of codes can’t ask for a code.',
    }));
  return [...variable, ...code];
}
