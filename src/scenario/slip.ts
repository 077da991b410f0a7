import type { ScenarioFault } from './fault.ts';

/** A place in a scenario: names of members and indexes of lists. */
export type Path = readonly (string | number)[];

/** A mistake before its line is known. */
export interface Slip extends Pick<ScenarioFault, 'detail'> {
  readonly path: Path;
  /** SCENARIO_INVALID unless said. */
  readonly code?: 'SCENARIO_SECRET' | 'SCENARIO_NAME' | 'SCENARIO_NEWER' | 'SCENARIO_MATRIX';
  /** An error unless said. */
  readonly severity?: 'warning';
}

/** The place for people: `steps[2].expect.error`. */
export function placeOf(path: Path): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
}
