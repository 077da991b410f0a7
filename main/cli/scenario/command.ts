import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';
import {
  numberFrom,
  patternIn,
  type ReporterFlag,
  reporterIn,
  REPORTERS,
  secretIn,
  shardIn,
} from './flags.ts';
import type { LaneWish } from './lane.ts';
import { addProofCommands } from './proof-commands.ts';
import { clashOf } from './reporting.ts';
import type { Shard } from '@core/scenario/shard.ts';

/** `run` and what goes with it: scenarios without a window. */
export function addScenarioCommands(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  program
    .command('run')
    .argument('<path...>', 'scenario files, folders of them, or gallery: those that come with the console')
    .description('run scenarios and report what came of them')
    .option('--target <name>', 'a saved target by its name or id, in place of what files say')
    .option('--endpoint <url>', 'where calls go, in place of what files say; with --client-id')
    .option('--client-id <id>', 'the app client there')
    .option('--user-pool-id <id>', 'its user pool, for SRP')
    .option('--region <region>', 'its region')
    .option('--client-secret <reference>', 'the app client’s secret as env:NAME or keychain:NAME')
    .option('--confirm <name>', 'a production target’s name, to run there without being asked')
    .option('--secret <name=value>', 'a secret that files name; may be repeated', secretIn)
    .option('--env-file <file>', 'variables that env: references may name; those of the environment win')
    .option('--matrix <file>', 'a CSV file: every scenario runs with every line of it')
    .option('--shard <i/n>', 'only this part of all: n machines run everything once', shardIn)
    .option(
      '--workers <number>',
      'scenarios at a time, each with a sandbox of its own',
      numberFrom(1, 64),
      availableParallelism(),
    )
    .option('--retries <number>', 'how often one that does not pass is tried again', numberFrom(0, 10), 0)
    .option('--bail', 'begin nothing more after the first that does not pass')
    .option('--grep <pattern>', 'only those with this in their title, tags or file', patternIn)
    .option(
      '--reporter <name[:file]>',
      `${REPORTERS.join(', ')}; may be repeated; list where none is named`,
      reporterIn,
    )
    .option('--record', 'keep every chain in the history, for the window and for coverage')
    .addOption(new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`))
    .option('--debug', 'print every exchange, secrets masked')
    .addHelpText(
      'after',
      `\nExamples:\n` +
        [
          'run scenarios',
          'run scenarios --reporter list --reporter junit:results.xml --reporter html:report.html',
          'run scenarios --shard 2/4 --workers 4 --retries 1 --reporter json:shard-2.json',
          'run gallery --workers 2',
          'run sign-in.yaml --endpoint http://127.0.0.1:9229 --client-id local',
        ]
          .map((line) => `  ${name} ${line}\n`)
          .join('') +
        '\nA secret on a command line can be read by other programs: let the file say env:NAME.\n',
    )
    .action((paths: string[], flags: RunFlags, command: Command) => {
      const reporters = flags.reporter ?? [{ name: 'list', file: undefined }];
      const clash = clashOf(reporters) ?? targetClash(flags);
      if (clash !== undefined) command.error(`error: ${clash}`, { exitCode: 2 });
      return run(
        import('./run.ts').then(({ runScenarios }) =>
          runScenarios(
            {
              paths,
              target: targetOf(flags),
              confirmed: flags.confirm,
              secrets: flags.secret ?? {},
              envFile: flags.envFile,
              matrix: flags.matrix,
              shard: flags.shard,
              workers: flags.workers,
              retries: flags.retries,
              bail: flags.bail ?? false,
              grep: flags.grep,
              reporters,
              record: flags.record ?? false,
              data: flags.data,
              debug: flags.debug ?? false,
            },
            around,
            terminal,
          ),
        ),
      );
    });

  program
    .command('merge-reports')
    .argument('<path...>', 'JSON reports, or folders of them')
    .description('join reports, of shards above all, into one of every kind')
    .option(
      '--reporter <name[:file]>',
      `${REPORTERS.join(', ')}; may be repeated; list where none is named`,
      reporterIn,
    )
    .addHelpText(
      'after',
      `\nExample:\n  ${name} merge-reports reports --reporter list --reporter html:report.html\n`,
    )
    .action((paths: string[], flags: Pick<RunFlags, 'reporter'>, command: Command) => {
      const reporters = flags.reporter ?? [{ name: 'list', file: undefined }];
      const clash = clashOf(reporters);
      if (clash !== undefined) command.error(`error: ${clash}`, { exitCode: 2 });
      return run(
        import('./merge-reports.ts').then(({ mergeReports }) =>
          mergeReports(paths, reporters, around, terminal),
        ),
      );
    });

  addProofCommands(program, { terminal, around, run });
}

interface RunFlags {
  readonly target?: string;
  readonly endpoint?: string;
  readonly clientId?: string;
  readonly userPoolId?: string;
  readonly region?: string;
  readonly clientSecret?: string;
  readonly confirm?: string;
  readonly secret?: Readonly<Record<string, string>>;
  readonly envFile?: string;
  readonly matrix?: string;
  readonly shard?: Shard;
  readonly workers: number;
  readonly retries: number;
  readonly bail?: true;
  readonly grep?: RegExp;
  readonly reporter?: readonly ReporterFlag[];
  readonly record?: true;
  readonly data?: string;
  readonly debug?: true;
}

const OF_ENDPOINT = ['clientId', 'userPoolId', 'region', 'clientSecret'] as const;

function targetClash(flags: RunFlags): string | undefined {
  const { target, endpoint, clientId, clientSecret } = flags;
  if (target !== undefined && endpoint !== undefined) return 'Give --target or --endpoint, not both.';
  if (endpoint === undefined && OF_ENDPOINT.some((flag) => flags[flag] !== undefined))
    return '--client-id, --user-pool-id, --region and --client-secret go with --endpoint.';
  if (endpoint !== undefined && clientId === undefined) return '--endpoint needs --client-id.';
  if (clientSecret !== undefined && !/^(env|keychain):./.test(clientSecret))
    return '--client-secret takes a reference, env:NAME or keychain:NAME: other programs can read a command line.';
  return undefined;
}

function targetOf({
  target,
  endpoint,
  clientId = '',
  userPoolId,
  region,
  clientSecret,
}: RunFlags): LaneWish['target'] {
  if (target !== undefined) return { named: target };
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    clientId,
    ...(userPoolId === undefined ? {} : { userPoolId }),
    ...(region === undefined ? {} : { region }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}
