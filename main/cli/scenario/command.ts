import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';
import {
  NO_SECRETS,
  numberFrom,
  patternIn,
  type ReporterFlag,
  reporterIn,
  REPORTERS,
  type SecretFlags,
  secretOption,
  shardIn,
  TIMEOUT,
} from './flags.ts';
import { addProofCommands } from './proof-commands.ts';
import { clashOf } from './reporting.ts';
import { targetClash, type TargetFlags, targetIn, withTarget } from './target-flags.ts';
import type { Shard } from '@core/scenario/shard.ts';

/** `run` and what goes with it: scenarios without a window. */
export function addScenarioCommands(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  withTarget(program.command('run'))
    .argument('<path...>', 'scenario files, folders of them, or gallery: those that come with the console')
    .description('run scenarios and report what came of them')
    .option(...secretOption(around.env))
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
    .option(...TIMEOUT)
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
        '\nA secret on a command line can be read by other programs: give its NAME alone, with\nthe value in that variable, or let the file say env:NAME, or keychain:NAME and keep it with secret set NAME.\n',
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
              target: targetIn(flags),
              confirmed: flags.confirm,
              secrets: flags.secret ?? NO_SECRETS,
              envFile: flags.envFile,
              matrix: flags.matrix,
              shard: flags.shard,
              workers: flags.workers,
              retries: flags.retries,
              timeout: flags.timeout,
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

interface RunFlags extends TargetFlags {
  readonly secret?: SecretFlags;
  readonly envFile?: string;
  readonly matrix?: string;
  readonly shard?: Shard;
  readonly workers: number;
  readonly retries: number;
  readonly timeout?: string;
  readonly bail?: true;
  readonly grep?: RegExp;
  readonly reporter?: readonly ReporterFlag[];
  readonly record?: true;
  readonly data?: string;
  readonly debug?: true;
}
