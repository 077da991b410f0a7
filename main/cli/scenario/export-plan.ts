import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { ScenarioCase, ScenarioSource } from '@core/scenario/case.ts';
import { casesOf } from '@core/scenario/cases.ts';
import { type ExportPlan, type PlannedFile, planOf } from '@core/scenario/export/plan.ts';
import { readScenario } from '@core/scenario/read.ts';
import { findFiles, type FoundFile } from './find-files.ts';

/** Scenarios that paths mean, for the export. */
export interface LoadedForExport {
  /** @throws CoreFault SCENARIO_EXPORT */
  plan(): ExportPlan;
  readonly sources: readonly ScenarioSource[];
  readonly cases: readonly ScenarioCase[];
  /** What is wrong with files, a line each: with one of these nothing is exported. */
  readonly wrong: readonly string[];
}

/**
 * Reads what is to be exported.
 * @param shards at most; never more than there are cases
 */
export async function loadForExport(
  paths: readonly string[],
  from: string,
  shards: number,
): Promise<LoadedForExport> {
  const { files, missing } = await findFiles(paths, from);
  const read = await Promise.all(files.map(readOne));
  const sources = read.flatMap(({ source }) => source ?? []);
  const cases = read.flatMap((one) => one.cases);
  return {
    plan: () =>
      planOf({
        paths: paths.map((path) => posix.normalize(path.replaceAll('\\', '/'))),
        files: unique(read.flatMap((one) => one.files)),
        sources,
        shards: Math.max(1, Math.min(shards, cases.length)),
      }),
    sources,
    cases,
    wrong: [
      ...missing.map((path) => `${path}: There is no such file or folder.`),
      ...read.flatMap((one) => one.wrong),
    ],
  };
}

interface Read {
  readonly source?: ScenarioSource;
  readonly cases: readonly ScenarioCase[];
  /** The file, and the CSV file it names. */
  readonly files: readonly PlannedFile[];
  readonly wrong: readonly string[];
}

async function readOne(file: FoundFile): Promise<Read> {
  const text = file.text ?? (await readFile(file.path, 'utf8'));
  const { source, faults } = readScenario(text, file.name);
  const said = (all: typeof faults) =>
    all
      .filter(({ severity }) => severity === 'error')
      .map(({ line, detail }) => `${file.name}:${String(line)}: ${detail}`);
  if (source === undefined) return { cases: [], files: [], wrong: said(faults) };
  const csv = source.scenario.matrix?.csv;
  const csvText = csv === undefined ? undefined : await textBeside(file, csv);
  const { cases, faults: ofMatrix } = casesOf(source, csvText);
  const beside =
    csv === undefined || csvText === undefined
      ? []
      : [{ name: posix.join(posix.dirname(file.name), csv), text: csvText }];
  return { source, cases, files: [{ name: file.name, text }, ...beside], wrong: said(ofMatrix) };
}

function textBeside({ path }: FoundFile, csv: string): Promise<string | undefined> {
  return readFile(join(dirname(path), csv), 'utf8').catch(() => undefined);
}

function unique(files: readonly PlannedFile[]): PlannedFile[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}
