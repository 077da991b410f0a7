import { Command, InvalidArgumentError, Option } from 'commander';
import { pagingOf } from '@core/cognito/service/results.ts';
import { cliNameOf, isSigned, onlyReads } from '@core/cognito/service/service.ts';
import { shellWord } from '@core/evidence/snippets/shell.ts';
import { slip } from '@core/cognito/cli-words/slip.ts';
import { typedAs } from '../typed-as.ts';
import { type MemberFlag, memberFlags } from '@core/cognito/cli-words/member-flags.ts';
import { type Output, OUTPUTS } from './output/output.ts';
import type { PageWish } from './pages.ts';
import { placeholderOf, shapeText } from './shape-text.ts';
import type { WhereFlags } from './where.ts';

/** What was typed after an operation's name. */
export interface TypedOperation {
  readonly operation: string;
  /** What each flag of a member was given: the words of a list, a switch, or one word. */
  readonly members: readonly (readonly [MemberFlag, string | boolean | readonly string[]])[];
  readonly inputJson: string | undefined;
  readonly skeleton: 'input' | 'output' | undefined;
  readonly where: WhereFlags;
  /** Undefined where the answer is one page, whatever it is. */
  readonly pages: PageWish | undefined;
  readonly output: Output;
  readonly confirm: string | undefined;
  readonly record: boolean;
  readonly data: string | undefined;
}

const MEMBERS = 'What it sends:';
const PAGES = 'How much of the list:';
const WHERE = 'Where it goes, and as whom:';
const OTHER = 'And:';

/**
 * One operation as a command: the AWS CLI's flags, from the shape of its input, and our own.
 * @param folder the data folder, for the help
 */
export function operationCommand(
  operation: string,
  folder: string,
  run: (typed: TypedOperation) => Promise<void>,
): Command {
  const name = `${typedAs()} admin ${cliNameOf(operation)}`;
  const paging = pagingOf(operation);
  const flags = memberFlags(operation);
  const command = new Command(name)
    .description(
      `${operation} of cognito-idp: ${onlyReads(operation) ? 'changes nothing' : 'may change something'}; ${
        isSigned(operation) ? 'signed with AWS credentials' : 'needs no AWS credentials'
      }.`,
    )
    .usage('[flags]')
    .exitOverride()
    .allowExcessArguments(false)
    .showHelpAfterError(`Run ${name} --help to see what it takes: every value follows its flag.`);
  const members = flags.map((flag) => {
    const byPages =
      paging !== undefined && [paging.token, paging.limit].includes(flag.member) && !flag.required;
    return [flag, addMember(command, flag, byPages)] as const;
  });
  if (paging !== undefined) addPaging(command);
  addOwn(command, folder);
  return command.action(async () => {
    const given = command.opts<OwnFlags & Record<string, unknown>>();
    if (given.query !== undefined) throw noQuery(given.query);
    if (given.cliInputYaml !== undefined)
      throw slip('--cli-input-yaml is not part of this command: give the request with --cli-input-json.');
    const typed = members.flatMap(([flag, attribute]) => {
      const value = given[attribute] as string | boolean | readonly string[] | undefined;
      return value === undefined ? [] : [[flag, value] as const];
    });
    const manual = typed.some(([{ member }]) => paging?.token === member || paging?.limit === member);
    await run({
      operation,
      members: typed,
      inputJson: given.cliInputJson,
      skeleton: given.generateCliSkeleton === true ? 'input' : given.generateCliSkeleton,
      where: {
        ...optional('target', given.target),
        ...optional('endpoint', given.endpointUrl),
        ...optional('region', given.region),
        ...optional('profile', given.profile),
      },
      pages: paging === undefined ? undefined : pagesOf(given, manual),
      output: given.output,
      confirm: given.confirm,
      record: given.record ?? false,
      data: given.data,
    });
  });
}

/** @returns the name under which what was given is found */
function addMember(command: Command, member: MemberFlag, hidden: boolean): string {
  const { flag, shape, required } = member;
  const isSwitch = shape.type === 'boolean';
  const option = new Option(
    isSwitch ? `--${flag}` : `--${flag} ${placeholderOf(shape)}`,
    isSwitch ? `${required ? 'required; ' : ''}or --no-${flag}` : shapeText(member),
  );
  command.addOption(option.helpGroup(MEMBERS).hideHelp(hidden));
  if (isSwitch) command.addOption(new Option(`--no-${flag}`).hideHelp());
  return option.attributeName();
}

