import { version } from '../../../package.json' with { type: 'json' };
import { isFault } from '@core/form/form.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { lean } from '@core/scenario/report/lean.ts';
import { resultScrubber } from '@core/scenario/report/scrub-result.ts';
import { counted, NO_COUNTS, type RunPlan } from '@core/scenario/report/summary.ts';
import { type Shard, shardOf } from '@core/scenario/shard.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { debugText } from './debug-text.ts';
import { compileLater } from './compile-later.ts';
import { createExit } from './exit-of.ts';
import type { ReporterFlag, SecretFlags } from './flags.ts';
import { keepMemoryFlat } from './flat-memory.ts';
import { givenFiles } from './given-files.ts';
import { secretWarnings } from './given-secrets.ts';
import { type LaneWish, openLane } from './lane.ts';
import { loadCases } from './load.ts';
import type { Planned } from './planned.ts';
import { openReporting } from './reporting.ts';
import { laneWish, targetName } from './lane-wish.ts';
import { onStop } from './on-stop.ts';
import { createSecrets } from './secrets.ts';
import { runSuite } from './suite.ts';

export interface RunOptions {
  readonly paths: readonly string[];
  readonly target: LaneWish['target'];
  readonly confirmed: string | undefined;
  readonly secrets: SecretFlags;
  /** A file of variables. */
  readonly envFile: string | undefined;
  /** A CSV file: every scenario runs with every line of it. */
  readonly matrix: string | undefined;
  readonly shard: Shard | undefined;
  readonly workers: number;
  /** How long each may take where its file says nothing, as files write durations. */
  readonly timeout: string | undefined;
  readonly retries: number;
  readonly bail: boolean;
  readonly grep: RegExp | undefined;
  readonly reporters: readonly ReporterFlag[];
  readonly record: boolean;
  readonly data: string | undefined;
  readonly debug: boolean;
}

/** Runs scenarios and reports of them. @returns the exit code */
export async function runScenarios(
  options: RunOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  keepMemoryFlat();
  const given = await givenFiles(options);
  if ('missing' in given) {
    terminal.err(`There is no file ${plain(given.missing)}.\n`);
    return EXIT.badFile.code;
  }
  const loaded = await loadCases(options.paths, process.cwd(), given.matrix);
  for (const warning of [...given.warnings, ...loaded.warnings, ...secretWarnings(options.secrets, loaded)])
    terminal.err(`${plain(warning)}\n`);
  const chosen = ours([...loaded.cases], options);
  // Nobody can tell which title and tags a file has that can't be read: it is told of whatever is looked for.
  const broken = ours([...loaded.broken], { ...options, grep: undefined });
  compileLater(chosen.length);
  const found = loaded.cases.length + loaded.broken.length;
  // A shard without work still reports: whoever joins the reports has to know that it was there.
  if (chosen.length + broken.length === 0 && (options.shard === undefined || found === 0)) {
    terminal.err(nothingText(options, found));
    return EXIT.usage.code;
  }
  const exit = createExit();
  const secrets = createSecrets(options.secrets.values, around);
  const reporting = await openReporting(options.reporters, around, terminal);
  const plan = planOf(options, chosen.length + broken.length);
  const env = { ...given.env, ...around.env };
  const wish = laneWish(options, chosen, { around, env, secrets, lean: !options.debug });
  const referred = [...new Set(chosen.flatMap(({ variables }) => variables))].flatMap(
    (name) => env[name] ?? [],
  );
  let counts = NO_COUNTS;
  const scrubbed = <T>(told: T): T => resultScrubber([...secrets.known(), ...referred])(told);
  const ended = async (raw: ScenarioResult) => {
    // What no report keeps needs no covering.
    const result = scrubbed(options.debug ? raw : lean(raw));
    exit.note(result);
    counts = counted(counts, result);
    if (options.debug) terminal.err(debugText(result));
    await reporting.ended(lean(result));
  };
  try {
    reporting.begin(plan);
    for (const result of broken) await ended(result);
    const suite = runSuite({
      ...options,
      cases: chosen,
      workers: plan.workers,
      open: () => openLane(wish),
      bailed: options.bail && broken.length > 0,
      began: ({ title }) => reporting.began(scrubbed(title)),
      ended,
    });
    const stops = onStop(() => {
      exit.interrupted();
      terminal.err('\nStopping. Ctrl+C once more ends it at once, without reports.\n');
      suite.stop();
    });
    await suite.end.finally(stops.off);
    await reporting.end({
      ...plan,
      counts,
      ms: Date.now() - plan.startedAt,
      interrupted: stops.stopped(),
    });
    return exit.code();
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  } finally {
    await reporting.close();
  }
}

/** What is left to do here after `--grep` and `--shard`. */
function ours<T extends Pick<Planned, 'id' | 'title' | 'tags' | 'file'>>(
  all: readonly T[],
  { grep, shard }: RunOptions,
): readonly T[] {
  const meant =
    grep === undefined
      ? all
      : all.filter(({ title, tags, file }) => [title, file, ...tags].some((text) => grep.test(text)));
  return shard === undefined ? meant : shardOf(meant, shard);
}

function nothingText({ paths, grep }: RunOptions, found: number): string {
  if (found === 0)
    return `No scenario is in ${paths.map(plain).join(', ')}: name files, or folders with .yaml files.\n`;
  return `None of ${String(found)} scenarios has ${plain(grep?.source ?? '')} in its title, tags or file.\n`;
}

function planOf({ workers, target, shard }: RunOptions, planned: number): RunPlan {
  const named = target === undefined ? undefined : targetName(target);
  return {
    version,
    startedAt: Date.now(),
    planned,
    workers: Math.max(1, Math.min(workers, planned)),
    ...(named === undefined ? {} : { target: named }),
    ...(shard === undefined ? {} : { shard }),
  };
}
