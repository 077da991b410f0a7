import { isFault } from '@core/form/form.ts';
import { type FaultMatrix, faultMatrix, type MatrixStep } from '@core/scenario/fault-matrix/fault-matrix.ts';
import {
  firstSteps,
  type Studied,
  studiedSteps,
  type StudyWish,
} from '@core/scenario/fault-matrix/studied.ts';
import { readScenario } from '@core/scenario/read.ts';
import { resultScrubber } from '@core/scenario/report/scrub-result.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { faultLine, placeOf } from '@core/scenario/report/words.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { createExit } from './exit-of.ts';
import type { ReporterFlag, SecretFlags } from './flags.ts';
import { givenFiles } from './given-files.ts';
import { secretWarnings } from './given-secrets.ts';
import { type Lane, type LaneWish, openLane } from './lane.ts';
import { laneWish } from './lane-wish.ts';
import { loadCases, type Loaded } from './load.ts';
import { writeMatrix } from './matrix-reports.ts';
import { onStop } from './on-stop.ts';
import type { Planned } from './planned.ts';
import { createSecrets } from './secrets.ts';
import { studyStep } from './study-step.ts';
import { runSuite } from './suite.ts';

export interface MatrixOptions extends StudyWish {
  /** Without any, the shipped scenario of the challenge. */
  readonly paths: readonly string[];
  readonly target: LaneWish['target'];
  readonly confirmed: string | undefined;
  readonly secrets: SecretFlags;
  readonly envFile: string | undefined;
  readonly grep: RegExp | undefined;
  readonly workers: number;
  /** How long each may take where its file says nothing, as files write durations. */
  readonly timeout: string | undefined;
  /** table, json, html. */
  readonly reporters: readonly ReporterFlag[];
  readonly data: string | undefined;
}

/** A step to study: a case that comes just so far. */
interface Studying extends Planned {
  readonly of: Studied;
  readonly line: number;
}

/**
 * Breaks the rules of every answer of scenarios one at a time, and prints what came of it beside what the protocol has.
 * @returns the exit code
 */
export async function runMatrix(
  options: MatrixOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const given = await givenFiles({ envFile: options.envFile, matrix: undefined });
  if ('missing' in given) {
    terminal.err(`There is no file ${plain(given.missing)}.\n`);
    return EXIT.badFile.code;
  }
  const loaded = await casesOf(options);
  for (const warning of [...loaded.warnings, ...secretWarnings(options.secrets, loaded)])
    terminal.err(`${plain(warning)}\n`);
  const exit = createExit();
  for (const result of loaded.broken) {
    exit.note(result);
    terminal.err(
      `${plain(placeOf(result))}: ${plain(faultLine(result.fault ?? { code: '', detail: '' }))}\n`,
    );
  }
  const studying = loaded.cases.filter((of) => isMeant(of, options)).flatMap((of) => studyingOf(of, options));
  if (studying.length === 0) {
    if (loaded.broken.length === 0) terminal.err(`${nothingText(options)}\n`);
    return loaded.broken.length === 0 ? EXIT.usage.code : exit.code();
  }
  const env = { ...given.env, ...around.env };
  const secrets = createSecrets(options.secrets.values, around);
  const wish = laneWish({ ...options, record: false }, studying, { around, env, secrets });
  const startedAt = Date.now();
  const steps = new Map<Planned, MatrixStep>();
  const suite = runSuite({
    cases: studying,
    workers: Math.min(options.workers, studying.length),
    retries: 0,
    bail: false,
    open: async () =>
      studyingLane(await openLane(wish), options.confirmed, (of, step) => steps.set(of, step)),
    began: ({ title }) => terminal.err(around.outIsScreen ? `Breaking ${plain(title)}\n` : ''),
    async ended(result) {
      exit.note(result);
      const of = studying.find(({ id }) => id === result.id);
      if (of !== undefined && !steps.has(of)) steps.set(of, notReached(of, result));
    },
  });
  const stops = onStop(() => {
    exit.interrupted();
    terminal.err('\nStopping. Ctrl+C once more ends it at once, without reports.\n');
    suite.stop();
  });
  await suite.end.finally(stops.off);
  const referred = studying.flatMap(({ variables }) => variables.flatMap((name) => env[name] ?? []));
  const matrix = resultScrubber([...secrets.known(), ...referred])(
    faultMatrix(
      studying.flatMap((of) => steps.get(of) ?? []),
      { startedAt, ms: Date.now() - startedAt, interrupted: stops.stopped() },
    ),
  );
  try {
    await writeMatrix(matrix, options.reporters, terminal);
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  }
  return exit.code() === EXIT.ok.code ? codeOf(matrix) : exit.code();
}

