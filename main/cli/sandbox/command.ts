import type { Command } from 'commander';
import { sandboxOptions, type SandboxOption, type SandboxOptionTexts } from '../../sandbox-options.ts';
import type { Terminal } from '../terminal.ts';
import { typedAs } from '../typed-as.ts';

const OWN = ['json', 'listSettings'];

/** `countersign sandbox`: every flag of the sandbox's process, and two of the terminal's own. */
export function addSandboxCommand(
  program: Command,
  terminal: Terminal,
  run: (work: Promise<number>) => Promise<void>,
): void {
  const command = program.command('sandbox').description('run the sandbox in the foreground, until Ctrl+C');
  for (const option of sandboxOptions as readonly SandboxOption[]) addOption(command, option);
  command
    .option('--list-settings', 'print every setting with its values and default, and end')
    .option('--json', 'print facts (or settings) as one line of JSON')
    .addHelpText('after', examples())
    .action(async (options: Record<string, unknown>) => {
      const json = options['json'] === true;
      // Loaded once they are wanted: no other command should wait for a sandbox's seed and settings to be read.
      if (options['listSettings'] === true) {
        const { printSettings } = await import('./list-settings.ts');
        return printSettings(json, terminal);
      }
      const { runSandbox } = await import('./run-sandbox.ts');
      const flags = Object.fromEntries(Object.entries(options).filter(([name]) => !OWN.includes(name)));
      // Commander was told by the same table which of them are texts and which are lists.
      await run(runSandbox({ flags: flags as SandboxOptionTexts, json }, terminal));
    });
}

function addOption(command: Command, { name, value, many, help }: SandboxOption): void {
  const flag = value === undefined ? `--${name}` : `--${name} <${value}>`;
  if (many) command.option(flag, help, (text: string, before: string[] = []) => [...before, text]);
  else command.option(flag, help);
}

function examples(): string {
  const rows = sandboxOptions.map(({ example }) => `  ${typedAs()} sandbox ${example}`);
  return `\nExamples, to be put together at will:\n${rows.join('\n')}\n`;
}
