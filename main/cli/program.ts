import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { printChallenges, printErrors } from './catalogues.ts';
import { demo } from './demo.ts';
import { EXIT, exitCodeHelp } from './exit-codes.ts';
import { addSandboxCommand } from './sandbox/command.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command line; resolves to the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok.code;
  const run = (work: Promise<number>) => work.then((result) => void (code = result));

  const program = new Command('countersign')
    .description('Steps Amazon Cognito sign-ins one challenge at a time.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('Run countersign --help to see what there is.')
    .addHelpText('after', exitCodeHelp());

  program
    .command('demo')
    .description('step a seeded sign-in (SRP, then TOTP) on the sandbox and print its chain')
    .option('--user <name>', 'the seeded user to sign in', 'ann')
    .option('--json', 'print the chain’s events as JSON')
    .action((options: { user: string; json?: true }) =>
      run(demo({ ...options, json: options.json ?? false }, terminal)),
    );

  addSandboxCommand(program, terminal, run);

  program
    .command('challenges')
    .description('print every challenge: what it asks, what answers it, what may follow')
    .option('--json', 'print as JSON')
    .action((options: { json?: true }) => printChallenges(options.json ?? false, terminal));

  program
    .command('errors')
    .description('print the catalogue of errors: meaning, causes, what to try')
    .option('--json', 'print as JSON')
    .action((options: { json?: true }) => printErrors(options.json ?? false, terminal));

  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok.code : EXIT.usage.code;
    throw error;
  }
}
