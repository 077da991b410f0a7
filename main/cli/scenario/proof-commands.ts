import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';
import {
  NO_SECRETS,
  numberFrom,
  patternIn,
  type ReporterFlag,
  reporterFrom,
  type SecretFlags,
  secretOption,
  TIMEOUT,
} from './flags.ts';
import { MATRIX_REPORTERS } from './matrix-reports.ts';
import { namedTarget, targetClash, type TargetFlags, targetIn, withTarget } from './target-flags.ts';

/** What scenarios prove beside that they pass: `matrix`, `parity`, `coverage`. */
export function addProofCommands(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  const examples = (...lines: readonly string[]) =>
    `\nExamples:\n${lines.map((line) => `  ${name} ${line}\n`).join('')}`;

  withTarget(program.command('matrix'))
    .argument('[path...]', 'scenario files, or folders; without any, the shipped scenario of --challenge')
    .description('break the rules of every answer one at a time, and print what came beside what should')
    .option('--challenge <name>', 'only answers to this flow or challenge')
    .option('--step <number>', 'only this step of each scenario', numberFrom(1, 500))
    .option(...secretOption(around.env))
    .option('--env-file <file>', 'variables that env: references may name; those of the environment win')
    .option('--grep <pattern>', 'only those with this in their title, tags or file', patternIn)
    .option(...TIMEOUT)
    .option('--workers <number>', 'steps at a time', numberFrom(1, 64), availableParallelism())
    .option(
      '--reporter <name[:file]>',
      `${MATRIX_REPORTERS.join(', ')}; may be repeated; table where none is named`,
      reporterFrom(MATRIX_REPORTERS),
    )
    .addOption(new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`))
    .addHelpText(
      'after',
      examples(
        'matrix --challenge SOFTWARE_TOKEN_MFA',
        'matrix sign-in.yaml --reporter table --reporter html:matrix.html',
        'matrix scenarios --target staging --step 2',
      ),
    )
    .action((paths: string[], flags: MatrixFlags, command: Command) => {
      const reporters = flags.reporter ?? [{ name: 'table', file: undefined }];
      const clash =
        targetClash(flags) ??
        (paths.length === 0 && flags.challenge === undefined
          ? 'Give scenarios, or --challenge.'
          : undefined) ??
        (reporters.filter(({ file }) => file === undefined).length > 1
          ? 'Only one report can go to standard output: give the others a file, as html:FILE.'
          : undefined);
      if (clash !== undefined) command.error(`error: ${clash}`, { exitCode: 2 });
      return run(
        import('./matrix.ts').then(({ runMatrix }) =>
          runMatrix(
            {
              paths,
              challenge: flags.challenge,
              step: flags.step === undefined ? undefined : flags.step - 1,
              target: targetIn(flags),
              confirmed: flags.confirm,
              secrets: flags.secret ?? NO_SECRETS,
              envFile: flags.envFile,
              grep: flags.grep,
              workers: flags.workers,
              timeout: flags.timeout,
              reporters,
              data: flags.data,
            },
            around,
            terminal,
          ),
        ),
      );
    });

  program
    .command('parity')
    .argument(
      '<a>',
      'a saved target’s name, sandbox, or endpoint=URL,client-id=ID,user-pool-id=ID',
      namedTarget,
    )
    .argument('<b>', 'the other one', namedTarget)
    .argument('<path...>', 'scenario files, folders of them, or gallery')
    .description('run the same scenarios on two targets and list what differs, step by step')
    .option('--confirm <name>', 'a production target’s name, to run there without being asked')
    .option(...secretOption(around.env))
    .option('--env-file <file>', 'variables that env: references may name; those of the environment win')
    .option('--matrix <file>', 'a CSV file: every scenario runs with every line of it')
    .option('--grep <pattern>', 'only those with this in their title, tags or file', patternIn)
    .option(...TIMEOUT)
    .option('--workers <number>', 'scenarios at a time', numberFrom(1, 64), availableParallelism())
    .option('--json', 'print one object')
    .option('-o, --output <file>', 'a file in place of standard output')
    .addOption(new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`))
    .addHelpText(
      'after',
      examples(
        'parity sandbox staging scenarios',
        'parity sandbox endpoint=http://127.0.0.1:9229,client-id=local sign-in.yaml --secret PASSWORD',
      ) + '\nA secret that is called as a field, as PASSWORD, fills that field where nothing else does.\n',
    )
    .action((a: ParityTarget, b: ParityTarget, paths: string[], flags: ParityFlags) =>
      run(
        import('./parity.ts').then(({ runParity }) =>
          runParity(
            {
              a,
              b,
              paths,
              confirmed: flags.confirm,
              secrets: flags.secret ?? NO_SECRETS,
              envFile: flags.envFile,
              matrix: flags.matrix,
              grep: flags.grep,
              workers: flags.workers,
              timeout: flags.timeout,
              json: flags.json ?? false,
              output: flags.output,
              data: flags.data,
            },
            around,
            terminal,
          ),
        ),
      ),
    );

  program
    .command('coverage')
    .argument('[report...]', 'JSON reports of runs, or folders of them; without any, the history')
    .description('print the challenges, transitions and errors that past runs touched, and the gaps')
    .addOption(new Option('--data <dir>', `the history of another data folder than ${around.folder}`))
    .option('--query <query>', 'only chains of the history that a search finds', '')
    .option('--gaps', 'only what nothing touched')
    .option('--json', 'print one object')
    .addHelpText(
      'after',
      examples('coverage', "coverage --query 'since:7d source:scenario' --gaps", 'coverage reports --json'),
    )
    .action((reports: string[], flags: CoverageFlags) =>
      run(
        import('./coverage.ts').then(({ printCoverage }) =>
          printCoverage(
            {
              reports,
              data: flags.data,
              query: flags.query,
              gapsOnly: flags.gaps ?? false,
              json: flags.json ?? false,
            },
            around,
            terminal,
          ),
        ),
      ),
    );
}

interface MatrixFlags extends TargetFlags {
  readonly challenge?: string;
  readonly step?: number;
  readonly secret?: SecretFlags;
  readonly envFile?: string;
  readonly grep?: RegExp;
  readonly workers: number;
  readonly timeout?: string;
  readonly reporter?: readonly ReporterFlag[];
  readonly data?: string;
}

type ParityTarget = ReturnType<typeof namedTarget>;

interface ParityFlags {
  readonly confirm?: string;
  readonly secret?: SecretFlags;
  readonly envFile?: string;
  readonly matrix?: string;
  readonly grep?: RegExp;
  readonly workers: number;
  readonly timeout?: string;
  readonly json?: true;
  readonly output?: string;
  readonly data?: string;
}

interface CoverageFlags {
  readonly data?: string;
  readonly query: string;
  readonly gaps?: true;
  readonly json?: true;
}