function addPaging(command: Command): void {
  command
    .optionsGroup(PAGES)
    .option('--max-items <number>', 'so many at most; NextToken says where it goes on', countIn)
    .option('--starting-token <token>', 'go on at a NextToken')
    .option('--page-size <number>', 'so many a page: more and smaller calls', countIn)
    .option('--no-paginate', 'the first page alone, with the service’s own token');
}

function addOwn(command: Command, folder: string): void {
  command
    .optionsGroup(WHERE)
    .option('--target <name>', 'a saved target by its name or id, sandbox, or sandbox:CLIENT')
    .option('--endpoint, --endpoint-url <url>', 'a sandbox, an emulator, or AWS elsewhere')
    .option('--region <region>', 'AWS’s region; else the pool’s own, AWS_REGION, AWS_DEFAULT_REGION')
    .option('--profile <name>', 'the AWS profile whose credentials sign; else the target’s, or AWS_PROFILE')
    .option('--confirm <name>', 'on a production target: the user’s name, else the target’s, to change it')
    .option('--data <dir>', `saved targets of another data folder than the window’s own, ${folder}`)
    .optionsGroup(OTHER)
    .option('--cli-input-json <json>', 'the request as JSON, file://PATH, or - for standard input; flags win')
    .addOption(
      new Option('--generate-cli-skeleton [side]', 'print a request to fill in, or an example of the output')
        .choices(['input', 'output'])
        .helpGroup(OTHER),
    )
    .option('--record', 'keep the calls in the history, secrets masked, for the window')
    .addOption(
      new Option('--output <format>', 'as the AWS CLI prints it; a table has no colours')
        .choices(OUTPUTS)
        .default('json')
        .helpGroup(OTHER),
    )
    .addOption(new Option('--query <jmespath>').hideHelp())
    .addOption(new Option('--cli-input-yaml <yaml>').hideHelp())
    .addOption(new Option('--no-cli-pager').hideHelp());
  // All are asked for their pages, and those that have none answer with one.
  if (!command.options.some(({ long }) => long === '--no-paginate'))
    command.addOption(new Option('--no-paginate').hideHelp());
  command.helpOption('-h, --help', 'display help for command');
}

/** It would need a reader of JMESPath, and a part of an answer has no place in `--output`'s texts but by it. */
function noQuery(expression: string): Error {
  return slip(
    `--query is not part of this command: it has no JMESPath. Its JSON goes to jq, or to JMESPath’s own jp, with the same expression: … | jp ${shellWord(expression)}`,
  );
}

/** @throws CoreFault ADMIN_INPUT */
function pagesOf(
  { startingToken, pageSize, maxItems, paginate }: OwnFlags,
  manual: boolean,
): PageWish | undefined {
  const wish = {
    ...optional('startingToken', startingToken),
    ...optional('pageSize', pageSize),
    ...optional('maxItems', maxItems),
  };
  if (paginate !== false && !manual) return wish;
  const used = Object.keys(wish).map((name) => `--${cliNameOf(name)}`);
  if (used.length > 0)
    throw slip(`Cannot specify --no-paginate along with pagination arguments: ${used.join(', ')}`);
  return undefined;
}

interface OwnFlags {
  readonly cliInputJson?: string;
  readonly generateCliSkeleton?: true | 'input' | 'output';
  readonly target?: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly output: Output;
  readonly query?: string;
  readonly cliInputYaml?: string;
  readonly confirm?: string;
  readonly record?: true;
  readonly data?: string;
  readonly startingToken?: string;
  readonly pageSize?: number;
  readonly maxItems?: number;
  readonly paginate?: boolean;
}

function optional<K extends string, T>(name: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: T });
}

function countIn(text: string): number {
  if (/^-\d+$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 0 on.');
  if (/^\d{10,}$/.test(text)) throw new InvalidArgumentError('It takes a number of at most nine figures.');
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}
