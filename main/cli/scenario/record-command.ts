import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';
import { numberFrom } from './flags.ts';

/** `record`: a chain of the history as a scenario. */
export function addRecordCommand(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  program
    .command('record')
    .argument('<chain>', 'a chain’s id, or the beginning of it for one of the newest 2,000')
    .description('write a chain of the history down as a scenario, checks proposed and secrets by reference')
    .option(
      '--step <number>',
      'a step of the way that is meant, where the chain went several; else the newest way',
      numberFrom(1, 100_000),
    )
    .option('-o, --output <file>', 'a file, or a folder to put it in; else standard output')
    .option('--force', 'write over a file that is there')
    .addOption(new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`))
    .addHelpText(
      'after',
      `\nExamples:\n  ${name} record 3f2a90c1 -o scenarios/\n  ${name} record 3f2a90c1 --step 3 -o scenarios/by-sms.yaml\n`,
    )
    .action((chain: string, flags: RecordFlags) =>
      run(
        import('./record.ts').then(({ recordFromHistory }) =>
          recordFromHistory(
            chain,
            { step: flags.step, output: flags.output, force: flags.force ?? false, data: flags.data },
            around,
            terminal,
          ),
        ),
      ),
    );
}

interface RecordFlags {
  readonly step?: number;
  readonly output?: string;
  readonly force?: true;
  readonly data?: string;
}
