import { version } from '../../../package.json' with { type: 'json' };
import { isFault } from '@core/form/form.ts';
import { mergedPlan, missingShards, type ReportHead } from '@core/scenario/report/merge.ts';
import { counted, NO_COUNTS } from '@core/scenario/report/summary.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { createExit } from './exit-of.ts';
import type { ReporterFlag } from './flags.ts';
import { openReporting } from './reporting.ts';
import { reportAt, reportsIn } from './report-paths.ts';

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
    /** By case and target, the report whose result counts: that of the latest run. */
    const counts = new Map<string, { readonly file: string; readonly startedAt: number }>();
    let doubled = 0;
    for (const file of files) {
      const { results, summary } = await reportAt(file);
      heads.push(summary);
      for (const { id, startedAt } of results) {
        const key = keyOf(id, summary.target);
        const before = counts.get(key);
        if (before !== undefined) doubled += 1;
        if (before === undefined || before.startedAt < startedAt) counts.set(key, { file, startedAt });
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

/** The same case at two targets is two: what failed at one isn't mended by the other. */
function keyOf(id: string, target: string | undefined): string {
  return JSON.stringify([id, target ?? null]);
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
    for (const file of files) {
      const { results, summary } = await reportAt(file);
      for (const result of results) {
        if (counts.get(keyOf(result.id, summary.target))?.file !== file) continue;
        exit.note(result);
        sum = counted(sum, result);
        await reporting.ended(result);
      }
    }
    await reporting.end({ ...plan, counts: sum });
  } finally {
    await reporting.close();
  }
}
