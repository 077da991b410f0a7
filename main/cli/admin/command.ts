import { type Command, CommanderError } from 'commander';
import { cliNameOf, isSigned, onlyReads, serviceOperationNames } from '@core/cognito/service/service.ts';
import { nearestName } from '@core/nearest.ts';
import { isFault } from '@core/form/form.ts';
import type { Running } from '../evidence/command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { typedAs } from '../typed-as.ts';
import { addTestUserCommands } from './test-users-command.ts';

/**
 * `admin`: every operation of the service as the AWS CLI has it. The parent has to enable positional options: what follows
 * an operation is the operation's own.
 */
export function addAdminCommand(program: Command, running: Running): void {
  const { terminal, around, run } = running;
  const name = `${typedAs()} admin`;
  const admin = program
    .command('admin')
    .argument('[operation]', 'an operation of aws cognito-idp, by the AWS CLI’s name')
    .argument('[flags...]', 'the AWS CLI’s own, and where the call goes')
    .description('call any operation of the service as the AWS CLI does, on any target')
    .passThroughOptions()
    .allowUnknownOption()
    .addHelpText('after', operationsHelp(name))
    .action((said: string | undefined, words: string[], _flags: unknown, self: Command) => {
      // As `aws cognito-idp help`.
      if (said === 'help') return self.outputHelp();
      const operation = serviceOperationNames.find((each) => cliNameOf(each) === said);
      return run(
        operation === undefined ? unknown(said, self, terminal) : operate(operation, words, around, terminal),
      );
    });
  addTestUserCommands(admin, running);
}

async function operate(
  operation: string,
  words: readonly string[],
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const { operationCommand } = await import('./operation-command.ts');
  const { callOperation } = await import('./call-operation.ts');
  const { faultLines } = await import('./refusal-text.ts');
  const { refuseLostValues, wholeFlags } = await import('./lost-value.ts');
  let code: number = EXIT.ok.code;
  const command = operationCommand(operation, around.folder, async (typed) => {
    code = await callOperation(typed, around, terminal);
  }).configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  try {
    const flags = wholeFlags(command, words);
    refuseLostValues(command, flags);
    await command.parseAsync(flags[0] === 'help' ? ['--help'] : [...flags], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok.code : EXIT.badRequest.code;
    if (!isFault(error)) throw error;
    terminal.err(faultLines(error, operation));
    return EXIT.badRequest.code;
  }
}

async function unknown(said: string | undefined, admin: Command, terminal: Terminal): Promise<number> {
  const names = [...admin.commands.map((command) => command.name()), ...serviceOperationNames.map(cliNameOf)];
  terminal.err(`${unknownText(said, names)}\nRun ${typedAs()} admin --help to see every operation.\n`);
  return EXIT.badRequest.code;
}

function unknownText(said: string | undefined, names: readonly string[]): string {
  if (said === undefined) return 'error: an operation is missing.';
  if (said.startsWith('-')) return `error: name the operation first, then ${said}.`;
  const near =
    nearestName(said, names) ?? names.find((each) => each.replaceAll('-', '') === said.toLowerCase());
  return `error: unknown operation '${said}'.${near === undefined ? '' : ` Is ${near} meant?`}`;
}

function operationsHelp(name: string): string {
  const groups = {
    'Read, signed with AWS credentials': (each: string) => isSigned(each) && onlyReads(each),
    'Change, signed with AWS credentials': (each: string) => isSigned(each) && !onlyReads(each),
    'As a client does, unsigned': (each: string) => !isSigned(each),
  };
  const lists = Object.entries(groups).map(
    ([title, fits]) => `\n${title}:\n${columns(serviceOperationNames.filter(fits).map(cliNameOf))}`,
  );
  const examples = [
    'admin-get-user --target staging --username ann',
    'list-users --endpoint http://127.0.0.1:9229 --user-pool-id local_1 --filter \'email ^= "qa"\'',
    'admin-create-user --target sandbox --username nora --user-attributes Name=email,Value=nora@example.com',
    'admin-set-user-password --cli-input-json - < request.json',
    'list-users help',
  ].map((line) => `  ${name} ${line}\n`);
  return [
    '\nFlags, JSON in and out, pages and exit codes are those of aws cognito-idp (252 to 255, version 2). Beyond it:',
    '--target takes a saved target, its pool, client and profile; --record keeps the calls in the history.',
    'Nothing is kept without --record. Loopback endpoints take any signature: no credentials are needed for them.',
    ...lists,
    `\nExamples:\n${examples.join('')}`,
  ].join('\n');
}

function columns(names: readonly string[]): string {
  const rows = Math.ceil(names.length / 2);
  const width = Math.max(...names.map(({ length }) => length)) + 2;
  return Array.from({ length: rows }, (_, row) => {
    const [left = '', right = ''] = [names[row], names[row + rows]];
    return `  ${left.padEnd(width)}${right}`.trimEnd();
  }).join('\n');
}