async function casesOf({ paths, challenge }: MatrixOptions): Promise<Loaded> {
  if (paths.length > 0) return loadCases(paths, process.cwd(), undefined);
  const { shippedFor } = await import('./gallery-cases.ts');
  const shipped = shippedFor(challenge ?? '');
  return shipped === undefined
    ? { cases: [], broken: [], warnings: [] }
    : loadCases([shipped], process.cwd(), undefined);
}

function isMeant({ title, tags, file }: Planned, { grep }: MatrixOptions): boolean {
  return grep === undefined || [title, file, ...tags].some((text) => grep.test(text));
}

function studyingOf(planned: Planned, wish: StudyWish): Studying[] {
  const { source } = readScenario(planned.text, planned.file);
  if (source === undefined) return [];
  const { scenario, lines } = source;
  return studiedSteps(scenario, wish).map((of) => ({
    ...planned,
    id: `${planned.id} ${String(of.index)}`,
    text: firstSteps(planned.text, scenario, of.steps),
    of,
    line: lines[of.index] ?? 1,
  }));
}

/** A lane that studies the step once the case has come there. */
function studyingLane(
  lane: Lane,
  confirmed: string | undefined,
  done: (of: Planned, step: MatrixStep) => void,
): Lane {
  let halt: (() => void) | undefined;
  return {
    ...lane,
    run: (planned, attempt) =>
      lane.run(planned, attempt, async (at, gone) => {
        const { of, line } = planned as Studying;
        const about = { ...aboutOf(planned as Studying, { target: '' }), line };
        try {
          const study = await studyStep(at, gone, { of, confirmed, halts: (stop) => (halt = stop) });
          done(planned, { ...about, ...study });
        } catch (error) {
          if (!isFault(error)) throw error;
          const { code, detail } = error;
          done(planned, { ...about, username: '', faults: [], results: [], fault: { code, detail } });
        } finally {
          halt = undefined;
        }
      }),
    stop() {
      lane.stop();
      halt?.();
    },
  };
}

function aboutOf({ file, title, of: { index, name } }: Studying, { target }: Pick<ScenarioResult, 'target'>) {
  return { file, title, target, index, name };
}

function notReached(of: Studying, { target, fault, steps }: ScenarioResult): MatrixStep {
  const why = steps.find(({ status }) => status === 'failed' || status === 'error');
  const broken = why?.checks.find(({ passed }) => !passed);
  const detail =
    why?.fault?.detail ??
    (broken === undefined ? undefined : `${broken.what}: expected ${broken.expected}, got ${broken.got}`) ??
    fault?.detail ??
    'The scenario was stopped.';
  const at = why === undefined ? '' : `Step ${String(why.index + 1)}, ${why.title}: `;
  return {
    ...aboutOf(of, { target }),
    line: of.line,
    username: '',
    faults: [],
    results: [],
    fault: { code: fault?.code ?? why?.fault?.code ?? 'BENCH_NOT_REACHED', detail: `${at}${detail}` },
  };
}

function codeOf({ counts: { other, accepted, unrun, broken } }: FaultMatrix): number {
  if (other + accepted > 0) return EXIT.unfinished.code;
  return unrun + broken > 0 ? EXIT.unusable.code : EXIT.ok.code;
}

function nothingText({ paths, challenge, step }: MatrixOptions): string {
  if (paths.length === 0) return `No shipped scenario answers ${plain(challenge ?? '')}.`;
  const named = [
    ...(challenge === undefined ? [] : [plain(challenge)]),
    ...(step === undefined ? [] : [`as step ${String(step + 1)}`]),
  ].join(' ');
  return named === ''
    ? `No scenario with a step to break is in ${paths.map(plain).join(', ')}.`
    : `No scenario in ${paths.map(plain).join(', ')} answers ${named}, and is meant to go through there.`;
}
