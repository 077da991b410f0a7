/** A mistake in a scenario file: where, what, and how to mend it. */
export interface ScenarioFault {
  /** SCENARIO_YAML, SCENARIO_INVALID, SCENARIO_SECRET, SCENARIO_NAME, SCENARIO_NEWER, SCENARIO_MATRIX */
  readonly code: string;
  /** One or more sentences, without the line. Never a value that may be secret. */
  readonly detail: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The place for people: `steps[2].expect.error`; empty for the file. */
  readonly path: string;
  /** A `warning` is told and stops nothing. */
  readonly severity: 'error' | 'warning';
}
