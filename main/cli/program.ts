import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { addAdminCommand } from './admin/command.ts';
import { type DemoFlags, demoElsewhere } from './demo-elsewhere.ts';
import { addEvidenceCommands } from './evidence/command.ts';
import { EXIT, exitCodeHelp } from './exit-codes.ts';
import { addScenarioCommands } from './scenario/command.ts';
import { addRecordCommand } from './scenario/record-command.ts';
import { addSecretCommand } from './scenario/secret-command.ts';
import { addSandboxCommand } from './sandbox/command.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';
import { typedAs } from './typed-as.ts';

/** Runs the command line; resolves to the exit code. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  around: Surroundings = processSurroundings(),
): Promise<number> {
  let code: number = EXIT.ok.code;
  const run = (work: Promise<number>) => work.then((result) => void (code = result));

  const program = new Command(typedAs())
    .description('Steps Amazon Cognito sign-ins one challenge at a time.')
    .version(version)
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => write(text + fixFor(text)),
    })
    .showHelpAfterError(`Run ${typedAs()} --help to see what there is.`)
    .addHelpText('after', exitCodeHelp());

  program
    .command('demo')
    .description('step a seeded user’s sign-in on the sandbox and print its chain')
    .option('--user <name>', 'the seeded user to sign in', 'ann')
    .option('--json', 'print the chain’s events as JSON')
    .addOption(new Option('--endpoint <url>').hideHelp())
    .addOption(new Option('--target <name>').hideHelp())
    .addOption(new Option('--client-id <id>').hideHelp())
    .addOption(new Option('--user-pool-id <id>').hideHelp())
    .action((options: DemoFlags, command: Command) => {
      const elsewhere = demoElsewhere(options, typedAs());
      if (elsewhere !== undefined) command.error(`error: ${elsewhere}`, { exitCode: 2 });
      const { user, json = false } = options;
      return run(import('./demo.ts').then(({ demo }) => demo({ user, json }, terminal)));
    });

  addSandboxCommand(program, terminal, run);
  addScenarioCommands(program, { terminal, around, run });
  addRecordCommand(program, { terminal, around, run });
  addSecretCommand(program, { terminal, around, run });
  addEvidenceCommands(program, { terminal, around, run });
  addAdminCommand(program, { terminal, around, run });

  program
    .command('challenges')
    .argument('[name]', 'only those with this in their name')
    .description('print every challenge: what it asks, what answers it, what may follow')
    .option('--json', 'print as JSON')
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      const { printChallenges } = await import('./catalogues.ts');
      code = printChallenges({ json, name }, terminal);
    });

  program
    .command('errors')
    .argument('[name]', 'only those with this in their name')
    .description('print the catalogue of errors: meaning, causes, what to try')
    .option('--json', 'print as JSON')
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      const { printErrors } = await import('./catalogues.ts');
      code = printErrors({ json, name }, terminal);
    });

  for (const command of program.commands) {
    command
      .exitOverride()
      .showHelpAfterError(`Run ${typedAs()} ${command.name()} --help to see what it takes.`);
  }
  if (argv.length <= 2) {
    const names = program.commands.map((command) => command.name()).join(', ');
    terminal.err(
      `A command is missing. There are: ${names}.\nRun ${typedAs()} --help to see what each does.\n`,
    );
    return EXIT.usage.code;
  }
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok.code : EXIT.usage.code;
    // Node would end with 1, which says that checks failed.
    terminal.err(
      `Countersign failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.crashed.code;
  }
}

/** How to say what was meant by words that a command has no place for. */
function fixFor(error: string): string {
  const [, command] = /too many arguments for '([\w-]+)'/.exec(error) ?? [];
  switch (command) {
    case undefined:
      return '';
    case 'demo':
      return 'Name the user with --user NAME.\n';
    case 'sandbox':
      return 'Everything it takes is a flag: --port NUMBER, --seed FILE.\n';
    case 'set':
      return 'Give the name alone: the value is typed when asked, or piped in.\n';
    case 'show':
    case 'record':
    case 'reproduce':
      return 'Give one chain.\n';
    default:
      return 'Give one name.\n';
  }
}
