import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';

/** What scenarios prove beside that they pass: `coverage`. */
export function addProofCommands(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  const examples = (...lines: readonly string[]) =>
    `\nExamples:\n${lines.map((line) => `  ${name} ${line}\n`).join('')}`;

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

interface CoverageFlags {
  readonly data?: string;
  readonly query: string;
  readonly gaps?: true;
  readonly json?: true;
}
