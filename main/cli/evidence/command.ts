import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { exportFormats } from '@core/evidence/export/formats.ts';
import { isScenarioExport, scenarioExports } from '@core/scenario/export/formats.ts';
import { QUERY_KEYS } from '@core/history/query/keys.ts';
import { numberFrom } from '../scenario/flags.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { typedAs } from '../typed-as.ts';
import { exportChains } from './export.ts';
import { importFiles } from './import.ts';
import { PASSPHRASE } from './passphrase.ts';
import { reproduce } from './reproduce.ts';
import { searchHistory } from './search.ts';
import { showChain } from './show.ts';
import { STDIN } from './sources.ts';

export interface Running {
  readonly terminal: Terminal;
  readonly around: Surroundings;
  /** Takes the exit code of what was run. */
  run(work: Promise<number>): Promise<void>;
}

/** `import`, `history`, `export`, `reproduce`: the console's own data, from a terminal. */
export function addEvidenceCommands(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  const usage = (command: string) => `Run ${name} ${command} --help to see what it takes.`;
  const data = () =>
    new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`);

  const team = () =>
    new Option(
      '--team',
      'in the team’s history: the database of COUNTERSIGN_HISTORY, else the one the window has connected',
    );

  program
    .command('import')
    .argument(
      '[file...]',
      `HAR files, bundles, copied requests; without one, or for ${STDIN}, standard input`,
    )
    .description('bring sign-ins from files into the history and print each chain')
    .addOption(data())
    .option('--again', 'bring chains once more that are here already, made of the same exchanges')
    .option('--json', 'print one object: every file with its chains, steps, holes and codes')
    .addHelpText(
      'after',
      examples(
        `import sign-in.har ticket-123.countersign`,
        `import --json < request.txt`,
        `import < sign-in.har.gz`,
      ) + `\n${PASSPHRASE} opens a bundle that is locked; without it you are asked.\n`,
    )
    .action((files: string[], options: ImportFlags, command: Command) => {
      if (files.filter((file) => file === STDIN).length > 1)
        command.error('error: standard input can be read once only', { exitCode: 2 });
      // Where nobody sends anything in it would wait for ever, and say nothing.
      if (files.length === 0 && around.inIsKeyboard)
        command.error(
          `error: name a FILE, or send one in: ${name} import < sign-in.har\nTo type or paste one here: ${name} import ${STDIN}, and Ctrl+D at its end.`,
          { exitCode: 2 },
        );
      const { data, json = false, again = false } = options;
      const sources = files.length === 0 ? [STDIN] : files;
      return run(importFiles(sources, { data, json, again }, around, terminal));
    });

  const history = program
    .command('history')
    .description('search the history and show chains of it')
    .showHelpAfterError(usage('history'));
  history
    .command('search')
    .argument('[query...]', 'as in the window; without one, the newest')
    .description('print the chains that a query finds, what came last first')
    .addOption(team())
    .addOption(data())
    .addOption(
      new Option('--limit <number>', 'chains at most').default(50).argParser((text) => countIn(text)),
    )
    .option('--json', 'print one object with everything a list shows')
    .allowUnknownOption()
    .addHelpText(
      'after',
      `\nKeys: ${QUERY_KEYS.map((key) => `${key}:`).join(' ')}\n` +
        examples(
          'history search error:CodeMismatchException since:2d',
          `history search 'user:ann "wrong code" -status:tokens'`,
          "history search 'took:>2s' --json",
          'history search --team error:CodeMismatchException',
        ),
    )
    .showHelpAfterError(usage('history search'))
    .action((query: string[], options: SearchFlags, command: Command) => {
      // A term may begin with a dash: `-status:tokens`. What begins with two is a flag that is not there.
      const flag = query.find((word) => word.startsWith('--'));
      if (flag !== undefined) command.error(`error: unknown option '${flag}'`);
      const { data, team = false, json = false, limit } = options;
      return run(searchHistory(query.join(' '), { data, team, json, limit }, around, terminal));
    });
  history
    .command('show')
    .argument('<chain>', CHAIN)
    .description('print a chain: its steps, codes, request ids, holes and notes; secrets masked')
    .addOption(team())
    .addOption(data())
    .option('--json', 'print one object, with the chain’s events')
    .showHelpAfterError(usage('history show'))
    .action((chain: string, options: ReadFlags) => {
      const { data, team = false, json = false } = options;
      return run(showChain(chain, { data, team, json }, around, terminal));
    });

  program
    .command('export')
    .argument('<what...>', `${CHAIN}; or scenario files and folders`)
    .description('write chains, redacted, or a file that runs scenarios elsewhere')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices([...exportFormats, ...scenarioExports].map(({ id }) => id))
        .default('bundle'),
    )
    .option(
      '-o, --output <file>',
      'a file, or a folder to put it in: one that is there, or NAME/; folders are made; else standard output',
    )
    .option('--force', 'write over a file that is there')
    .option('--unredacted', `chains with secrets, locked with a passphrase: ${PASSPHRASE}, or asked for`)
    .option('--shards <number>', 'scenarios in so many parts at once', numberFrom(1, 256), 4)
    .option('--image <name>', 'for kubernetes: a container image with Countersign in it')
    .addOption(data())
    .addHelpText(
      'after',
      `\nFormats of chains:\n${formatLines(exportFormats)}\nFormats of scenarios:\n${formatLines(scenarioExports)}` +
        examples(
          'export 3f2a90c1 --format markdown',
          'export 3f2a90c1 -o ticket-123.countersign',
          'export 3f2a90c1 --format har -o sign-in.har',
          'export scenarios --format github-actions --shards 4 -o .github/workflows/',
          'export scenarios/sign-in.yaml --format k6 -o load.js',
        ),
    )
    .action((what: string[], options: ExportFlags, command: Command) => {
      const { format, output, force = false, shards, image } = options;
      if (isScenarioExport(format))
        return run(
          import('../scenario/export.ts').then(({ exportScenarios }) =>
            exportScenarios(what, { format, output, force, shards, image }, around, terminal),
          ),
        );
      if (command.getOptionValueSource('format') === 'default' && what.some((path) => existsSync(path)))
        command.error(
          `error: scenarios are exported with --format ${scenarioExports.map(({ id }) => id).join(', ')}`,
          { exitCode: 2 },
        );
      return run(
        exportChains(
          what,
          { data: options.data, format, output, unredacted: options.unredacted ?? false, force },
          around,
          terminal,
        ),
      );
    });

  program
    .command('reproduce')
    .argument('<chain>', CHAIN)
    .requiredOption('--target <name>', 'a saved target by its name or id, or sandbox')
    .description('run a chain again elsewhere and print whether it came out the same')
    .option('--give <key=value>', 'what the chain does not hold; may be repeated', givenIn, {})
    .option('--confirm <name>', 'a production target’s name, to go on without being asked')
    .addOption(data())
    .option('--json', 'print one object: the verdict and the new chain')
    .addHelpText(
      'after',
      '\nWhat the chain does not hold is asked for, or taken from COUNTERSIGN_GIVEN_ and its key:\n' +
        'give no secret as a flag, other programs can read it.\n' +
        examples(
          'reproduce 3f2a90c1 --target sandbox',
          'reproduce 3f2a90c1 --target staging --give USERNAME=qa-7',
        ),
    )
    .action((chain: string, options: ReproduceFlags) =>
      run(
        reproduce(
          chain,
          {
            data: options.data,
            target: options.target,
            give: options.give,
            confirm: options.confirm,
            json: options.json ?? false,
          },
          around,
          terminal,
        ),
      ),
    );

  function examples(...lines: readonly string[]): string {
    return `\nExamples:\n${lines.map((line) => `  ${name} ${line}\n`).join('')}`;
  }
}

function formatLines(
  formats: readonly { readonly id: string; readonly title: string; readonly says: string }[],
) {
  return formats.map(({ id, title, says }) => `  ${id.padEnd(14)} ${title}. ${says}\n`).join('');
}

const CHAIN = 'a chain’s id, or the beginning of it';

interface ReadFlags {
  readonly data?: string;
  readonly team?: true;
  readonly json?: true;
}

interface SearchFlags extends ReadFlags {
  readonly limit: number;
}

interface ImportFlags {
  readonly data?: string;
  readonly json?: true;
  readonly again?: true;
}

interface ExportFlags {
  readonly data?: string;
  readonly format: string;
  readonly output?: string;
  readonly force?: true;
  readonly unredacted?: true;
  readonly shards: number;
  readonly image?: string;
}

interface ReproduceFlags {
  readonly data?: string;
  readonly target: string;
  readonly give: Readonly<Record<string, string>>;
  readonly confirm?: string;
  readonly json?: true;
}

function countIn(text: string): number {
  const count = Number(text);
  if (!/^\d{1,6}$/.test(text) || count < 1)
    throw new InvalidArgumentError('It takes a number from 1 to 999999.');
  return count;
}

function givenIn(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes KEY=VALUE.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
