import type { Command } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';

/** `secret`: what `keychain:NAME` in scenarios stands for. */
export function addSecretCommand(program: Command, { terminal, around, run }: Running): void {
  const name = typedAs();
  const secret = program
    .command('secret')
    .description('keep, list and remove what keychain:NAME in scenarios stands for')
    .addHelpText(
      'after',
      `\nEach is an entry scenario:NAME of the service countersign in the system's keychain; values are never printed.\n` +
        `\nExamples:\n  ${name} secret set ann-seed\n  pass show ann | ${name} secret set ann-seed\n` +
        `  ${name} secret list\n  ${name} secret remove ann-seed\n`,
    );
  const part = (words: string) =>
    secret.command(words).showHelpAfterError(`Run ${name} secret --help to see what it takes.`);

  part('set')
    .argument('<name>', 'what stands behind keychain: in the file')
    .description('keep a value: typed unseen when asked, or piped in; one that is there is replaced')
    .addHelpText(
      'after',
      '\nThe value is never a word of the command: other programs can read a command line.\n',
    )
    .action((of: string) =>
      run(import('./keep-secret.ts').then(({ setSecret }) => setSecret(of, around, terminal))),
    );
  part('list')
    .description('print the names that are there, one a line')
    .option('--json', 'print a list')
    .action(({ json = false }: { json?: boolean }) =>
      run(import('./keep-secret.ts').then(({ listSecrets }) => listSecrets(json, around, terminal))),
    );
  part('remove')
    .argument('<name>', 'one that secret list prints')
    .description('take it out of the keychain')
    .action((of: string) =>
      run(import('./keep-secret.ts').then(({ removeSecret }) => removeSecret(of, around, terminal))),
    );
}
