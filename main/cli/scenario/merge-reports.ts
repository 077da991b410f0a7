import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import { coreFault, isFault } from '@core/form/form.ts';
import type { JsonReport } from '@core/scenario/report/json.ts';
import { mergedPlan, missingShards, type ReportHead } from '@core/scenario/report/merge.ts';
import { LOOKS_LIKE_REPORT, readReport } from '@core/scenario/report/read.ts';
import { counted, NO_COUNTS } from '@core/scenario/report/summary.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { createExit } from './exit-of.ts';
import type { ReporterFlag } from './flags.ts';
import { openReporting } from './reporting.ts';

/** Bytes. */
const LARGEST = 512 * 1_048_576;

/** Joins JSON reports, of shards or of any runs, into reports of every kind. @returns the exit code of the run as a whole */
export async function mergeReports(
  paths: readonly string[],
  reporters: readonly ReporterFlag[],
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  try {
    const files = await reportsIn(paths);
    const heads: ReportHead[] = [];
    /** By case, the report whose result counts: that of the latest run. */
    const counts = new Map<string, { readonly file: string; readonly startedAt: number }>();
    let doubled = 0;
    for (const file of files) {
      const { results, summary } = await reportAt(file);
      heads.push(summary);
      for (const { id, startedAt } of results) {
        const before = counts.get(id);
        if (before !== undefined) doubled += 1;
        if (before === undefined || before.startedAt < startedAt) counts.set(id, { file, startedAt });
      }
    }
    const exit = createExit();
    const missing = missingShards(heads);
    if (missing.length > 0) {
      terminal.err(`Not everything is here: shard ${missing.join(', ')} is missing.\n`);
      exit.unusable();
    }
    if (doubled > 0) terminal.err(`${doubled} were run more than once: the latest counts.\n`);
    const plan = mergedPlan(heads, version);
    if (plan.interrupted) exit.unusable();
    await report({
      files,
      plan: { ...plan, planned: counts.size },
      counts,
      exit,
      reporters,
      around,
      terminal,
    });
    return exit.code();
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  }
}

interface Merging {
  readonly files: readonly string[];
  readonly plan: ReturnType<typeof mergedPlan>;
  readonly counts: ReadonlyMap<string, { readonly file: string }>;
  readonly exit: ReturnType<typeof createExit>;
  readonly reporters: readonly ReporterFlag[];
  readonly around: Surroundings;
  readonly terminal: Terminal;
}

/** Reads them once more, one at a time: together they may be larger than memory. */
async function report({ files, plan, counts, exit, reporters, around, terminal }: Merging): Promise<void> {
  const reporting = await openReporting(reporters, around, terminal);
  let sum = NO_COUNTS;
  try {
    reporting.begin(plan);
    for (const file of files)
      for (const result of (await reportAt(file)).results) {
        if (counts.get(result.id)?.file !== file) continue;
        exit.note(result);
        sum = counted(sum, result);
        await reporting.ended(result);
      }
    await reporting.end({ ...plan, counts: sum });
  } finally {
    await reporting.close();
  }
}

/** @throws CoreFault REPORT_GONE */
async function reportsIn(paths: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) throw coreFault('REPORT_GONE', `There is no file or folder ${plain(path)}.`);
    if (!there.isDirectory()) files.add(path);
    else for (const file of await reportsBelow(path)) files.add(file);
  }
  if (files.size === 0)
    throw coreFault(
      'REPORT_GONE',
      `No report is in ${paths.map(plain).join(', ')}: write some with --reporter json:FILE.`,
    );
  return [...files].sort();
}

/** Other JSON may lie in a folder: only what begins as a report does is meant. */
async function reportsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    if (LOOKS_LIKE_REPORT.test(await beginOf(path))) files.push(path);
  }
  return files;
}

async function beginOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function reportAt(path: string): Promise<JsonReport> {
  const there = await stat(path);
  if (there.size > LARGEST) throw coreFault('IMPORT_TOO_LARGE', `${plain(path)} is larger than any report.`);
  try {
    return readReport(await readFile(path, 'utf8'));
  } catch (error) {
    if (!isFault(error)) throw error;
    throw coreFault(error.code, `${plain(path)}: ${error.detail}`);
  }
}
