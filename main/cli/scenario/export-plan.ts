import { readFile } from 'node:fs/promises';
import { isAbsolute, posix, relative } from 'node:path';
import type { ScenarioCase, ScenarioSource } from '@core/scenario/case.ts';
import { casesOf } from '@core/scenario/cases.ts';
import { placeOfFault } from '@core/scenario/fault.ts';
import { type ExportPlan, type PlannedFile, planOf } from '@core/scenario/export/plan.ts';
import { readScenario } from '@core/scenario/read.ts';
import { findFiles, type FoundFile } from './find-files.ts';
import { tableBeside } from './table-beside.ts';

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
        paths: paths.map((path) => posix.normalize(fromHere(path, from).replaceAll('\\', '/'))),
        files: unique(read.flatMap((one) => one.files)),
        sources,
        shards: Math.max(1, Math.min(shards, cases.length)),
      }),
    sources,
    cases,
    wrong: [
      ...missing.map((path) => `${path}: There is no such file or folder.${ofChain(path)}`),
      ...read.flatMap((one) => one.wrong),
    ],
  };
}

/** What looks like the id of a chain is perhaps one: pipelines and k6 run files. */
function ofChain(path: string): string {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}(?:-[0-9a-f]{12})?$/.test(path)
    ? ` If it is a chain, make a file of it first: countersign record ${path} -o scenarios/`
    : '';
}

/** One that was typed in full and is below this folder, as a repository has it. */
function fromHere(path: string, from: string): string {
  if (!isAbsolute(path)) return path;
  const below = relative(from, path);
  return below.startsWith('..') || isAbsolute(below) ? path : below || '.';
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
      .map((each) => `${placeOfFault(each, file.name)}: ${each.detail}`);
  if (source === undefined) return { cases: [], files: [], wrong: said(faults) };
  const table = await tableBeside(file, source.scenario);
  const { cases, faults: ofMatrix } = casesOf(source, table);
  const beside = table === undefined ? [] : [table];
  return { source, cases, files: [{ name: file.name, text }, ...beside], wrong: said(ofMatrix) };
}

function unique(files: readonly PlannedFile[]): PlannedFile[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}
