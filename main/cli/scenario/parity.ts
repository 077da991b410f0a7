import { isFault } from '@core/form/form.ts';
import { compared, type Parity, type ParityCase, parityOf } from '@core/scenario/parity/parity.ts';
import { parityText } from '@core/scenario/parity/parity-text.ts';
import { resultScrubber } from '@core/scenario/report/scrub-result.ts';
import { faultLine, placeOf } from '@core/scenario/report/words.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { paintIn } from '../chain-tree.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { jsonText, plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { createExit } from './exit-of.ts';
import type { SecretFlags } from './flags.ts';
import { givenFiles } from './given-files.ts';
import { secretWarnings } from './given-secrets.ts';
import { type Lane, type LaneWish, openLane } from './lane.ts';
import { laneWish, targetName } from './lane-wish.ts';
import { loadCases } from './load.ts';
import { onStop } from './on-stop.ts';
import type { Planned } from './planned.ts';
import { createSecrets } from './secrets.ts';
import { runSuite } from './suite.ts';
import { writeWhole } from './write-whole.ts';

export interface ParityOptions {
  readonly a: NonNullable<LaneWish['target']>;
  readonly b: NonNullable<LaneWish['target']>;
  readonly paths: readonly string[];
  readonly confirmed: string | undefined;
  readonly secrets: SecretFlags;
  readonly envFile: string | undefined;
  readonly matrix: string | undefined;
  readonly grep: RegExp | undefined;
  readonly workers: number;
  /** How long each may take where its file says nothing, as files write durations. */
  readonly timeout: string | undefined;
  readonly json: boolean;
  /** A file in place of standard output. */
  readonly output: string | undefined;
  readonly data: string | undefined;
}

/** Runs the same cases on two targets and lists what differs, step by step. @returns the exit code */
export async function runParity(
  options: ParityOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const given = await givenFiles(options);
  if ('missing' in given) {
    terminal.err(`There is no file ${plain(given.missing)}.\n`);
    return EXIT.badFile.code;
  }
  const loaded = await loadCases(options.paths, process.cwd(), given.matrix);
  const { cases: all, broken, warnings } = loaded;
  for (const warning of [...warnings, ...secretWarnings(options.secrets, loaded)])
    terminal.err(`${plain(warning)}\n`);
  const exit = createExit();
  for (const result of broken) {
    exit.note(result);
    terminal.err(
      `${plain(placeOf(result))}: ${plain(faultLine(result.fault ?? { code: '', detail: '' }))}\n`,
    );
  }
  const { grep } = options;
  const cases = all.filter(
    ({ title, tags, file }) => grep === undefined || [title, file, ...tags].some((text) => grep.test(text)),
  );
  if (cases.length === 0) {
    if (broken.length === 0)
      terminal.err(`No scenario to compare is in ${options.paths.map(plain).join(', ')}.\n`);
    return broken.length === 0 ? EXIT.usage.code : exit.code();
  }
  const env = { ...given.env, ...around.env };
  const secrets = createSecrets(options.secrets.values, around);
  const wishFor = (target: LaneWish['target']) =>
    laneWish({ ...options, target, record: false }, cases, {
      around,
      env,
      secrets,
      poolIdFlag: 'user-pool-id=ID beside endpoint=',
    });
  const [wishA, wishB] = [wishFor(options.a), wishFor(options.b)];
  const startedAt = Date.now();
  const found = new Map<Planned, ParityCase>();
  const lost = { a: false, b: false };
  const suite = runSuite({
    cases,
    workers: Math.min(options.workers, cases.length),
    retries: 0,
    bail: false,
    open: async () =>
      besideEachOther(await openBoth(wishA, wishB, lost), (of, a, b) => {
        for (const result of [a, b]) if (result.status === 'error') exit.note(result);
        found.set(of, compared(a, b));
      }),
    began: () => undefined,
    async ended(result) {
      const of = cases.find(({ id }) => id === result.id);
      if (of === undefined || found.has(of)) return;
      exit.note(result);
      // Where one side could not be opened, the other is not to blame.
      const { fault: _, ...blameless } = result;
      const onlyOne = lost.a !== lost.b;
      const side = (name: 'a' | 'b') => (onlyOne && !lost[name] ? blameless : result);
      found.set(of, compared(side('a'), side('b')));
    },
  });
  const stops = onStop(() => {
    exit.interrupted();
    terminal.err('\nStopping. Ctrl+C once more ends it at once, without a report.\n');
    suite.stop();
  });
  await suite.end.finally(stops.off);
  const referred = cases.flatMap(({ variables }) => variables.flatMap((name) => env[name] ?? []));
  const parity = resultScrubber([...secrets.known(), ...referred])(
    parityOf(
      cases.flatMap((of) => found.get(of) ?? []),
      {
        ...{ a: targetName(options.a), b: targetName(options.b), startedAt, ms: Date.now() - startedAt },
        interrupted: stops.stopped(),
      },
    ),
  );
  try {
    await print(parity, options, terminal);
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  }
  const before = exit.code();
  const graver = before !== EXIT.ok.code && before !== EXIT.unusable.code;
  return !graver && parity.counts.differences > 0 ? EXIT.unfinished.code : before;
}

async function print(parity: Parity, { json, output }: ParityOptions, terminal: Terminal): Promise<void> {
  const paint = paintIn(terminal.color && output === undefined);
  const text = json ? jsonText(parity) : parityText(parity, { paint, plain });
  if (output === undefined) return terminal.out(text);
  await writeWhole(output, text);
  terminal.err(`Written: ${plain(output)}\n`);
}

/** Both lanes or none: one that is left open would keep its sandbox, and the program with it. */
async function openBoth(
  wishA: LaneWish,
  wishB: LaneWish,
  lost: { a: boolean; b: boolean },
): Promise<readonly [Lane, Lane]> {
  const [a, b] = await Promise.allSettled([openLane(wishA), openLane(wishB)]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  for (const lane of [a, b]) if (lane.status === 'fulfilled') await lane.value.close();
  lost.a ||= a.status === 'rejected';
  lost.b ||= b.status === 'rejected';
  throw a.status === 'rejected' ? a.reason : b.status === 'rejected' ? b.reason : undefined;
}

/** Two lanes as one: every case runs on both at the same time. */
function besideEachOther(
  [a, b]: readonly [Lane, Lane],
  done: (of: Planned, a: ScenarioResult, b: ScenarioResult) => void,
): Lane {
  return {
    async run(of, attempt) {
      const [ofA, ofB] = await Promise.all([a.run(of, attempt), b.run(of, attempt)]);
      done(of, ofA, ofB);
      return ofA;
    },
    stop() {
      a.stop();
      b.stop();
    },
    async close() {
      await Promise.all([a.close(), b.close()]);
    },
  };
}
