/// <reference lib="esnext.disposable" />
// What `countersign/testing` offers, on its own: a test runner's project reads this file and none of the console's.

/** Cognito for tests: a sandbox that speaks its wire protocol, and sign-ins through any chain. */
export interface Cognito {
  /** Starts a sandbox in a process of its own, on loopback. It ends with `stop`, and with the test runner's process. */
  start(options?: StartOptions): Promise<CognitoSandbox>;
}

export declare const cognito: Cognito;

export interface StartOptions {
  /** The port to listen on; any free one unless given. */
  readonly port?: number;
  /** A seed file of pools, clients and users, YAML or JSON; the built-in one unless given. */
  readonly seed?: string;
  /** Rules that spoil answers: `InitiateAuth user=ann times=1 -> TooManyRequestsException`. */
  readonly faults?: readonly string[];
}

export interface CognitoSandbox {
  /** `http://127.0.0.1:PORT`: where an SDK, Amplify or your application sends its calls. */
  readonly endpoint: string;
  readonly region: string;
  /** The same as environment variables that AWS's SDKs and CLI read: for the process of your application. */
  readonly env: Readonly<Record<'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER' | 'AWS_REGION', string>>;
  readonly pools: readonly SandboxPool[];
  /** The seed's users, each with what it shows. */
  readonly users: readonly SandboxUser[];
  /** @throws Error where the seed has no such user */
  user(username: string): SandboxUser;

  /**
   * Signs a user in: challenges are answered with what the sandbox knows (passwords, TOTP seeds, codes of its inbox,
   * devices, passkeys), or as `answers` says. Resolves where it ended, also where that is an error or an open challenge.
   */
  signIn(username: string, options?: SignInOptions): Promise<SignIn>;
  /** The tokens of a sign-in. @throws Error that says where it ended instead */
  tokens(username: string, options?: Omit<SignInOptions, 'until'>): Promise<Tokens>;

  /**
   * The code that was sent to a user, by SMS or e-mail: the newest that this function has not given yet. Waits for it.
   * @param options.within milliseconds; 5,000 unless given
   * @throws Error where none came
   */
  code(username: string, options?: { readonly within?: number }): Promise<string>;
  /** The TOTP code of now for a user with a seed. @throws Error where the user has none */
  totp(username: string): Promise<string>;
  /** All messages of the inbox, oldest first. */
  messages(username?: string): Promise<readonly Message[]>;

  /** Moves the sandbox's clock on: Sessions, codes and tokens end by it. */
  advance(
    by: { readonly seconds: number } | { readonly minutes: number } | { readonly days: number },
  ): Promise<void>;
  /** Spoils answers from now on by a rule, in the form of the sandbox's faults. */
  fault(rule: string): Promise<void>;
  /** Users, Sessions, inbox, clock, rules and settings back to the seed: for between two tests. */
  reset(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SignInOptions {
  /** The app client, by name or id; the one the seed signs the user in with unless given. */
  readonly client?: string;
  /** The AuthFlow; the one the seed signs the user in with unless given. */
  readonly flow?: string;
  /** Inputs of the flow by field: `PASSWORD`, `PREFERRED_CHALLENGE` … */
  readonly with?: Readonly<Record<string, string>>;
  /** Answers by challenge and field: `{ SMS_MFA: { SMS_MFA_CODE: '000000' } }`. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Stops where this challenge is asked. */
  readonly until?: string;
}

/** Where a sign-in stands. */
export interface SignIn {
  readonly username: string;
  /** The challenges that were asked, in order; last TOKENS, or the exception's name. */
  readonly path: readonly string[];
  readonly tokens?: Tokens;
  /** The challenge that is open. */
  readonly challenge?: { readonly name: string; readonly parameters: Readonly<Record<string, string>> };
  /** The last answer was refused. */
  readonly error?: { readonly code: string; readonly message: string };
  /** Why it went no further, a sentence for people. */
  readonly stopped: string;
  /** Answers the open challenge by hand, and goes on from there as `signIn` does. */
  answer(
    inputs: Readonly<Record<string, string>>,
    options?: Pick<SignInOptions, 'answers' | 'until'>,
  ): Promise<SignIn>;
}

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  /** Seconds. */
  readonly ExpiresIn: number;
  readonly TokenType: string;
}

export interface SandboxPool {
  readonly userPoolId: string;
  readonly name: string;
  readonly clients: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly clientSecret?: string;
  }[];
}

/** Fixtures, public by design: they guard nothing. */
export interface SandboxUser {
  readonly username: string;
  readonly password: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly flow: string;
  readonly shows: string;
  readonly path: readonly string[];
  readonly totpSecret?: string;
}

export interface Message {
  readonly username: string;
  readonly medium: 'SMS' | 'EMAIL';
  readonly destination: string;
  readonly code: string;
  readonly text: string;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly at: number;
}
