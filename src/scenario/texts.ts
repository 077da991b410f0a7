import type { Scenario } from './schema.ts';
import type { Path } from './slip.ts';

/** A text of a scenario in which `${NAME}` is filled in. */
export interface PlacedText {
  readonly path: Path;
  readonly text: string;
}

/** Every text below a value, with its place. */
export function textsBelow(value: unknown, path: Path): PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const below: [string | number, unknown][] = Array.isArray(value)
    ? (value as unknown[]).map((each, index) => [index, each])
    : Object.entries(value);
  return below.flatMap(([key, each]) => textsBelow(each, [...path, key]));
}

/** Everything of a scenario in which names are filled in, by part. Titles are as they stand, and scripts have their own `${}`. */
export function filledTexts(scenario: Scenario) {
  const { seed, target, variables, codes, matrix, steps } = scenario;
  return {
    seed: textsBelow(seed, ['seed']),
    target: textsBelow(target, ['target']),
    variables: textsBelow(variables, ['variables']).filter(({ path }) => path.length === 2),
    codes: textsBelow(codes, ['codes']),
    cells: textsBelow({ axes: matrix?.axes, rows: matrix?.rows }, ['matrix']),
    steps: steps.map((step, index) => {
      const path = ['steps', index];
      if ('wait' in step) return [];
      if ('sandbox' in step) {
        const { trigger: _, ...change } = step.sandbox;
        return textsBelow(change, [...path, 'sandbox']);
      }
      const { with: typed, expect: { check: _, ...expect } = {} } = step;
      const { responses, members, headers } = 'operate' in step ? {} : step;
      const answer = 'answer' in step ? step.answer : undefined;
      return textsBelow({ answer, with: typed, responses, members, headers, expect }, path);
    }),
  };
}
