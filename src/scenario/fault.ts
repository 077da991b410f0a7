/** A mistake in a scenario file: where, what, and how to mend it. */
export interface ScenarioFault {
  /** SCENARIO_YAML, SCENARIO_INVALID, SCENARIO_SECRET, SCENARIO_NAME, SCENARIO_NEWER, SCENARIO_MATRIX */
  readonly code: string;
  /** One or more sentences, without the line. Never a value that may be secret. */
  readonly detail: string;
  /** 1-based, in the scenario's own text. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The place for people: `steps[2].expect.error`; empty for the file. */
  readonly path: string;
  /** A `warning` is told and stops nothing. */
  readonly severity: 'error' | 'warning';
  /** Where it stands when that is a table beside the scenario; `line` is then the one that brings the table in. */
  readonly table?: TablePlace;
}

/** A place in a CSV file. */
export interface TablePlace {
  /** As people name it: from where the scenario's own name begins. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** The file and the line to open: `mfa/users.csv:3`. */
export function placeOfFault({ line, table }: Pick<ScenarioFault, 'line' | 'table'>, file: string): string {
  return `${table?.file ?? file}:${String(table?.line ?? line)}`;
}
