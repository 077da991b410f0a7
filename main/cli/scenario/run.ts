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
import { createExit } from './exit-of.ts';
import type { ReporterFlag } from './flags.ts';
import { type LaneWish, openLane } from './lane.ts';
import { loadCases } from './load.ts';
import type { Planned } from './planned.ts';
import { openReporting } from './reporting.ts';
import { onStop } from './on-stop.ts';
import { createSecrets } from './secrets.ts';
import { runSuite } from './suite.ts';

export interface RunOptions {
  readonly paths: readonly string[];
  readonly target: LaneWish['target'];
  readonly confirmed: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly shard: Shard | undefined;
  readonly workers: number;
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
  const loaded = await loadCases(options.paths, process.cwd());
  for (const warning of loaded.warnings) terminal.err(`${plain(warning)}\n`);
  const chosen = ours([...loaded.cases], options);
  const broken = ours([...loaded.broken], options);
  if (chosen.length + broken.length === 0) {
    terminal.err(nothingText(options, loaded.cases.length + loaded.broken.length));
    return options.shard === undefined ? EXIT.usage.code : EXIT.ok.code;
  }
  const exit = createExit();
  const secrets = createSecrets(options.secrets, around);
  const reporting = await openReporting(options.reporters, around, terminal);
  const plan = planOf(options, chosen.length + broken.length);
  let counts = NO_COUNTS;
  const ended = async (raw: ScenarioResult) => {
    const result = resultScrubber(secrets.known())(raw);
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
      open: () => openLane(laneWish(options, chosen, around, secrets)),
      began: ({ title }) => reporting.began(title),
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
  return grep === undefined
    ? `This shard has nothing to do: there are fewer scenarios than shards.\n`
    : `None of ${String(found)} scenarios has ${plain(grep.source)} in its title, tags or file.\n`;
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

function targetName(target: NonNullable<LaneWish['target']>): string {
  if ('named' in target) return target.named;
  return 'endpoint' in target ? target.endpoint : target.targetId;
}

function laneWish(
  { target, confirmed, record, data }: RunOptions,
  cases: readonly Planned[],
  around: Surroundings,
  secrets: ReturnType<typeof createSecrets>,
): LaneWish {
  return {
    around,
    env: around.env,
    folder: data ?? around.folder,
    record,
    keychain: needsKeychain(target) || cases.some(({ keychain, on }) => keychain || on === 'saved target'),
    target,
    confirmed,
    sandbox: target === undefined && cases.some(({ on }) => on === 'sandbox'),
    secrets: secrets.of,
    ask: secrets.ask,
  };
}

function needsKeychain(target: LaneWish['target']): boolean {
  if (target === undefined) return false;
  return (
    'named' in target || ('clientSecret' in target && target.clientSecret?.startsWith('keychain:') === true)
  );
}
