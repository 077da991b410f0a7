import type { Scenario } from './schema.ts';

/** A scenario as it was read from a file. */
export interface ScenarioSource {
  /** The file's path as people name it. */
  readonly file: string;
  readonly scenario: Scenario;
  /** 1-based line of each step. */
  readonly lines: readonly number[];
  /** 1-based line of `matrix`, where there is one. */
  readonly matrixLine?: number;
}

/** One run to come: a scenario with one row of its matrix. */
export interface ScenarioCase {
  /** Stable over runs: the file and the row. What shards are cut by. */
  readonly id: string;
  readonly source: ScenarioSource;
  /** Of the matrix; empty without one. */
  readonly row: Readonly<Record<string, string>>;
  /** The scenario's name, and the row where there is one. */
  readonly title: string;
}
