/** One flag of the sandbox: the process reads it, the terminal takes and explains it, the README's table lists it. */
export interface SandboxOption {
  readonly name: string;
  /** What stands for its value in help; absent: it takes none. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: true;
  /** One line for people. */
  readonly help: string;
  /** As it is typed in a shell. */
  readonly example: string;
}

/** The only list of the sandbox's flags. */
export const sandboxOptions = [
  {
    name: 'port',
    value: 'NUMBER',
    help: 'the loopback port to listen on (0 or absent: any free one)',
    example: '--port 9229',
  },
  {
    name: 'seed',
    value: 'FILE',
    help: 'begin from the pools and users of a file, YAML or JSON',
    example: '--seed team.yaml',
  },
  {
    name: 'state',
    value: 'FILE',
    help: 'keep everything in a file and go on from it at the next start',
    example: '--state sandbox.json',
  },
  {
    name: 'fault',
    value: 'RULE',
    many: true,
    help: 'spoil answers by a rule (repeatable)',
    example: `--fault 'InitiateAuth user=ann times=1 -> TooManyRequestsException'`,
  },
  {
    name: 'faults',
    value: 'FILE',
    help: 'spoil answers by a list of rules, YAML or JSON',
    example: '--faults faults.yaml',
  },
  {
    name: 'status-profile',
    value: 'NAME',
    help: 'whose HTTP statuses errors come with: wire (default), documented or sdk',
    example: '--status-profile sdk',
  },
  {
    name: 'setting',
    value: 'NAME=VALUE',
    many: true,
    help: 'change what is open about the real service (repeatable); --list-settings tells what there is',
    example: '--setting codeLockout=false',
  },
  {
    name: 'at',
    value: 'ISO-TIME',
    help: 'set the clock: Sessions, codes and tokens go by it',
    example: '--at 2026-09-08T09:00:00Z',
  },
  {
    name: 'freeze',
    help: 'let the clock stand still until the control API moves it',
    example: '--freeze',
  },
  {
    name: 'token',
    value: 'TOKEN',
    help: 'the control API’s token (absent: COUNTERSIGN_SANDBOX_TOKEN, else a new one)',
    example: '--token my-token-for-tests',
  },
] as const satisfies readonly SandboxOption[];

type Option = (typeof sandboxOptions)[number];
type CamelCase<S extends string> = S extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : S;

/** The flags as their texts, by name: `statusProfile` for `--status-profile`. */
export type SandboxOptionTexts = {
  readonly [O in Option as CamelCase<O['name']>]?: O extends { many: true }
    ? readonly string[]
    : O extends { value: string }
      ? string
      : boolean;
};

export function optionKey(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
