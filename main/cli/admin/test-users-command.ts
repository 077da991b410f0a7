import { type Command, Option } from 'commander';
import type { Running } from '../evidence/command.ts';
import { typedAs } from '../typed-as.ts';

/** Where test users are, as it was typed. */
export interface TestUsersPlace {
  readonly target?: string;
  readonly endpoint?: string;
  readonly userPoolId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly confirm?: string;
  readonly data?: string;
  readonly record?: true;
  readonly json?: true;
}

export interface CreateFlags extends TestUsersPlace {
  readonly csv?: string;
  readonly name?: string;
  readonly plan?: true;
  readonly passwords?: string;
  readonly resume?: string;
  readonly retry?: string;
  readonly user?: string[];
}

export interface RemoveFlags extends TestUsersPlace {
  readonly list?: true;
  readonly user?: string[];
}

/** `admin create-test-users` and `admin remove-test-users`, beside what else `admin` has. */
export function addTestUserCommands(admin: Command, { terminal, around, run }: Running): void {
  const name = `${typedAs()} admin`;
  const placed = (command: Command) =>
    command
      .option('--target <name>', 'a saved target by its name or id')
      .option('--endpoint <url>', 'where calls go; with --user-pool-id')
      .option('--user-pool-id <id>', 'the user pool')
      .option('--client-id <id>', 'an app client of it: users sign up and set up factors through it')
      .option('--client-secret <reference>', 'its secret as env:NAME')
      .option('--region <region>', 'the pool’s region, where its id does not say')
      .option('--profile <name>', 'the AWS profile to sign as')
      .option('--confirm <name>', 'a production target’s name')
      .addOption(new Option('--data <dir>', `another data folder than the window’s own, ${around.folder}`))
      .option('--record', 'keep each user’s calls in the history, secrets masked, tagged test-users')
      .option('--json', 'print one object');

  placed(
    admin
      .command('create-test-users')
      .argument('[template]', 'a template, YAML or JSON; - reads standard input')
      .description('make test users in every state and with every factor that is asked for')
      .option('--csv <file>', 'a user a line instead: username, state, factor, groups, and attributes')
      .option('--name <text>', 'what the batch is called')
      .option('--plan', 'print what would be made, as lines of the AWS CLI, and make nothing')
      .option('--passwords <file>', 'write names, passwords and TOTP secrets there, for you alone to read')
      .option('--resume <batch>', 'go on with a batch that was stopped, or whose process ended')
      .option('--retry <batch>', 'try those of a batch again that failed')
      .option('--user <name>', 'with --retry: that user alone; may be repeated', named),
  )
    .addHelpText(
      'after',
      [
        '\nA template: everything may be left out.',
        '  states: [CONFIRMED, FORCE_CHANGE_PASSWORD, RESET_REQUIRED, UNCONFIRMED, disabled]',
        '  factors: [none, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP, WEB_AUTHN]',
        '  # two at once, so that a sign-in asks which: factors: [sms+totp, sms+email, email+totp]',
        '  each: 2',
        '  username: qa-{state}-{factor}-{n}',
        '  exclude: [{ state: UNCONFIRMED, factor: SMS_MFA }]',
        '  email: "{username}@example.com"',
        '  phone: "+447700900{nnn}"',
        '  attributes: { name: "Test {n}" }',
        '  groups: [testers]',
        '\nPasswords are generated and follow from a key in the keychain. What was made is kept in the data folder:',
        'it survives a crash, and remove-test-users removes exactly that.',
        'Where not all that is asked for can be made, or is, the exit code is 4, also of --plan.',
        '\nExamples:',
        `  ${name} create-test-users users.yaml --target staging --plan`,
        `  ${name} create-test-users --csv users.csv --target staging --passwords secrets.csv`,
        `  ${name} create-test-users --resume 3f2a90c1`,
        `  ${name} create-test-users --retry 3f2a90c1 --user qa-confirmed-none-2`,
        '',
      ].join('\n'),
    )
    .action((template: string | undefined, flags: CreateFlags) =>
      run(
        import('./test-users-create.ts').then(({ createTestUsers }) =>
          createTestUsers(template, flags, around, terminal),
        ),
      ),
    );

  placed(
    admin
      .command('remove-test-users')
      .argument('[batch]', 'a batch’s id, or its beginning')
      .description('remove exactly the test users that a batch made')
      .option('--user <name>', 'that user of it alone; may be repeated', named)
      .option('--list', 'print the batches there are'),
  )
    .addHelpText(
      'after',
      [
        '\nExamples:',
        `  ${name} remove-test-users --list`,
        `  ${name} remove-test-users 3f2a90c1`,
        `  ${name} remove-test-users 3f2a90c1 --user qa-confirmed-none-2`,
        '',
      ].join('\n'),
    )
    .action((batch: string | undefined, flags: RemoveFlags) =>
      run(
        import('./test-users-remove.ts').then(({ removeTestUsers }) =>
          removeTestUsers(batch, flags, around, terminal),
        ),
      ),
    );
}

function named(name: string, before: readonly string[] = []): string[] {
  return [...before, name];
}
